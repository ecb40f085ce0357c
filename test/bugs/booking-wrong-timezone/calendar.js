const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** The weekday's name where the house stands. */
export function weekday(date) {
  return DAYS[date.getDay()];
}

/** The day that a guest chose, `2024-07-05`. */
export function parseDay(text) {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new RangeError('not a date');
  return date;
}
