export class LimitError extends Error {
  name = 'LimitError';
}

const INSURED_LIMIT = 10_000;

export class Account {
  #balance = 0;
  #history = [];

  constructor(owner, opening) {
    this.owner = owner;
    this.#balance = opening;
  }

  deposit(amount) {
    this.#balance += amount;
    this.#history.push({ kind: 'deposit', amount });
  }

  /** The interest for one year. The bank's guarantee ends at its limit. */
  yearlyInterest(percent) {
    if (this.#balance > INSURED_LIMIT) throw new LimitError(`${this.owner}: above the insured limit`);
    return (this.#balance * percent) / 100;
  }
}
