import fs from 'node:fs';
import path from 'node:path';

const { defineProperty, deleteProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;

/** Runs a step in the world as it was, and gives what the step gave. Whatever the program has put in place is there again afterwards. */
export type InFirstWorld = <T>(step: () => T) => T;

/** One built-in function, where it was found. */
interface Held {
  readonly holder: object;
  readonly key: PropertyKey;
  readonly descriptor: PropertyDescriptor;
}

/**
 * Holds every built-in function that agentlog could use, and gives what puts them back for one step.
 *
 * What is loaded later than the program's first line would else hold what the program has put in place: a mocked `fs`, methods that count
 * their calls. The step has to be synchronous, so that no code of the program runs meanwhile. Costs half a millisecond at the start.
 */
export function holdBuiltIns(): InFirstWorld {
  const held: Held[] = [];
  for (const [holder, names] of holders()) hold(holder, names, held);
  return (step) => {
    const changed = putBack(held);
    try {
      return step();
    } finally {
      undo(changed);
    }
  };
}

/** Each holder, with the names of what is held of it; without names, all. */
function holders(): (readonly [holder: object, names?: readonly string[]])[] {
  const classes = {
    Object,
    Function,
    Array,
    String,
    Number,
    Symbol,
    BigInt,
    RegExp,
    Date,
    Error,
    Promise,
    Buffer,
  };
  const collections = { Map, Set, WeakMap, WeakSet, WeakRef, ArrayBuffer, Uint8Array, DataView, URL };
  const all: (readonly [object, (readonly string[])?])[] = [
    [JSON],
    [Math],
    [Reflect],
    [fs],
    [path],
    // Not whole: to ask for `fetch` or a stream's class, be it for its descriptor alone, loads them.
    [globalThis, [...ownNames(classes), ...ownNames(collections), ...GLOBAL_FUNCTIONS]],
    [process, PROCESS_FUNCTIONS],
  ];
  for (const one of [...values(classes), ...values(collections)]) all.push([one], [one.prototype]);
  const iterators = [
    [].values(),
    new Map().values(),
    new Set().values(),
    ''[Symbol.iterator](),
    ''.matchAll(/a/g),
  ];
  for (const one of iterators) all.push([prototypeOf(one)]);
  const generators = prototypeOf(function* () {}.prototype);
  return [
    ...all,
    [prototypeOf(Uint8Array)],
    [prototypeOf(Uint8Array.prototype)],
    [generators],
    [prototypeOf(prototypeOf([].values()))],
  ];
}

const GLOBAL_FUNCTIONS = ['setImmediate', 'setTimeout', 'clearTimeout', 'decodeURIComponent'];
const PROCESS_FUNCTIONS = ['cwd', 'emitWarning', 'getBuiltinModule', 'hrtime', 'kill', 'nextTick'];
const { keys: ownNames, values } = Object;
const prototypeOf = (value: object): object => getPrototypeOf(value) as object;

function hold(holder: object, names: readonly string[] | undefined, held: Held[]): void {
  for (const key of names ?? ownKeys(holder)) {
    const descriptor = getOwnPropertyDescriptor(holder, key);
    if (descriptor === undefined || key === 'prepareStackTrace') continue;
    // An accessor of a global is often there for a single reading; those of the classes are asked by their own methods.
    if (typeof descriptor.value === 'function' || (names === undefined && descriptor.get !== undefined)) {
      held[held.length] = { holder, key, descriptor };
    }
  }
}

interface Changed {
  readonly holder: object;
  readonly key: PropertyKey;
  /** What the program has put there; nothing where it removed the built-in. */
  readonly program: PropertyDescriptor | undefined;
}

// From here on nothing is looked up on what the program may have changed.
function putBack(held: readonly Held[]): Changed[] {
  const changed: Changed[] = [];
  for (let i = 0; i < held.length; i += 1) {
    const { holder, key, descriptor } = held[i] as Held;
    const program = getOwnPropertyDescriptor(holder, key);
    if (program !== undefined && program.value === descriptor.value && program.get === descriptor.get)
      continue;
    // A frozen one stays as it is.
    if (!defineProperty(holder, key, descriptor)) continue;
    defineProperty(changed, changed.length, { value: { holder, key, program } });
  }
  return changed;
}

function undo(changed: readonly Changed[]): void {
  for (let i = changed.length - 1; i >= 0; i -= 1) {
    const { holder, key, program } = changed[i] as Changed;
    if (program === undefined) deleteProperty(holder, key);
    else defineProperty(holder, key, program);
  }
}
