import { bookSeats } from './booking.js';
import { SeatStore } from './seat-store.js';

const capacity = 3;
const store = new SeatStore({ matinee: capacity });

const bookings = await Promise.all([
  bookSeats(store, 'matinee', 2, capacity),
  bookSeats(store, 'matinee', 2, capacity),
]);
console.log(`${bookings.flat().length} seats booked`);
