// Throws past values whose every touch would show on stdout.
const loud = (name) =>
  new Proxy(
    {},
    {
      get: () => console.log(`${name}: get`),
      has: () => console.log(`${name}: has`),
      ownKeys: () => console.log(`${name}: ownKeys`) ?? [],
      getOwnPropertyDescriptor: () => console.log(`${name}: descriptor`),
      getPrototypeOf: () => console.log(`${name}: prototype`) ?? null,
    },
  );
const getter = {
  get value() {
    console.log('getter');
    return 1;
  },
  toJSON: () => console.log('toJSON'),
  toString: () => console.log('toString'),
  [Symbol.toPrimitive]: () => console.log('toPrimitive'),
  [Symbol.for('nodejs.util.inspect.custom')]: () => console.log('inspect'),
};

function work(a, b) {
  const proxied = loud('local');
  const list = [proxied, b];
  throw Object.assign(new Error('past hostile values'), { proxied, list, a, b, cause: loud('cause') });
}

try {
  work(loud('argument'), getter);
} catch (error) {
  console.log('caught', error.message);
  setImmediate(() => work.call(loud('this'), 1, getter));
}
process.on('uncaughtException', () => console.log('heard'));
