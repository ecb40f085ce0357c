/** The number in an amount that a person or a statement wrote: `1 234,50`. */
export function parseAmount(text) {
  const cleaned = text.trim().replaceAll(' ', '').replace(',', '.');
  const amount = Number(cleaned);
  if (!Number.isFinite(amount)) throw new TypeError('not an amount of money');
  return amount;
}
