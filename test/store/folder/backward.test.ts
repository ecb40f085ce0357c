import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Folder, LineKind, ReadOptions } from '../../../src/store/folder/types.ts';
import type { StoredLine } from '../../../src/store/types.ts';
import { appendRaw, folderWith } from './fixtures.ts';
import { makeEvent, makeRecord } from './make-lines.ts';

const ID = 'sess_abcdefgh';
const PATH = 'session_abcdefgh.jsonl';
const RECORD = JSON.stringify(makeRecord(ID));
const event = (answer: string, changes: Record<string, unknown> = {}) =>
  JSON.stringify(makeEvent(ID, answer, changes));
const CALL = event('call', { event_type: 'llm_call', model: 'm' });
const FAILURE = event('failed', {
  event_type: 'failure',
  error: { type: 'E', msg: 'm' },
  location: { file: 'f', line: 1, function: 'g' },
  locals: {},
});
const LONG = event('x'.repeat(40_000));
const KINDS: readonly (readonly LineKind[] | undefined)[] = [
  undefined,
  ['failure'],
  ['llm_call', 'session'],
  [],
];

/** What the two ways of reading give, and how many lines each says it skipped. */
function readBoth(folder: Folder, options: ReadOptions): { lines: StoredLine[]; skipped: number }[] {
  return [folder.read(ID, options), folder.readBackward(ID, options)].map((_, way) => {
    let skipped = 0;
    const onSkipped = (count: number) => {
      skipped += count;
    };
    const reading = { ...options, onSkipped };
    const lines = [...(way === 0 ? folder.read(ID, reading) : folder.readBackward(ID, reading))];
    return { lines: way === 0 ? lines : lines.reverse(), skipped };
  });
}

/** Numbers from 0 up to `below`, the same ones for the same seed. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** What a log can hold after crashes, power cuts and other writers. */
function damagedPiece(random: (below: number) => number): string {
  const whole = [RECORD, CALL, FAILURE, LONG, event('plain'), event('"failure" {"event_type":"llm_call"')];
  const line = whole[random(whole.length)] ?? '';
  const other = whole[random(whole.length)] ?? '';
  const ends = ['\n', '\r\n', '\n\n', ' \n'];
  switch (random(10)) {
    case 0:
      return `${line.slice(0, random(line.length))}\n`;
    case 1:
      return `${line.slice(0, random(line.length))}${other}\n`;
    case 2:
      return `${'\0'.repeat(random(9000))}${line}\n`;
    case 3:
      return `${line}${other}\n`;
    case 4:
      return `${['garbage', '{}', '[', '\uFEFF', 'é€😀'][random(5)]}\n`;
    default:
      return `${line}${ends[random(ends.length)]}`;
  }
}

for (const seed of [1, 2, 3, 4, 5, 6]) {
  test(`a damaged file gives the same lines from its end as from its beginning (seed ${seed})`, () => {
    const random = createRandom(seed);
    let text = '';
    while (text.length < 600_000) text += damagedPiece(random);
    const folder = folderWith(text + ['', event('last'), event('torn').slice(0, 30)][seed % 3]);
    for (const only of KINDS) {
      const [forward, backward] = readBoth(folder, only === undefined ? {} : { only });
      assert.deepEqual(backward, forward);
    }
    const all = [...folder.read(ID)];
    for (const only of KINDS) {
      if (only === undefined) continue;
      const expected = all.filter((line) =>
        only.includes(line.kind === 'session' ? 'session' : line.event.event_type),
      );
      assert.deepEqual([...folder.read(ID, { only })], expected);
    }
  });
}

const ENDLESS = Buffer.alloc(14_000_000, 'x');
const EDGES: readonly (readonly [string, Buffer | string])[] = [
  ['nothing', ''],
  ['a newline', '\n'],
  ['one line', `${CALL}\n`],
  ['a line without its end', CALL],
  ['a torn line', CALL.slice(0, 20)],
  ['lines of a block’s size', `${event('a'.repeat(32_500))}\n`.repeat(5)],
  ['a line of a megabyte', `${CALL}\n${event('€'.repeat(1_000_000))}\n${CALL}\n`],
  ['an endless line', Buffer.concat([Buffer.from(`${CALL}\n`), ENDLESS, Buffer.from(`\n${CALL}\n`)])],
  ['an endless line at the end', Buffer.concat([Buffer.from(`${CALL}\n`), ENDLESS])],
  [
    'a whole line behind an endless one and zeros',
    Buffer.concat([ENDLESS, Buffer.alloc(100), Buffer.from(`${CALL}\n`)]),
  ],
  ['zeros alone', Buffer.alloc(100_000)],
];
for (const [title, bytes] of EDGES) {
  test(`a file of ${title} gives the same lines from its end`, () => {
    const folder = folderWith(bytes);
    for (const only of KINDS) {
      const [forward, backward] = readBoth(folder, only === undefined ? {} : { only });
      assert.deepEqual(backward, forward);
    }
  });
}

test('reading backward goes on from where a line begins, and ends where it is told to', () => {
  const folder = folderWith(Array.from({ length: 2000 }, (_, i) => `${event(String(i))}\n`).join(''));
  const seen: unknown[] = [];
  let until = folder.size(ID);
  for (;;) {
    let taken = 0;
    for (const line of folder.readBackward(ID, { until })) {
      if (line.kind === 'event') seen.push((line.event as unknown as { answer: unknown }).answer);
      until = line.start;
      taken += 1;
      if (taken === 7) break;
    }
    if (taken < 7) break;
  }
  assert.deepEqual(
    seen,
    Array.from({ length: 2000 }, (_, i) => String(1999 - i)),
  );
  const [first, second] = [...folder.read(ID)];
  const part = { from: second?.start ?? 0, until: second?.end ?? 0 };
  assert.deepEqual([first?.end, [...folder.readBackward(ID, part)]], [second?.start, [second]]);
  assert.deepEqual([...folder.read(ID, part)], [second]);
});

test('the last whole line ends behind the last newline', () => {
  const folder = folderWith(`${CALL}\n${RECORD}\n`);
  const end = folder.size(ID);
  assert.equal(folder.wholeEnd(ID), end);
  appendRaw(join(folder.path, PATH), 'y'.repeat(3_000_000));
  assert.equal(folder.wholeEnd(ID), end);
  appendRaw(join(folder.path, PATH), '\n');
  assert.equal(folder.wholeEnd(ID), folder.size(ID));
  assert.deepEqual([folder.wholeEnd('sess_nothere'), folderWith('abc').wholeEnd(ID)], [0, 0]);
});

test('a file that is not there has no lines backward either', () => {
  assert.deepEqual([...folderWith('').readBackward('sess_nothere')], []);
});
