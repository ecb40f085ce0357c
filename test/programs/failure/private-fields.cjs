class Base {
  #log = new Map([['opened', 1]]);

  get opened() {
    return this.#log.get('opened');
  }
}

class Session extends Base {
  static #count = 0;
  #apiKey = process.env.TEST_SECRET;
  #uses = [{ user: 'ada' }];
  #limit = Number('x');
  #onClose = () => console.log('must not run');

  constructor(region) {
    super();
    this.region = region;
    Session.#count += 1;
  }

  get #age() {
    console.log('must not run');
    return this.#limit;
  }

  #close() {
    this.#onClose(this.#age, this.#apiKey);
  }

  lastUser() {
    return this.#uses[Session.#count].user; // fails here
  }

  end() {
    this.#close();
  }
}

new Session('eu').lastUser();
