/** Seats a party behind one another, from the front. */
export function seatInColumn(map, column, passengers) {
  passengers.forEach((passenger, row) => map.take(row, column, passenger));
}
