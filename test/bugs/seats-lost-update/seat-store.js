import { setTimeout as delay } from 'node:timers/promises';

/** Free seats and tickets by show, as a slow database would keep them. */
export class SeatStore {
  constructor(shows) {
    this.free = new Map(Object.entries(shows));
    this.tickets = [];
  }

  async readFree(show) {
    await delay(1);
    return this.free.get(show);
  }

  async writeFree(show, seats) {
    await delay(1);
    this.free.set(show, seats);
  }
}
