import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openFolder } from '../../../src/store/folder/folder.ts';
import { selectEvents } from '../../../src/store/folder/select-events.ts';
import type { Folder } from '../../../src/store/folder/types.ts';
import type { Selection } from '../../../src/store/types.ts';
import { createTempFolder } from './fixtures.ts';
import { makeEvent, makeRecord } from './make-lines.ts';

type Times = Readonly<Record<string, readonly number[]>>;

/** Sessions with an event at each of these times, in this order; the event's answer is its session and time. */
function folderOf(sessions: Times, padding = ''): Folder {
  const path = join(createTempFolder(), '.agentlog');
  mkdirSync(path, { mode: 0o700 });
  for (const [name, times] of Object.entries(sessions)) {
    const id = `sess_${name}`;
    const lines = times.map((ts) => makeEvent(id, `${name}${ts}`, { ts, padding }));
    const text = [makeRecord(id), ...lines].map((line) => `${JSON.stringify(line)}\n`).join('');
    writeFileSync(join(path, `session_${name}.jsonl`), text);
  }
  return openFolder(path);
}

function select(folder: Folder, names: readonly string[], selection: Selection = {}): string[] {
  const sources = names.map((name) => ({ id: `sess_${name}` }));
  return [...selectEvents(folder, sources, selection)].map(
    ({ event }) => (event as unknown as { answer: string }).answer,
  );
}

const H = 3600;
const SESSIONS: Times = { aaaa: [1, 4, 6, 9], bbbb: [2, 3, 8], cccc: [], dddd: [5, 7, 7.5] };
const ALL = Object.keys(SESSIONS);
const BACK: Times = { aaaa: [10 * H, 1 * H, 11 * H], bbbb: [5 * H, 9.5 * H] };

const CASES: readonly (readonly [title: string, times: Times, selection: Selection, expected: string])[] = [
  ['all', SESSIONS, {}, 'a1 b2 b3 a4 d5 a6 d7 d7.5 b8 a9'],
  ['the last one', SESSIONS, { last: 1 }, 'a9'],
  ['the last three', SESSIONS, { last: 3 }, 'd7.5 b8 a9'],
  ['more than there are', SESSIONS, { last: 99 }, 'a1 b2 b3 a4 d5 a6 d7 d7.5 b8 a9'],
  ['those since a time', SESSIONS, { since: 6 }, 'a6 d7 d7.5 b8 a9'],
  ['the last two since a time', SESSIONS, { since: 3, last: 2 }, 'b8 a9'],
  ['none since a time to come', SESSIONS, { since: 99 }, ''],
  ['another kind', SESSIONS, { type: 'failure', last: 3 }, ''],
  ['the last that are accepted', SESSIONS, { last: 2, accepts: ({ event }) => event.ts < 5 }, 'b3 a4'],
  ['a clock that was set back', BACK, {}, `b${5 * H} b${9.5 * H} a${10 * H} a${H} a${11 * H}`],
  ['a clock that was set back, since a time', BACK, { since: 9.9 * H }, `a${10 * H} a${11 * H}`],
  [
    'a clock that was set back by little',
    { aaaa: [H, H + 5, H - 1, H + 6] },
    { since: H },
    `a${H} a${H + 5} a${H + 6}`,
  ],
];
for (const [title, times, selection, expected] of CASES) {
  test(`selecting ${title} gives these events in this order`, () => {
    const seen = select(folderOf(times), Object.keys(times), selection);
    assert.equal(seen.map((answer) => answer.replace(/^(.)\1{3}/, '$1')).join(' '), expected);
  });
}

test('what is too much to be held is read from its beginning, with the same result', () => {
  const times = { aaaa: [] as number[], bbbb: [] as number[] };
  for (let i = 0; i < 400; i += 1) times[i % 3 === 0 ? 'aaaa' : 'bbbb'].push(i);
  const folder = folderOf(times, 'x'.repeat(50_000));
  const expected = Array.from(
    { length: 300 },
    (_, i) => `${(i + 100) % 3 === 0 ? 'aaaa' : 'bbbb'}${i + 100}`,
  );
  assert.deepEqual(select(folder, ['aaaa', 'bbbb'], { last: 300 }), expected);
  assert.deepEqual(select(folder, ['bbbb'], { last: 200 }).length, 200);
});

test('hundreds of sessions are merged with no more than a few files open', () => {
  const times: Record<string, number[]> = {};
  for (let i = 0; i < 600; i += 1) times[`s${String(i).padStart(4, '0')}`] = [i, i + 600, i + 1200];
  const folder = folderOf(times);
  const names = Object.keys(times);
  const seen = select(folder, names).map((answer) => Number(answer.slice(5)));
  assert.deepEqual(
    seen,
    Array.from({ length: 1800 }, (_, i) => i),
  );
  assert.deepEqual(select(folder, names, { last: 2 }), ['s05981798', 's05991799']);
});

test('torn lines are told of once', () => {
  const folder = folderOf({ aaaa: [1, 2] });
  const path = join(folder.path, 'session_aaaa.jsonl');
  writeFileSync(path, `torn\n${JSON.stringify(makeEvent('sess_aaaa', 'x'))}\n`);
  for (const last of [undefined, 5]) {
    let skipped = 0;
    select(folder, ['aaaa'], { last, onSkipped: (count) => (skipped += count) });
    assert.equal(skipped, 1);
  }
});

test('nothing is selected from no session, and from one that is not there', () => {
  const folder = folderOf({ aaaa: [1] });
  assert.deepEqual([select(folder, ALL.slice(1)), select(folder, [], { last: 3 })], [[], []]);
});
