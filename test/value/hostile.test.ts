import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { describe } from '../../src/value/describe.ts';

let calls: string[] = [];
const alarm = (name: string) => () => {
  calls.push(name);
  throw new Error(name);
};
const trap = new Proxy({}, { get: (_, name) => alarm(`trap ${String(name)}`) });
const proxy = new Proxy({}, trap);
const accessor = (name: string) => ({ get: alarm(name), enumerable: true, configurable: true });

function withGetters(target: object, ...keys: PropertyKey[]): object {
  for (const key of keys) Object.defineProperty(target, key, accessor(String(key)));
  return target;
}

class Thrower {
  a = 1;
}
Object.defineProperty(Thrower.prototype, 'constructor', accessor('constructor'));
Object.defineProperty(Thrower.prototype, Symbol.toStringTag, accessor('tag'));
class NamedByGetter {
  b = 1;
  static get name(): string {
    return alarm('name')();
  }
}
class Hooks extends Map<string, number> {
  override get size(): number {
    return alarm('size')();
  }
  override entries(): never {
    return alarm('entries')();
  }
  override [Symbol.iterator](): never {
    return alarm('iterator')();
  }
  toJSON(): never {
    return alarm('toJSON')();
  }
  [Symbol.toPrimitive](): never {
    return alarm('toPrimitive')();
  }
  [Symbol.for('nodejs.util.inspect.custom')](): never {
    return alarm('inspect')();
  }
}
const withStack = new Error('plain');
Object.defineProperty(withStack, 'stack', accessor('stack'));
let deep: unknown = 0;
for (let i = 0; i < 100_000; i += 1) deep = { deep };
let descendant = {};
for (let i = 0; i < 10_000; i += 1) descendant = Object.create(descendant) as object;
const detached = new Uint8Array(8);
structuredClone(detached.buffer, { transfer: [detached.buffer] });

/** Each value, and what must stand in its descriptor. */
const HOSTILE: readonly (readonly [string, unknown, string])[] = [
  ['a Proxy', proxy, '{"t":"Proxy"}'],
  ['a Proxy of an array', new Proxy([], trap), '{"t":"Proxy"}'],
  ['a Proxy of a function', new Proxy(() => {}, trap), '{"t":"Proxy"}'],
  ['a revoked Proxy', revoked(), '{"t":"Proxy"}'],
  ['a Proxy inside', [proxy, { proxy }], '[{"t":"Proxy"},{"proxy":{"t":"Proxy"}}]'],
  ['a Proxy as prototype', Object.create(proxy, { a: { value: 1, enumerable: true } }), '{"a":1}'],
  ['a Proxy as constructor', Object.create({ constructor: new Proxy(class {}, trap) }), '"t":"Object"'],
  ['a getter', withGetters({ b: 1 }, 'a'), '{"b":1,"a":"[getter]"}'],
  ['a setter', Object.defineProperty({}, 'a', { set: alarm('set'), enumerable: true }), '{"a":"[getter]"}'],
  ['a getter under a secret name', withGetters({}, 'password'), '{"password":"[getter]"}'],
  ['getters at indices', withGetters([1, 2, 3], '0'), '["[getter]",2,3]'],
  ['getters for name, key and value', withGetters({ value: 1 }, 'name', 'key'), '"value":1'],
  ['a constructor that is a getter', new Thrower(), '{"t":"Object","v":{"a":1}}'],
  ['a name that is a getter', new NamedByGetter(), '"t":"Object"'],
  ['a constructor that is no function', Object.create({ constructor: 3 }), '"t":"Object"'],
  ['a tag that is a getter', withGetters({}, Symbol.toStringTag), '{"t":"Object","v":{}}'],
  ['a Map that overrides everything', new Hooks([['a', 1]]), '{"t":"Hooks","v":[["a",1]]}'],
  ['an error whose stack is a getter', withStack, '{"t":"Error","v":{"msg":"plain"}}'],
  [
    'an error whose fields are getters',
    withGetters(new Error('x'), 'message', 'name', 'cause', 'code'),
    '"t":"Error"',
  ],
  ['an error that is its own cause', selfCaused(), '"cause":"[circular]"'],
  ['what only poses as a Map', Object.create(Map.prototype), '{"t":"Map"}'],
  ['what only poses as a Date', Object.create(Date.prototype), '{"t":"Date"}'],
  ['what only poses as a URL', Object.create(URL.prototype), '{"t":"URL"}'],
  ['what only poses as a box', Object.create(Number.prototype), '{"t":"Number"}'],
  ['what only poses as an error', Object.create(Error.prototype), '"t":"Error"'],
  ['what only poses as a typed array', Object.create(Uint8Array.prototype), '{"t":"Uint8Array"}'],
  ['a Map without its prototype', Object.setPrototypeOf(new Map(), null), '{"t":"Object","v":{}}'],
  ['a detached array', detached, '{"t":"Uint8Array","v":[]}'],
  ['nesting of 100,000 levels', deep, '{"deep":{"deep":{"deep":"Object {…}"}}}'],
  ['a chain of 10,000 prototypes', descendant, '"t":"Object"'],
  [
    'an object that converts by code',
    withGetters({}, 'toJSON', 'toString', 'valueOf'),
    '"toJSON":"[getter]"',
  ],
  ['a class without a prototype', Object.setPrototypeOf(class Bare {}, null), '{"t":"fn","v":"Bare"}'],
  ['arguments with a length by a getter', falseArguments(), '"t":"Arguments"'],
  ...[Number.NaN, -1, 2.5, Number.POSITIVE_INFINITY].flatMap((length) => [
    [
      `arguments of the length ${length}`,
      saidArguments(length),
      '{"t":"Arguments","v":{"0":1,"1":2}}',
    ] as const,
    [
      `arguments of the length ${length} deep inside`,
      [[[saidArguments(length)]]],
      '[[["Arguments {…}"]]]',
    ] as const,
  ]),
];

