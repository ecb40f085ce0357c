import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findPlace, readStack } from '../../../src/capture/failure/stack-place.ts';

/** [one line of a stack, url, line, column, function]. */
const FRAMES: readonly (readonly [string, string, number, number, string])[] = [
  ['    at total (/app/cart.js:12:7)', '/app/cart.js', 12, 7, 'total'],
  ['    at /app/cart.js:3:1', '/app/cart.js', 3, 1, ''],
  ['    at Cart.total (file:///app/cart.mjs:12:7)', 'file:///app/cart.mjs', 12, 7, 'Cart.total'],
  ['    at async load (/app/a.js:1:2)', '/app/a.js', 1, 2, 'load'],
  ['    at async /app/a.js:1:2', '/app/a.js', 1, 2, ''],
  ['    at new Cart (/app/a.js:1:2)', '/app/a.js', 1, 2, 'Cart'],
  ['    at Object.load (/app/a.js:1:2)', '/app/a.js', 1, 2, 'load'],
  ['    at Socket.write [as end] (node:net:1:2)', 'node:net', 1, 2, 'Socket.write'],
  ['    at <anonymous> (/app/a.ts:9:2)', '/app/a.ts', 9, 2, '<anonymous>'],
  ['    at get label (/app/a.js:1:2)', '/app/a.js', 1, 2, 'get label'],
  ['    at load (/app/mein ordner/ä.js:1:2)', '/app/mein ordner/ä.js', 1, 2, 'load'],
  ['    at f (C:\\app\\a.js:1:2)', 'C:\\app\\a.js', 1, 2, 'f'],
  ['    at eval (eval at run (/app/a.js:5:3), <anonymous>:1:9)', '/app/a.js', 5, 3, 'eval'],
];

describe('a line of a stack', () => {
  for (const [text, url, line, column, functionName] of FRAMES) {
    test(text.trim(), () => {
      assert.deepEqual(readStack(`Error: x\n${text}`), [{ url, line, column, functionName }]);
    });
  }

  for (const text of [
    '',
    'Error: x',
    'Error: at night (it is dark)',
    '    at Promise.all (index 0)',
    '    at native',
  ]) {
    test(`${JSON.stringify(text)} names no place`, () => assert.deepEqual(readStack(text), []));
  }

  test('is read in a message of many lines only where it is a frame', () => {
    const stack = 'Error: first\n  second line (1:2)\n    at f (/app/a.js:1:2)';
    assert.deepEqual(
      readStack(stack).map((place) => place.url),
      ['/app/a.js'],
    );
  });

  test('is looked for in the first 32 KB of a stack', () => {
    assert.deepEqual(readStack(`${'x'.repeat(40_000)}\n    at f (/app/a.js:1:2)`), []);
  });
});

describe('the place of a stack', () => {
  const frames = [
    'node:fs:1:1',
    '/app/node_modules/lib/a.js:2:2',
    '/agentlog/dist/b.js:3:3',
    '/app/c.js:4:4',
  ];
  const stack = `Error: x\n${frames.map((frame) => `    at f (${frame})`).join('\n')}`;

  test('is the innermost frame of the program', () => {
    assert.equal(findPlace(stack, '/agentlog/dist')?.url, '/app/c.js');
  });

  test('is the innermost frame of all where none is the program’s', () => {
    assert.equal(findPlace(stack.replace('/app/c.js', 'node:vm'), '/agentlog/dist')?.url, 'node:fs');
  });

  test('is what Node has put before the stack of a file that does not parse', () => {
    const text = `/app/bad.js:7\nlet a = ;\n        ^\n\nSyntaxError: Unexpected token ';'\n    at wrapSafe (node:internal:1:1)`;
    assert.deepEqual(findPlace(text, '/agentlog'), {
      url: '/app/bad.js',
      line: 7,
      column: 1,
      functionName: '',
    });
  });

  test('is nowhere for an empty stack', () => assert.equal(findPlace('', '/agentlog'), undefined));
});
