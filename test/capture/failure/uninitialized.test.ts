import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findUninitialized } from '../../../src/capture/failure/uninitialized.ts';

/** A block between ⟦ and ⟧, where the code stands at ‸, and the names in it that are not initialized there. */
const CASES: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
  ['what comes later', '⟦{ let a = 1; ‸f(); let b = 2; }⟧', ['a', 'b'], ['b']],
  ['the very statement that fails', '⟦{ const a = ‸f(); }⟧', ['a'], ['a']],
  ['what was declared before', '⟦{ const a = 1; ‸f(); }⟧', ['a'], []],
  ['a line that ends without a semicolon', '⟦{\n  const a = 1\n  ‸f()\n  const b = 2\n}⟧', ['a', 'b'], ['b']],
  ['a statement over several lines', '⟦{ const a =\n  one ||\n  ‸f();\n}⟧', ['a'], ['a']],
  ['a chain of calls', '⟦{ const a = list\n  .map(g)\n  .‸f();\n const b = 1; }⟧', ['a', 'b'], ['a', 'b']],
  ['a pattern', '⟦{ const { a, b: [c], ...d } = ‸f(); }⟧', ['a', 'c', 'd'], ['a', 'c', 'd']],
  ['a default inside a pattern', '⟦{ const { a = 1 } = ‸f(); }⟧', ['a'], ['a']],
  ['a name that is only in the value', '⟦{ const a = ‸f(b); }⟧', ['a', 'b'], ['a']],
  ['a name that is part of another', '⟦{ const ab = ‸f(); }⟧', ['a', 'ab'], ['ab']],
  ['a name with a dollar', '⟦{ const $a = ‸f(); }⟧', ['$a', 'a'], ['$a']],
  ['a declaration in an inner block', '⟦{ ‸f(); { let a = 1; } }⟧', ['a'], []],
  ['a declaration in an inner function', '⟦{ ‸f(); function g() { let a = 1; } }⟧', ['a'], []],
  ['a word in a string', "⟦{ ‸f('let a = 1'); }⟧", ['a'], []],
  ['a word in a comment', '⟦{ ‸f(); // let a = 1\n /* let a = 2; */ }⟧', ['a'], []],
  ['a word in a template', '⟦{ ‸f(`let a = 1`); }⟧', ['a'], []],
  ['brackets in a regular expression', '⟦{ const a = /[{(]/.test(x); ‸f(a); }⟧', ['a'], []],
  ['a quote in a regular expression', "⟦{ const a = x.split(/'/); ‸f(a); let b = 1; }⟧", ['a', 'b'], ['b']],
  ['a division', '⟦{ const a = x / (y / z); ‸f(a); let b = 1; }⟧', ['a', 'b'], ['b']],
  ['var, which is there from the start', '⟦{ ‸f(); var a = 1; }⟧', ['a'], []],
  ['a property called let', '⟦{ ‸f(x.let, a); }⟧', ['a'], []],
  ['the variable of a loop', 'for ⟦(const a of list) { ‸f(a); }⟧', ['a'], []],
  ['a const in the body of a loop', 'for (const a of list) ⟦{ const b = ‸f(a); g(b); }⟧', ['b'], ['b']],
  ['a code point outside of the block', '⟦{ let a = 1; }⟧ ‸f();', ['a'], []],
  ['an empty text', '⟦‸⟧', ['a'], []],
  ['brackets that do not match', '⟦{ ‸f(]]]; let a = 1; }⟧', ['a'], ['a']],
];

function parse(marked: string): Parameters<typeof findUninitialized> {
  const marks = ['⟦', '⟧', '‸'] as const;
  const positions = marks.map((mark) => {
    const before = marked.slice(0, marked.indexOf(mark)).replace(/[⟦⟧‸]/g, '').split('\n');
    return { lineNumber: before.length - 1, columnNumber: before.at(-1)?.length ?? 0 };
  });
  const [start, end, at] = positions as [Position, Position, Position];
  return [marked.replace(/[⟦⟧‸]/g, ''), { start, end }, at, []];
}

interface Position {
  readonly lineNumber: number;
  readonly columnNumber: number;
}

describe('of the names in a block, not initialized yet is', () => {
  for (const [title, marked, names, expected] of CASES) {
    test(title, () => {
      const [source, block, at] = parse(marked);
      assert.deepEqual(findUninitialized(source, block, at, names), expected);
    });
  }

  test('nothing in a block too long to be written by hand', () => {
    const [source, block, at] = parse(`⟦{ ‸f(); ${'g();'.repeat(60_000)} let a = 1; }⟧`);
    assert.deepEqual(findUninitialized(source, block, at, ['a']), []);
  });
});
