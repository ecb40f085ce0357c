class Registry extends Map {
  #reads = 0;

  first(key) {
    this.#reads += 1;
    return this.get(key).name; // fails here
  }
}

new Registry([['a', { name: 'x' }]]).first('b');
