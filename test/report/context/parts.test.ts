import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { FailureEvent } from '../../../src/event/types.ts';
import { findChangedLocals } from '../../../src/report/context/changed-locals.ts';
import { noteFailure } from '../../../src/report/context/note-failure.ts';
import { noteTurn } from '../../../src/report/context/note-turn.ts';
import { createPaper } from '../../../src/report/context/paper.ts';
import { shareOut } from '../../../src/report/context/share-out.ts';
import { readSourceLine } from '../../../src/report/context/source-line.ts';
import type { FailureNote } from '../../../src/report/context/types.ts';
import { makeFolder } from '../../cli/agentlog.ts';

const failure = (locals: Readonly<Record<string, unknown>>, msg = 'it broke'): FailureEvent =>
  ({
    error: { type: 'Error', msg },
    location: { file: 'a.js', line: 3, function: 'f' },
    locals,
    ts: 1,
  }) as unknown as FailureEvent;
const int = (v: number): unknown => ({ t: 'int', v });
const str = (v: string): unknown => ({ t: 'str', v });

const RANKS: readonly (readonly [title: string, event: FailureEvent, source: string, expected: string])[] = [
  ['their own order', failure({ a: int(1), b: int(2), c: int(3) }), '', 'a b c'],
  [
    'those of the failing line first',
    failure({ a: int(1), b: int(2), c: int(3) }),
    'return c.x + b;',
    'b c a',
  ],
  [
    'those that the message names first',
    failure({ a: int(1), qty: int(2) }, 'qty must be less'),
    '',
    'qty a',
  ],
  [
    'nothing first',
    failure({ a: int(1), b: { t: 'null' }, c: str(''), d: { t: 'Array', n: 0 } }),
    '',
    'b c d a',
  ],
  ['the value that the message tells', failure({ a: str('x1'), b: str('AUT-7') }, 'AUT-7 is bad'), '', 'b a'],
  ['a long value behind a short one', failure({ a: str('x'.repeat(99)), b: int(1) }), '', 'b a'],
  ['no word of another name', failure({ a: int(1), item: int(2) }), 'items.length', 'a item'],
];

for (const [title, event, source, expected] of RANKS) {
  test(`variables stand in order of what they say: ${title}`, () => {
    const { locals } = noteFailure(event, 0, source);
    assert.equal(locals.map(({ name }) => name).join(' '), expected);
  });
}

test('half a secret of an older log is not shown, however short its value is cut', () => {
  const secret = `ghp_${'aB3dE5fG7h'.repeat(4).slice(0, 36)}`;
  const { locals } = noteFailure(failure({ note: str(`see ${secret} there`) }), 0);
  assert.doesNotMatch(JSON.stringify(locals), /ghp_aB/);
});

const note = (texts: Readonly<Record<string, string>>): FailureNote => ({
  ...noteFailure(failure({}), 0),
  locals: Object.entries(texts).map(([name, text]) => ({ name, text })),
});
const long = `[${'1, '.repeat(30)}`;

const CHANGES: readonly (readonly [
  before: Record<string, string>,
  after: Record<string, string>,
  expected: string[],
])[] = [
  [{ qty: 'null' }, { qty: '"2"' }, ['qty null -> "2"']],
  [{ a: '1', b: '2' }, { b: '3', a: '1' }, ['b 2 -> 3']],
  [{ a: '1' }, { a: '1' }, []],
  [{ a: '1' }, { b: '1' }, []],
  [{ a: `${long}2]` }, { a: `${long}3]` }, ['a …1, 1, 1, 1, 2] -> …1, 1, 1, 1, 3]']],
  [{ a: 'undefined' }, { a: `${long}3]` }, [`a undefined -> ${long.slice(0, 40)}…`]],
];

for (const [before, after, expected] of CHANGES) {
  test(`from ${JSON.stringify(before).slice(0, 40)} to ${JSON.stringify(after).slice(0, 40)} the changes are ${expected}`, () => {
    const changed = findChangedLocals(note(after), note(before));
    assert.deepEqual(
      changed.map(({ name, text }) => `${name} ${text}`),
      expected,
    );
  });
}

