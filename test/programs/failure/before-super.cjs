class Shape {
  constructor(name) {
    this.name = name;
  }
}

class Square extends Shape {
  constructor(options) {
    const side = options.size.side; // fails here
    super('square');
    this.side = side;
  }
}

new Square({ color: 'red' });
