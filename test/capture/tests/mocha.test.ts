import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../root.ts';
import { runRecorded } from './run-recorded.ts';

const FILE = `
const assert = require('node:assert');
it('throws', () => { const sum = 3; throw new TypeError('boom'); });
it('done', (done) => { setTimeout(() => { const d = 1; done(new Error('via done')); }, 1); });
it('timeout', function (done) { this.timeout(20); });
it('a timer', (done) => { setTimeout(() => { const lt = 1; throw new Error('from a timer'); }, 1); });
describe('cart', () => { it('adds', () => { const q = 7; assert.equal(q, 8); }); });
let m = 0, n = 0;
it('passes at last', function () { this.retries(3); assert.equal(n++, 2); });
it('never passes', function () { this.retries(2); const at = m++; assert.equal(at, 99); });
it('catches', () => { try { JSON.parse('{'); } catch {} assert.throws(() => { throw new Error('expected'); }); });
it.skip('skipped', () => { throw new Error('never run'); });
describe('hooks', () => { beforeEach(() => { const hk = 1; throw new Error('each'); }); it('x', () => {}); it('y', () => {}); });
describe('late', () => { after(() => { const hk = 3; throw new Error('after'); }); it('x', () => {}); });
`;

const EXPECTED = [
  ['throws', 'TypeError: boom', 'a.js:3', 'sum=3'],
  ['done', 'Error: via done', 'a.js:4', 'd=1'],
  ['timeout', 'Error: Timeout of 20ms exceeded', 'a.js:0', ''],
  ['a timer', 'Error: from a timer', 'a.js:6', 'lt=1'],
  ['never passes', 'AssertionError: 2 == 99', 'a.js:10', 'at=2'],
  ['cart > adds', 'AssertionError: 7 == 8', 'a.js:7', 'q=7'],
  ['hooks > "before each" hook for "x"', 'Error: each', 'a.js:13', 'hk=1'],
  ['late > "after all" hook for "x"', 'Error: after', 'a.js:14', 'hk=3'],
];

for (const version of ['mocha-11', 'mocha-12']) {
  const own = join(root, 'test/runners', version, 'node_modules/mocha/bin/mocha.js');
  const bin = existsSync(own) ? own : join(root, 'node_modules/mocha/bin/mocha.js');
  for (const [how, args] of [
    ['in one process', []],
    ['in parallel', ['--parallel']],
  ] as const) {
    test(`each failing test and hook under ${version} ${how} is one event, a retried one with its last attempt`, async (t) => {
      const { rows, ...run } = await runRecorded(t, { 'a.js': FILE }, [bin, ...args, 'a.js']);
      assert.deepEqual(
        rows.map(([test, error, place, locals]) => [
          test,
          error.replace(/ exceeded\..*/s, ' exceeded'),
          place,
          locals.replace(/ ?\b[mn]=\d/g, ''),
        ]),
        EXPECTED,
      );
      assert.deepEqual([run.recordedExitCode, run.recordedStdout], [run.exitCode, run.stdout]);
    });
  }
}
