'use strict';
// Puts a wrapper that counts its calls in the place of every function of the built-ins, throws and catches errors of many kinds, and prints
// how often each wrapper was called meanwhile: what Node and the program call themselves, and not one call more when it is recorded.
// Ends by an error that it caught before. WHO=1 prints where each call came from instead.
const { writeSync } = require('node:fs');
const vm = require('node:vm');

const { apply, ownKeys, defineProperty, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
const { stringify } = JSON;
const context = vm.createContext({});
const inContext = new vm.Script('function fail(n) { const twice = n * 2; throw new RangeError("vm " + twice); } fail(n)');
const ofContext = new vm.Script('(function () { const inner = { a: [1, 2] }; null.x; })').runInContext(context);
const showsWho = process.env.WHO === '1';

const calls = Object.create(null);
const stacks = Object.create(null);
let isArmed = false;

function note(label) {
  if (!isArmed) return;
  calls[label] = (calls[label] ?? 0) + 1;
  if (!showsWho) return;
  isArmed = false;
  Error.stackTraceLimit = 12;
  const at = `${label}${apply(sliceText, new Error('x').stack, [8])}`;
  Error.stackTraceLimit = 10;
  stacks[at] = (stacks[at] ?? 0) + 1;
  isArmed = true;
}
const sliceText = String.prototype.slice;

function wrap(name, holder) {
  for (const key of ownKeys(holder)) {
    const property = getOwnPropertyDescriptor(holder, key);
    if (property.configurable !== true || key === 'constructor' || key === '__proto__') continue;
    const label = `${name}.${String(key)}`;
    const { get, value } = property;
    if (typeof value === 'function' && getOwnPropertyDescriptor(value, 'prototype') === undefined) {
      property.value = function (...args) {
        note(label);
        return apply(value, this, args);
      };
    } else if (get !== undefined) {
      property.get = function () {
        note(`get ${label}`);
        return apply(get, this, []);
      };
    } else continue;
    wraps[wraps.length] = [holder, key, property];
  }
}

// Gathered first: nothing is wrapped by means of what is wrapped already.
const wraps = [];
const classes = { Object, Function, Array, String, Number, Boolean, Symbol, BigInt, RegExp, Date, Promise, Map, Set, WeakMap, WeakSet, WeakRef, ArrayBuffer, DataView, URL };
for (const [name, one] of Object.entries(classes)) {
  wrap(name, one);
  wrap(`${name}.prototype`, one.prototype);
}
for (const [name, one] of Object.entries({ Reflect, Math, JSON, Atomics })) wrap(name, one);
wrap('Error.prototype', Error.prototype);
wrap('TypedArray', getPrototypeOf(Uint8Array));
wrap('TypedArray.prototype', getPrototypeOf(Uint8Array.prototype));
wrap('Buffer.prototype', Buffer.prototype);
const iterators = { ArrayIterator: [].values(), MapIterator: new Map().values(), SetIterator: new Set().values(), StringIterator: ''[Symbol.iterator](), RegExpIterator: ''.matchAll(/a/g) };
for (const [name, one] of Object.entries(iterators)) wrap(name, getPrototypeOf(one));
wrap('Iterator', getPrototypeOf(getPrototypeOf([].values())));
wrap('Generator', getPrototypeOf(function* () {}.prototype));
wrap('AsyncGenerator', getPrototypeOf(async function* () {}.prototype));
wrap('EventEmitter.prototype', require('node:events').prototype);
wrap('inspector.Session.prototype', require('node:inspector').Session.prototype);

class Account {
  #balance = 5;
  owner = { name: 'Ann', tags: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] };
  take(amount) {
    const left = this.#balance - amount;
    if (left < 0) throw new RangeError(`${left} left`);
    return left;
  }
}
const account = new Account();
const map = new Map([['k', { a: 1 }]]);
const set = new Set([1, 2]);
const big = 12n;

function own(n) {
  const list = [n, n + 1];
  throw new Error(`own ${list.length}`);
}
function typeError(n) {
  const nothing = n > 100 ? {} : undefined;
  return nothing.field;
}
function blocks(n) {
  const outer = { n };
  {
    const inner = [outer, map, set, big];
    for (let i = 0; i < 3; i += 1) {
      const step = () => inner.length + i;
      if (i === 1) throw new SyntaxError(`block ${step()}`);
    }
  }
}
function closure(n) {
  let count = n;
  return () => {
    const text = 'x';
    count += 1;
    throw new Error(text + count);
  };
}
function later(n) {
  let name = n;
  try {
    missingName;
  } finally {
    name += 1;
  }
  let late = 1;
  return late + name;
}
class Custom extends Error {
  constructor(code) {
    super('custom');
    this.code = code;
  }
}
function custom(n) {
  throw new Custom(n);
}
function parse(n) {
  return JSON_parse(`{"a":${n},}`);
}
const JSON_parse = JSON.parse;
function notAUrl(n) {
  return new URL(`x${n}`);
}
function inVm(n) {
  context.n = n;
  return inContext.runInContext(context);
}
function primitive(n) {
  throw `text ${n}`;
}
function plain(n) {
  throw { n };
}
function cause(n) {
  throw new Error('outer', { cause: new TypeError(`inner ${n}`) });
}
function rethrow(n) {
  try {
    own(n);
  } catch (error) {
    throw error;
  }
}
function noSuchFile(n) {
  return require('node:fs').readFileSync(`/no/such/file/${n}`);
}
const evaluated = new Function('n', 'const twice = n * 2; throw new Error("eval " + twice);');
async function afterAwait(n) {
  const before = { n };
  await null;
  throw new Error(`async ${before.n}`);
}
async function rejecting(n) {
  await Promise_reject(new Error(`rejected ${n}`));
}
const Promise_reject = (error) => new Promise((_resolve, reject) => reject(error));
function* generator(n) {
  yield n;
  throw new Error('generated');
}
function exhaust(n) {
  const made = generator(n);
  made.next();
  made.next();
}
const steps = [own, typeError, (n) => account.take(n + 9), blocks, (n) => closure(n)(), later, custom, parse, notAUrl, inVm, ofContext, primitive, plain, cause, rethrow, noSuchFile, evaluated, exhaust];

const toPatch = wraps;
for (let i = 0; i < toPatch.length; i += 1) defineProperty(toPatch[i][0], toPatch[i][1], toPatch[i][2]);

async function main() {
  isArmed = true;
  let caught = 0;
  let kept;
  for (let turn = 0; turn < 2; turn += 1) {
    for (let i = 0; i < steps.length; i += 1) {
      try {
        steps[i](i + turn);
      } catch (error) {
        caught += 1;
        if (steps[i] === blocks) kept = error;
      }
    }
    try {
      await afterAwait(turn);
    } catch {
      caught += 1;
    }
    try {
      await rejecting(turn);
    } catch {
      caught += 1;
    }
  }
  isArmed = false;
  writeSync(1, `${stringify({ caught, calls: showsWho ? stacks : calls })}\n`);
  throw kept;
}
// Not now: Node is not done with starting the program.
setImmediate(main);
