/** Every ticket, page after page. */
export async function fetchAllTickets(api) {
  const found = [];
  const asked = [];
  let total = 0;
  let pages = 1;
  for (let page = 1; page <= pages; page += 1) {
    const answer = await api({ page });
    asked.push(page);
    found.push(...answer.items);
    ({ total, pages } = answer);
  }
  if (found.length !== total) throw new Error(`only some of the ${total} tickets were found`);
  return found;
}
