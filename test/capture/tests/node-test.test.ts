import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runRecorded } from './run-recorded.ts';

const FILE = `
const { after, before, beforeEach, describe, it, test } = require('node:test');
const assert = require('node:assert');
test('throws', () => { const sum = 3; throw new TypeError('boom'); });
test('asserts', async () => { const got = { a: 1 }; await null; assert.deepStrictEqual(got, { a: 2 }); });
describe('cart', () => { describe('total', () => { it('adds', () => { const q = 7; assert.equal(q, 8); }); }); });
test('parent', async (t) => { await t.test('child', () => { const c = 1; throw new Error('in child'); }); });
test('a text', () => { const pr = 1; throw 'str'; });
test('timeout', { timeout: 20 }, () => new Promise((r) => setTimeout(r, 200)));
test('a timer', (t, done) => { setImmediate(() => { const u = 5; throw new Error('from a timer'); }); setTimeout(done, 50); });
test('rejected', async () => { const z = 2; Promise.reject(new Error('unheard')); await new Promise((r) => setTimeout(r, 20)); });
describe('hooks', () => { before(() => { const hk = 1; throw new Error('before'); }); it('x', () => {}); it('y', () => {}); });
describe('each', () => { beforeEach(() => { const hk = 2; throw new Error('each'); }); it('x', () => {}); });
describe('late', () => { after(() => { const hk = 3; throw new Error('after'); }); it('x', () => {}); });
`;

/** The line is that of `FILE`. */
const EXPECTED = [
  ['throws', 'TypeError: boom', 'a.test.js:4', 'sum=3'],
  ['asserts', /^AssertionError: Expected values to be strictly deep-equal/, 'a.test.js:5', 'got={"a":1}'],
  ['cart > total > adds', 'AssertionError: 7 == 8', 'a.test.js:6', 'q=7'],
  ['parent > child', 'Error: in child', 'a.test.js:7', 'c=1'],
  ['a text', 'str: str', 'a.test.js:8', 'pr=1'],
  ['timeout', 'Error: test timed out after 20ms', 'a.test.js:9', ''],
  ['a timer', 'Error: from a timer', 'a.test.js:10', 'u=5'],
  ['rejected', 'Error: unheard', 'a.test.js:11', 'z=2'],
  ['hooks', 'Error: before', 'a.test.js:12', 'hk=1'],
  ['each > x', 'Error: each', 'a.test.js:13', 'hk=2'],
  ['late', 'Error: after', 'a.test.js:14', 'hk=3'],
];

for (const [how, args] of [
  ['run directly', ['a.test.js']],
  ['run by node --test', ['--test', 'a.test.js']],
] as const) {
  test(`each failing test of a file that is ${how} is one event, named after its suites, and the run is the same`, async (t) => {
    const { rows, events, ...run } = await runRecorded(t, { 'a.test.js': FILE }, args);
    assert.deepEqual(
      rows.map((row, i) => row.map((text, k) => (matches(EXPECTED[i]?.[k], text) ? EXPECTED[i]?.[k] : text))),
      EXPECTED,
    );
    assert.deepEqual([run.recordedExitCode, run.recordedStdout], [run.exitCode, run.stdout]);
    const asserts = events.find(({ test }) => test === 'asserts');
    assert.deepEqual(
      [asserts?.error.expected, asserts?.error.actual],
      [
        { t: 'Object', v: { a: 2 } },
        { t: 'Object', v: { a: 1 } },
      ],
    );
  });
}

test('what a passing test catches, expects or leaves to do is no event, nor is a skipped or cancelled test', async (t) => {
  const file = `
    const { describe, it, test } = require('node:test');
    const assert = require('node:assert');
    test('caught', () => { try { JSON.parse('{'); } catch {} assert.throws(() => { throw new Error('expected'); }); });
    test('rejects', () => assert.rejects(async () => { throw new Error('expected'); }));
    test('todo', { todo: true }, () => { throw new Error('not done yet'); });
    test('skipped', { skip: true }, () => { throw new Error('never run'); });
    test('skips', (t) => { t.skip(); });
  `;
  const { rows, ...run } = await runRecorded(t, { 'a.test.js': file }, ['--test', 'a.test.js']);
  assert.deepEqual(
    [rows, run.exitCode, run.recordedExitCode, run.recordedStdout === run.stdout],
    [[], 0, 0, true],
  );
});

test('with AGENTLOG_CAPTURE=uncaught failing tests are events without variables, with off they are none', async (t) => {
  const file = `require('node:test')('fails', () => { const a = 1; throw new Error('no'); });`;
  const places: unknown[] = [];
  for (const mode of ['uncaught', 'off']) {
    const { rows } = await runRecorded(t, { 'a.test.js': file }, ['a.test.js'], { AGENTLOG_CAPTURE: mode });
    places.push(rows);
  }
  assert.deepEqual(places, [[['fails', 'Error: no', 'a.test.js:1', '']], []]);
});

test('a suite that throws and catches without end passes, and its failing test is an event', async (t) => {
  const file = `
    const { test } = require('node:test');
    for (let i = 0; i < 300; i += 1) test('t' + i, () => { for (let k = 0; k < 20; k += 1) { try { JSON.parse('{' + k); } catch {} } });
    test('fails', () => { throw new Error('at last'); });
  `;
  const { rows, ...run } = await runRecorded(t, { 'a.test.js': file }, ['a.test.js']);
  assert.deepEqual(
    [rows.map(([test, error, place]) => [test, error, place]), run.recordedExitCode],
    [[['fails', 'Error: at last', 'a.test.js:4']], run.exitCode],
  );
});

function matches(expected: string | RegExp | undefined, text: string): boolean {
  return expected instanceof RegExp ? expected.test(text) : expected === text;
}