function revoked(): object {
  const { proxy: gone, revoke } = Proxy.revocable({}, {});
  revoke();
  return gone;
}

function selfCaused(): Error {
  const error = new Error('x') as Error & { cause: unknown };
  error.cause = error;
  return error;
}

function falseArguments(): unknown {
  return (function (this: unknown, ..._: unknown[]) {
    // biome-ignore lint/complexity/noArguments: it is what is tested
    return withGetters(arguments, 'length');
  })(1, 2);
}

function saidArguments(length: number): unknown {
  return (function (..._: unknown[]) {
    // biome-ignore lint/complexity/noArguments: it is what is tested
    return Object.defineProperty(arguments, 'length', { value: length });
  })(1, 2);
}

for (const [title, given, expected] of HOSTILE) {
  test(`${title} is described without running its code`, () => {
    calls = [];
    const text = JSON.stringify(describe(given));
    assert.deepEqual(calls, []);
    assert.ok(text.includes(expected), text);
  });
}

test('a program that runs out of stack gets a descriptor, not an error', () => {
  let descriptor: unknown;
  const dive = (): void => {
    try {
      dive();
    } catch {
      descriptor ??= describe({ a: [1, { b: new Map([['c', 'd']]) }] });
    }
  };
  dive();
  assert.equal(typeof descriptor, 'object');
});

test('a program that patched every built-in sees none of its patches called', () => {
  const program = fileURLToPath(new URL('./patched-program.js', import.meta.url));
  const output = execFileSync(process.execPath, [program], { encoding: 'utf8', timeout: 20_000 });
  const { before, after, called } = JSON.parse(output);
  assert.deepEqual(called, []);
  // The platform's getter for a URL's text may call the patched toString of its parameters: it is not asked.
  const isUrl = (descriptor: { t?: string }) => descriptor.t === 'URL';
  assert.deepEqual(
    after,
    before.map((one: { t?: string }) => (isUrl(one) ? { t: 'URL' } : one)),
  );
});
