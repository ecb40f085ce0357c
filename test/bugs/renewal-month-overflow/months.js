/** The same day some months later. */
export function addMonths(date, months) {
  const later = new Date(date);
  later.setUTCMonth(later.getUTCMonth() + months);
  return later;
}
