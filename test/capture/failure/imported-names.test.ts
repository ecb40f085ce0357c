import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { importedNames } from '../../../src/capture/failure/imported-names.ts';

const CASES: readonly (readonly [string, readonly string[]])[] = [
  ["import a from 'a';", ['a']],
  ["import { b, c as d } from 'a';", ['b', 'd']],
  ["import a, { b } from 'a';", ['a', 'b']],
  ["import * as all from 'a';", ['all']],
  ['import {\n  one,\n  two,\n} from "a";', ['one', 'two']],
  ["import { default as main } from 'a';", ['main']],
  ["import 'a';", []],
  ["import type { T } from 'a';", []],
  ["const a = require('a');", ['a']],
  ["const { b, c: d } = require('a');", ['b', 'd']],
  ["let $ = require('jquery');", ['$']],
  ["const a = await import('a');", ['a']],
  ["const import_a = __toESM(require('a'));", ['import_a']],
  ['var a_exports = {};\n__export(a_exports, { a: () => a });', ['a_exports']],
  ['var a_exports={};var import_b=__toESM(require("./b"));', ['import_b', 'a_exports']],
  ['const test_exports = { a: 1 };', []],
  ["const a = 1;\nconst b = require('b');\nconst c = a;", ['b']],
  ["import a from 'a'; import b from 'b'; const c = require('c'); f(a)", ['a', 'b', 'c']],
  ['const text = "import x from \'x\'";', []],
  ['const a = load("a");', []],
  ['', []],
];

describe('the names that a module imports', () => {
  for (const [source, names] of CASES) {
    test(JSON.stringify(source), () => assert.deepEqual([...importedNames(source)], names));
  }

  test('are looked for in time that grows no faster than a hostile text', () => {
    assert.deepEqual([...importedNames(`import ${'{ '.repeat(100_000)}`)], []);
    assert.deepEqual([...importedNames(`${'const a = '.repeat(50_000)}`)], []);
    assert.deepEqual([...importedNames(`${';var a_exports'.repeat(50_000)}`)], []);
  });
});
