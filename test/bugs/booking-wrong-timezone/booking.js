import { parseDay, weekday } from './calendar.js';

/** A stay in the holiday house: those begin on Fridays. */
export function book(request, house) {
  const arrival = parseDay(request.from);
  const nights = Math.round((parseDay(request.to) - arrival) / 86_400_000);
  if (weekday(arrival) !== house.changeover) {
    throw new Error(`${house.name}: stays begin on a ${house.changeover}`);
  }
  return { house: house.name, arrival, nights };
}
