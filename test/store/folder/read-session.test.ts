import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokensOf } from '../../../src/event/call-tokens.ts';
import type { Event } from '../../../src/event/types.ts';
import { foldSession } from '../../../src/store/folder/read-session.ts';
import { tallySession } from '../../../src/store/folder/tally-session.ts';
import type { Folder } from '../../../src/store/folder/types.ts';
import { folderWith } from './fixtures.ts';
import { makeEvent, makeRecord } from './make-lines.ts';

const ID = 'sess_abcdefgh';
const call = (fields: Record<string, unknown>) =>
  makeEvent(ID, 'yes', { event_type: 'llm_call', model: 'm', ...fields });

const folderOf = (lines: readonly unknown[]): Folder =>
  folderWith(...lines.map((line) => `${JSON.stringify(line)}\n`));

const TOKENS: readonly (readonly [fields: Record<string, unknown>, expected: number])[] = [
  [{ tokens_in: 1, tokens_out: 2, tokens_total: 3 }, 3],
  [{ tokens_in: 1, tokens_out: 2 }, 3],
  [{ tokens_in: 1, tokens_out: null, tokens_total: null }, 1],
  [{ tokens_in: null, tokens_out: null, tokens_total: null }, 0],
  [{}, 0],
  [{ tokens_total: -5 }, 0],
  [{ tokens_in: '7', tokens_out: [8] }, 0],
  [{ event_type: 'decision', tokens_total: 9 }, 0],
];
for (const [fields, expected] of TOKENS) {
  test(`an event with ${JSON.stringify(fields)} counts ${expected} tokens`, () => {
    assert.equal(tokensOf(call(fields) as Event), expected);
  });
}

test('the records of a session are folded and its tokens summed', () => {
  const folder = folderOf([
    makeRecord(ID, { task: 'first' as never }),
    call({ tokens_total: 10 }),
    { session_id: ID, start_ts: 1, task: null, agent_name: 'cursor' },
    call({ tokens_in: 1, tokens_out: 1 }),
    'foreign',
  ]);
  const record = {
    session_id: ID,
    start_ts: 1,
    end_ts: null,
    agent_name: 'cursor',
    task: 'first',
    total_tokens: null,
  };
  assert.deepEqual(foldSession(folder, ID), { record, tokens: 12 });
  const skipped: number[] = [];
  const lines = [...folder.read(ID, { onSkipped: (count) => skipped.push(count) })];
  assert.deepEqual([lines.filter(({ kind }) => kind === 'event').length, skipped], [2, [1]]);
  assert.deepEqual(tallySession(folder, ID), {
    record: { ...record, total_tokens: 12 },
    events: { llm_call: 2 },
  });
});

test('a session whose record was lost begins with its first event', () => {
  const folder = folderOf([makeEvent(ID, 'yes', { ts: 7.5 }), makeEvent(ID)]);
  assert.deepEqual(foldSession(folder, ID), { record: makeRecord(ID, { start_ts: 7.5 }), tokens: 0 });
  assert.deepEqual(tallySession(folder, ID)?.record, makeRecord(ID, { start_ts: 7.5, total_tokens: 0 }));
});

test('a session without a line of its own is none', () => {
  assert.equal(foldSession(folderOf([]), ID), undefined);
  assert.equal(tallySession(folderOf([]), ID), undefined);
  assert.equal(foldSession(folderOf(['x']), ID), undefined);
  assert.equal(tallySession(folderOf(['x']), ID), undefined);
  assert.equal(foldSession(folderOf([]), 'sess_nothere'), undefined);
  assert.equal(tallySession(folderOf([]), 'sess_nothere'), undefined);
});
