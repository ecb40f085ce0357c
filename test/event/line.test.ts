import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeLine, encodeLine, foldRecords } from '../../src/event/line.ts';
import type { DecisionEvent, SessionRecord } from '../../src/event/types.ts';

const record = {
  session_id: 'sess_abcd',
  start_ts: 1.5,
  end_ts: null,
  agent_name: null,
  task: null,
  total_tokens: null,
} as SessionRecord;
const event = {
  event_type: 'decision',
  id: 'dec_aaaaaaaaaaaaaaaa',
  session_id: 'sess_abcd',
  ts: 2.25,
  question: 'a\nb\u2028c "d" \ud800',
} as unknown as DecisionEvent;

test('an event is one line with its keys in their order', () => {
  const line = encodeLine(event);
  assert.equal(line.indexOf('\n'), line.length - 1);
  assert.deepEqual(Object.keys(JSON.parse(line)), ['event_type', 'id', 'session_id', 'ts', 'question']);
});

test('what was encoded is decoded to the same', () => {
  assert.deepEqual(decodeLine(encodeLine(event)), { kind: 'event', event });
  assert.deepEqual(decodeLine(encodeLine(record)), { kind: 'session', record });
});

test('a toJSON that the program gave to all objects is neither called nor obeyed', () => {
  const nested = { ...event, list: [1, { a: null, b: [] }], left: undefined };
  const expected = encodeLine(nested);
  for (const prototype of [Object.prototype, Array.prototype]) {
    Object.defineProperty(prototype, 'toJSON', { value: () => assert.fail('called'), configurable: true });
    try {
      assert.equal(encodeLine(nested), expected);
    } finally {
      Reflect.deleteProperty(prototype, 'toJSON');
    }
  }
});

const FOREIGN: readonly string[] = [
  '',
  ' ',
  'null',
  '3',
  '"text"',
  '[]',
  '[{"session_id":"sess_abcd"}]',
  '{}',
  '{"session_id":3,"start_ts":1}',
  '{"session_id":"sess_abcd"}',
  '{"session_id":"sess_abcd","start_ts":"1"}',
  '{"session_id":"sess_abcd","event_type":"failure"}',
  '{"session_id":"sess_abcd","event_type":"failure","id":"fail_a","ts":"1"}',
  '{"session_id":"sess_abcd","event_type":null,"id":"fail_a","ts":1}',
  '{"session_id":"sess_abcd","start_ts":1',
  '{"session_id":"sess_abcd","start_ts":1}{"session_id"',
  '\0\0\0\0',
  '['.repeat(100_000),
];

for (const text of FOREIGN) {
  test(`the torn or foreign line ${JSON.stringify(text.slice(0, 60))} gives nothing`, () => {
    assert.equal(decodeLine(text), undefined);
  });
}

test('an event of a kind that is not known yet is decoded', () => {
  const line = '{"event_type":"later","id":"x_1","session_id":"sess_abcd","ts":1,"more":[1]}';
  assert.deepEqual(decodeLine(line), { kind: 'event', event: JSON.parse(line) });
});

const FOLDS: readonly (readonly [string, Partial<Record<keyof SessionRecord, unknown>>, object])[] = [
  ['nothing', {}, {}],
  ['an end', { end_ts: 9 }, { end_ts: 9 }],
  ['null over a value', { start_ts: null }, { start_ts: 1.5 }],
  ['zero tokens', { total_tokens: 0 }, { total_tokens: 0 }],
  ['another id', { session_id: 'sess_other' }, { session_id: 'sess_abcd' }],
];

for (const [title, later, changed] of FOLDS) {
  test(`a later record with ${title} folds as it says`, () => {
    const folded = foldRecords(record, { ...record, ...later } as SessionRecord);
    assert.deepEqual(folded, { ...record, ...changed });
  });
}

test('the first record of a file stands as it is', () =>
  assert.equal(foldRecords(undefined, record), record));
