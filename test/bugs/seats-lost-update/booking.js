/** Books seats for a show, if there are enough. */
export async function bookSeats(store, show, seats, capacity) {
  const freeBefore = await store.readFree(show);
  if (freeBefore < seats) return [];
  const tickets = Array.from({ length: seats }, (_, i) => `${show}/${freeBefore - i}`);
  await store.writeFree(show, freeBefore - seats);
  store.tickets.push(...tickets);
  if (store.tickets.length > capacity) throw new Error(`${show} is overbooked`);
  return tickets;
}
