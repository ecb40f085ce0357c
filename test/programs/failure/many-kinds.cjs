class User {
  constructor(id) {
    this.id = id;
  }
}

function inspectAll(input) {
  const nothing = undefined;
  const none = null;
  const yes = true;
  const ratio = 0.5;
  const notNumber = Number(input);
  const big = 12n;
  const when = new Date(0);
  const pattern = /a+/g;
  const owners = new Map([['x', new User(1)]]);
  const tags = new Set(['a', 'b']);
  const bytes = new Uint8Array([1, 2]);
  const long = Array.from({ length: 90 }, (_, i) => i + 1);
  const later = Promise.resolve();
  const helper = () => long;
  throw new Error('look at all of it'); // fails here
}

inspectAll('x');
