const tickets = ['T-1', 'T-2', 'T-3', 'T-4', 'T-5', 'T-6', 'T-7'].map((id) => ({ id, isOpen: true }));
const PAGE_SIZE = 3;

/** Stands in for the help desk's REST API: `page` counts from 0. */
export async function getTickets({ page }) {
  const start = page * PAGE_SIZE;
  return {
    total: tickets.length,
    pages: Math.ceil(tickets.length / PAGE_SIZE),
    items: tickets.slice(start, start + PAGE_SIZE),
  };
}
