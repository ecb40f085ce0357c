import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findModuleNames } from '../../../src/capture/failure/module-names.ts';

const WRAPPER = "'use strict';async (module)=>{{";
const NAMES = ['a', 'b', 'c', '$d'];

/** [a module's text, which of the names it declares at its top]. */
const CASES: readonly (readonly [string, readonly string[]])[] = [
  ['const a = 1;', ['a']],
  ['const a = 1;\nlet b;\nf(c);', ['a', 'b']],
  ['const { a, x: [b] } = f();', ['a', 'b']],
  ['const {\n  a,\n  $d,\n} = f();', ['a', '$d']],
  ['let a\nfor (const b of [1]) test(() => b)', ['a']],
  ['for (const [a, b] of [[1, 2]]) test(() => a);\nconst c = 3;', ['c']],
  ['{ const a = 1; }\nfunction f() { const b = 2; }\nconst c = () => { let $d; };', ['c']],
  ['// const a = 1;\nconst text = "const b = 2;";', []],
  ['const a = 1;\n//# sourceMappingURL=data:application/json;base64,e30=\nconst b = 2;', ['a']],
  ['f();', []],
];

describe('of some names those are the variables of a module that its text declares at the top', () => {
  for (const [text, names] of CASES) {
    test(JSON.stringify(text), () => {
      assert.deepEqual(findModuleNames(`${WRAPPER}${text}\n}}`, WRAPPER.length, NAMES), names);
    });
  }

  test('all, where there is no text, or it is too long', () => {
    assert.deepEqual(findModuleNames('', WRAPPER.length, NAMES), NAMES);
    assert.deepEqual(findModuleNames('f();'.repeat(100_000), 0, NAMES), NAMES);
  });

  test('a long source map does not count', () => {
    const text = `${WRAPPER}let a;\n//# sourceMappingURL=data:,${'x'.repeat(300_000)}\n}}`;
    assert.deepEqual(findModuleNames(text, WRAPPER.length, NAMES), ['a']);
  });
});
