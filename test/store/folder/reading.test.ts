import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { appendRaw, createTempFolder, folderWith, readAll } from './fixtures.ts';
import { makeEvent, makeRecord } from './make-lines.ts';

const ID = 'sess_abcdefgh';
const RECORD = JSON.stringify(makeRecord(ID));
const event = (answer: string, changes: Record<string, unknown> = {}) =>
  JSON.stringify(makeEvent(ID, answer, changes));

const A = event('a');
const B = event('b');
const LLM_WITHIN = event('c', { context: { v: { event_type: 'x', id: 'y', session_id: ID, ts: 1 } } });
const FAILURE = '{"event_type":"failure","id":"fail_1","session_id":"sess_abcdefgh","ts":1';

const CALL = JSON.stringify(makeEvent(ID, 'call', { event_type: 'llm_call', model: 'm' }));
const SPACED = `{ "id": "llm_1", "event_type": "llm_call", "session_id": "${ID}", "ts": 1, "model": "m", "answer": "spaced" }`;
const NAMES_CALL = event('"llm_call" "start_ts"', { context: { v: 'llm_call' } });

const ONLY_CALLS: readonly (readonly [
  title: string,
  pieces: readonly (string | Buffer)[],
  answers: string[],
  records: number,
])[] = [
  ['nothing', [], [], 0],
  [
    'calls among others',
    [RECORD, '\n', A, '\n', CALL, '\n', B, '\n', CALL, '\n', CALL],
    ['call', 'call', 'call'],
    1,
  ],
  ['others alone', [A, '\n', B, '\n', NAMES_CALL, '\n', B], [], 0],
  ['a torn line before a call', [A.slice(0, 40), CALL, '\n', A, '\n'], ['call'], 0],
  ['a torn call before another line', [CALL.slice(0, 60), A, '\n', CALL, '\n'], ['call'], 0],
  ['a call that begins with its end', ['"llm_call"\n', CALL, '\n'], ['call'], 0],
  [
    'zero bytes before a call',
    [A, '\n', Buffer.alloc(70_000), CALL, '\n', Buffer.alloc(5000), A, '\n', CALL],
    ['call', 'call'],
    0,
  ],
  ['a torn last call', [CALL, '\n', CALL.slice(0, 50)], ['call'], 0],
  ['a call of another writer', [SPACED, '\n'], ['spaced'], 0],
  [
    'lines longer than what is read at once',
    [
      event('x'.repeat(200_000)),
      '\n',
      CALL,
      '\n',
      event('y'.repeat(70_000)),
      '\n',
      RECORD,
      '\n',
      event('z'.repeat(130_000)),
      CALL,
    ],
    ['call', 'call'],
    1,
  ],
  ['an endless line', [Buffer.alloc(14_000_000, 'x'), '\n', CALL, '\n'], ['call'], 0],
];
for (const [title, pieces, answers, records] of ONLY_CALLS) {
  test(`of a file with ${title}, the calls and records alone are read`, () => {
    const folder = folderWith(...pieces);
    const seen = { answers: [] as unknown[], records: 0 };
    for (const line of folder.read(ID, { only: ['session', 'llm_call'] })) {
      if (line.kind === 'session') seen.records += 1;
      else seen.answers.push((line.event as unknown as { answer: unknown }).answer);
    }
    assert.deepEqual(seen, { answers, records });
  });
}

test('what is read by kind is what all lines have of it, and each line tells its end', () => {
  const pick = [
    A,
    CALL,
    RECORD,
    NAMES_CALL,
    A.slice(0, 30) + CALL,
    CALL.slice(0, 30),
    '',
    '\0'.repeat(3000),
    B,
  ];
  let text = '';
  for (let i = 0, at = 1; i < 3000; i += 1, at = (at * 1103515245 + 12345) % 2147483648)
    text += `${pick[at % pick.length]}\n`;
  const folder = folderWith(text);
  const all = [...folder.read(ID)];
  for (const kinds of [['llm_call'], ['session'], ['decision', 'session'], []] as const) {
    const expected = all.filter((line) =>
      kinds.includes((line.kind === 'session' ? 'session' : line.event.event_type) as never),
    );
    assert.deepEqual([...folder.read(ID, { only: kinds })], expected);
  }
});