const DIFF = `diff --git a/src/a b.js b/src/a b.js
index 1..2 100644
--- a/src/a b.js
+++ b/src/a b.js
@@ -1,2 +1,2 @@
 same
---- a
++++ b
`;

const TURNS: readonly (readonly [fields: Record<string, unknown>, headline: string, lines: string[]])[] = [
  [
    { turn_number: 4, files_changed: 1, lines_added: 1, lines_removed: 1, diff: DIFF },
    'turn 4 (src/a b.js +1 -1)',
    ['@@ -1,2 +1,2 @@', ' same', '---- a', '++++ b'],
  ],
  [
    { turn_number: 4, files_changed: 2, lines_added: 1, lines_removed: 1, diff: DIFF },
    'turn 4 (2 files +1 -1)',
    ['src/a b.js', '@@ -1,2 +1,2 @@', ' same', '---- a', '++++ b'],
  ],
  [
    { turn_number: 1, files_changed: 0, lines_added: 0, lines_removed: 0, diff: '' },
    'turn 1 (0 files +0 -0)',
    [],
  ],
  [{ turn_number: {}, diff: 7 }, 'turn ? (? files +? -?)', []],
];

for (const [fields, headline, lines] of TURNS) {
  test(`a turn is told as ${headline}, without the lines that only git apply needs`, () => {
    const turn = noteTurn(fields, 0, true);
    assert.deepEqual([turn.headline, turn.lines], [headline, lines]);
  });
}

test('a line of code is read where the failure happened and the file was not changed since', (t) => {
  const parent = makeFolder(t);
  const project = join(parent, 'project');
  mkdirSync(project);
  writeFileSync(join(parent, 'secret.js'), 'secret\n');
  writeFileSync(join(project, 'a.js'), 'one\ntwo\nthree');
  symlinkSync(join(parent, 'secret.js'), join(project, 'link.js'));
  for (const file of ['secret.js', 'project/a.js']) utimesSync(join(parent, file), 1000, 1000);
  const read = (file: string, line: number, ts: number): string => readSourceLine(project, file, line, ts);
  assert.equal(read('a.js', 2, 1000), 'two');
  assert.equal(read('a.js', 3, 2000), 'three');
  const nothing = [
    read('a.js', 2, 900),
    read('a.js', 0, 2000),
    read('a.js', 9, 2000),
    read('../secret.js', 1, 2000),
    read('link.js', 1, 2000),
    read(join(parent, 'secret.js'), 1, 2000),
    read('no.js', 1, 2000),
    read('', 1, 2000),
    read('\0', 1, 2000),
  ];
  assert.deepEqual(new Set(nothing), new Set(['']));
});

test('a paper takes lines while there is room, all that stand together or none', () => {
  const paper = createPaper(12);
  assert.equal(paper.add(2, 'one two three'), true);
  assert.equal(paper.add(1, 'four', 'five', 'six', 'seven', 'eight', 'nine'), false);
  assert.equal(paper.add(1, 'first'), true);
  assert.deepEqual(paper.lines(), ['first', 'one two three']);
  assert.ok(paper.tokens() + paper.room() === 12 && paper.room() >= 0);
});

test('a section takes what it needs of its share, and what is left over goes to the first that can use it', () => {
  const words = (name: string, count: number) => (paper: { add(order: number, line: string): boolean }) => {
    for (let i = 0; i < count; i += 1) if (!paper.add(i, `${name} ${i}`)) return;
  };
  const blocks = shareOut(
    [
      { share: 0.4, write: words('a', 100) },
      { share: 0.4, write: words('b', 1) },
      { share: 0.2, write: words('c', 100) },
    ],
    100,
  );
  const [a = 0, b = 0, c = 0] = blocks.map(({ length }) => length);
  assert.ok(b === 1 && c >= 4 && a > 2 * c, `${a} ${b} ${c}`);
});
