// Freezes the built-ins itself, after the start, as hardened programs do.
const seen = new Set();
function harden(value) {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return;
  seen.add(value);
  for (const key of Reflect.ownKeys(value)) {
    const { value: inner, get, set } = Object.getOwnPropertyDescriptor(value, key);
    for (const part of [inner, get, set]) harden(part);
  }
  try {
    Object.freeze(value);
  } catch {}
}
for (const name of ['Object', 'Function', 'Array', 'Error', 'TypeError', 'RangeError', 'Promise', 'Map', 'Set', 'WeakMap', 'JSON', 'Reflect', 'Proxy', 'Symbol', 'RegExp', 'Date', 'String', 'Number', 'Math', 'URL']) {
  harden(globalThis[name]);
}
console.log(seen.size > 300, Object.isFrozen(Error), Object.isFrozen(Array.prototype));
console.log(Object.getOwnPropertyNames(Error).filter((name) => name !== 'prepareStackTrace').join());
class Till {
  constructor(coins) {
    this.coins = Object.freeze(coins);
  }
  take(n) {
    if (n > this.coins.length) throw new RangeError(`${n} of ${this.coins.length}`);
    return this.coins.slice(n);
  }
}
try {
  new Till([1]).take(2);
} catch (error) {
  console.log(error.message);
}
await null;
new Till([1, 2, 5]).take(4);