const CASES: readonly (readonly [
  title: string,
  pieces: readonly (string | Buffer)[],
  answers: string[],
  skipped: number,
])[] = [
  ['nothing', [], [], 0],
  ['blank lines and carriage returns', ['\r\n\n', A, '\r\n  \n\n', B, '\r\n'], ['a', 'b'], 0],
  ['a last line without its newline', [A, '\n', B], ['a', 'b'], 0],
  ['a torn last line', [A, '\n', B.slice(0, 40)], ['a'], 0],
  ['a torn line with its newline', [A.slice(0, 40), '\n', B, '\n'], ['b'], 1],
  ['a torn line merged with a whole one', [A.slice(0, 40), B, '\n', A, '\n'], ['b', 'a'], 1],
  ['two torn lines merged with a whole last one', [A.slice(0, 40), A.slice(0, 70), B], ['b'], 1],
  ['a torn line whose object looks like an event', [LLM_WITHIN.slice(0, -20), B, '\n'], ['b'], 1],
  [
    'a torn line merged with one whose object looks like an event',
    [A.slice(0, 9), LLM_WITHIN, '\n'],
    ['c'],
    1,
  ],
  ['a torn line merged with a record', [A.slice(0, 40), RECORD, '\n'], [], 1],
  ['the end of a line that another came into', [A.slice(0, 40), B, '\n', A.slice(40), '\n'], ['b'], 2],
  ['zero bytes before a line', [A, '\n', Buffer.alloc(5000), B, '\n'], ['a', 'b'], 1],
  ['zero bytes within a torn line', [A.slice(0, 40), Buffer.alloc(5000), B, '\n'], ['b'], 1],
  ['zero bytes at the end', [A, '\n', Buffer.alloc(100_000)], ['a'], 0],
  ['a byte order mark', ['\uFEFF', A, '\n'], ['a'], 0],
  ['bytes that are no text', [Buffer.from([0xff, 0xfe, 0x80, 10]), A, '\n'], ['a'], 1],
  ['JSON that is no line of ours', ['1\nnull\n[]\n{}\n"x"\n{"session_id":1}\n', A, '\n'], ['a'], 6],
  ['lines of another session', [A.replaceAll('abcdefgh', 'otherone'), '\n', A, '\n'], ['a'], 1],
  [
    'a key that would change what a copy inherits',
    [A.replace('{', '{"__proto__":{"answer":"z"},'), '\n', A, '\n'],
    ['a'],
    1,
  ],
  [
    'a failure without an error',
    [`${FAILURE}}\n${FAILURE},"error":null,"location":{},"locals":{}}\n`, A, '\n'],
    ['a'],
    2,
  ],
  ['a time that is no number', [A.replace('"ts":2', '"ts":1e999'), '\n', A, '\n'], ['a'], 1],
  ['a record of wrong kinds', [`{"session_id":"${ID}","start_ts":1,"task":{}}\n`, A, '\n'], ['a'], 1],
  ['kinds of later versions', [A.replace('"decision"', '"dream"'), '\n'], ['a'], 0],
];

for (const [title, pieces, answers, skipped] of CASES) {
  test(`a file with ${title} gives its whole lines and counts the others`, () => {
    const seen = readAll(folderWith(...pieces), ID);
    assert.deepEqual({ answers: seen.answers, skipped: seen.skipped }, { answers, skipped });
  });
}

test('lines are cut rightly wherever the ends of the pieces read fall', () => {
  const answers = Array.from({ length: 3000 }, (_, i) => 'é€😀x'.repeat(i % 97));
  const folder = folderWith(answers.map((answer) => `${event(answer)}\n`).join(''));
  assert.deepEqual(readAll(folder, ID), { answers, records: 0, skipped: 0 });
});

test('a line tells its own text and where to read on', () => {
  const folder = folderWith(`${RECORD}\r\n${A}\n`);
  const lines = [...folder.read(ID)];
  assert.deepEqual(
    lines.map(({ kind, text, end }) => ({ kind, text, end })),
    [
      { kind: 'session', text: RECORD, end: RECORD.length + 2 },
      { kind: 'event', text: A, end: folder.size(ID) },
    ],
  );
  appendRaw(join(folder.path, 'session_abcdefgh.jsonl'), `${B}\n`);
  assert.deepEqual(readAll(folder, ID, lines[1]?.end).answers, ['b']);
  assert.deepEqual(readAll(folder, ID, 10_000).answers, []);
});

test('a file that grows while it is read ends where it ended when reading began', () => {
  const folder = folderWith(`${A}\n${A}\n`);
  let seen = 0;
  for (const line of folder.read(ID)) {
    seen += 1;
    appendRaw(join(folder.path, 'session_abcdefgh.jsonl'), `${line.text}\n`);
  }
  assert.deepEqual([seen, readAll(folder, ID).answers.length], [2, 4]);
});

test('a reader that stops early gives its descriptor back', () => {
  const folder = folderWith(`${A}\n`.repeat(10));
  for (let i = 0; i < 5000; i += 1) for (const _ of folder.read(ID)) break;
});

test('memory stays small with many lines, one endless line and a long run of zero bytes', () => {
  const program = fileURLToPath(new URL('read-large-child.js', import.meta.url));
  const { stdout, stderr, status } = spawnSync(process.execPath, [
    '--max-old-space-size=48',
    program,
    createTempFolder(),
  ]);
  assert.equal(status, 0, stderr.toString());
  const { maxRssMb, ...seen } = JSON.parse(stdout.toString());
  assert.deepEqual(seen, { events: 300_003, skipped: 2 });
  assert.ok(maxRssMb < 220, `${maxRssMb} MB`);
});
