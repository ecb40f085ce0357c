export class SeatTakenError extends Error {
  constructor(row, seat) {
    super(`row ${row + 1}, seat ${seat + 1} is taken`);
    this.name = 'SeatTakenError';
  }
}

export class SeatMap {
  constructor(rows, seatsPerRow) {
    this.rows = Array(rows).fill(Array(seatsPerRow).fill(''));
  }

  take(row, seat, passenger) {
    if (this.rows[row][seat] !== '') throw new SeatTakenError(row, seat);
    this.rows[row][seat] = passenger;
  }
}
