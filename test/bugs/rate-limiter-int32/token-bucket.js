'use strict';

/** Lets `rate` requests a second pass, and bursts of `burst`. */
class Bucket {
  constructor({ rate, burst }, clock) {
    this.rate = rate;
    this.burst = burst;
    this.clock = clock;
    this.level = burst;
    this.filledAt = 0;
  }

  take() {
    const now = this.clock.now();
    const elapsed = now - this.filledAt;
    if (elapsed < 0) throw new Error('rate limiter: time went backwards');
    this.level = Math.min(this.burst, this.level + (elapsed / 1000) * this.rate);
    this.filledAt = now;
    if (this.level < 1) return false;
    this.level -= 1;
    return true;
  }
}

module.exports = { Bucket };
