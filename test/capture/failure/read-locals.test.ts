import assert from 'node:assert/strict';
import { describe as group, test } from 'node:test';
import { types } from 'node:util';
import { MAX_LOCALS } from '../../../src/base/limits.ts';
import { readLocals } from '../../../src/capture/failure/read-locals.ts';
import { MARKER } from '../../../src/redact/redact.ts';

const namespace = await import('node:path');
const read = (...scopes: unknown[]) => readLocals(scopes, types.isModuleNamespaceObject);
/** Entries, because the order of the variables counts. */
const shown = (...scopes: unknown[]) =>
  Object.entries(read(...scopes).locals).map(([name, { t, v }]) => [name, t, v]);

/** A scope as V8 gives it from Node 22 on: looking at what is not initialized throws. */
const withDeadZone = new Proxy(
  { a: 1, dead: 2, b: 3 },
  {
    getOwnPropertyDescriptor(target, key) {
      if (key === 'dead') throw new ReferenceError('dead is not defined');
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
  },
);

/** [what the scopes hold, the scopes from the inside out, the variables shown]. */
const CASES: readonly (readonly [string, readonly unknown[], readonly unknown[]])[] = [
  ['nothing', [], []],
  [
    'one scope',
    [{ a: 1, b: 'x' }],
    [
      ['a', 'int', 1],
      ['b', 'str', 'x'],
    ],
  ],
  [
    'inner ones first',
    [{ a: 1 }, { b: 2 }],
    [
      ['a', 'int', 1],
      ['b', 'int', 2],
    ],
  ],
  ['an outer one that an inner one hides', [{ a: 1 }, { a: 2 }], [['a', 'int', 1]]],
  ['functions and classes', [{ f() {}, C: class {}, a: 1 }], [['a', 'int', 1]]],
  ['an imported module', [{ path: namespace, a: 1 }], [['a', 'int', 1]]],
  ['arguments', [{ arguments: [1], a: 1 }], [['a', 'int', 1]]],
  [
    'the names around a CommonJS module',
    [{ exports: {}, require() {}, module: {}, __filename: 'f', __dirname: 'd', a: 1 }],
    [['a', 'int', 1]],
  ],
  ['one of these names by itself', [{ module: 'm' }], [['module', 'str', 'm']]],
  [
    'a getter, which is not run',
    [
      {
        get a() {
          throw new Error('run');
        },
        b: 1,
      },
    ],
    [['b', 'int', 1]],
  ],
  [
    'what is not initialized',
    [withDeadZone],
    [
      ['a', 'int', 1],
      ['b', 'int', 3],
    ],
  ],
  [
    'an outer one hidden by what is not initialized',
    [withDeadZone, { dead: 9, c: 4 }],
    [
      ['a', 'int', 1],
      ['b', 'int', 3],
      ['c', 'int', 4],
    ],
  ],
  ['a symbol', [{ [Symbol('s')]: 1 }], []],
  [
    'a name of Object.prototype',
    [{ toString: 1, constructor: 2 }],
    [
      ['toString', 'int', 1],
      ['constructor', 'int', 2],
    ],
  ],
  ['the name of a secret', [{ password: 'x'.repeat(9) }], [['password', 'str', MARKER]]],
  ['scopes that are none', [undefined, null, 3, { a: 1 }], [['a', 'int', 1]]],
];

group('the variables read of scopes that hold', () => {
  for (const [title, scopes, expected] of CASES) {
    test(title, () => assert.deepEqual(shown(...scopes), expected));
  }

  test(`more than ${MAX_LOCALS}: the first ones`, () => {
    const many = Object.fromEntries(Array.from({ length: 90 }, (_, i) => [`v${i}`, i]));
    assert.deepEqual(Object.keys(read(many, { outer: 1 }).locals), Object.keys(many).slice(0, MAX_LOCALS));
  });

  test('__proto__: a variable like any other', () => {
    const { locals } = read(Object.fromEntries([['__proto__', { a: 1 }]]));
    assert.deepEqual(Object.entries(locals), [['__proto__', { t: 'Object', v: { a: 1 } }]]);
  });

  test('some in each: tells which was found where', () => {
    assert.deepEqual(read({ a: 1, f() {} }, undefined, { a: 2, b: 3 }).namesByScope, [['a'], [], ['b']]);
  });
});
