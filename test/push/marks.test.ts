import assert from 'node:assert/strict';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { databaseKey } from '../../src/push/database-key.ts';
import { createAnchor, type Mark, type Marks, openMarks } from '../../src/push/marks.ts';
import { openFolder } from '../../src/store/folder/folder.ts';
import type { Folder, SessionFile } from '../../src/store/folder/types.ts';
import { makeFolder } from '../cli/agentlog.ts';
import { appendText, eventLine, pathOf, recordLine, writeSession } from './d1-folder.ts';

const ID = 'sess_marked';

interface Scene {
  readonly cwd: string;
  readonly folder: Folder;
  readonly marks: Marks;
  readonly markPath: string;
  readonly mark: Mark;
}

/** A session that was pushed to its end, with its mark. */
function makeScene(t: { after(fn: () => void): void }): Scene {
  const cwd = makeFolder(t);
  writeSession(cwd, ID, 5);
  const folder = openFolder(join(cwd, '.agentlog'));
  const marks = openMarks(folder.path, 'push_test');
  const last = [...folder.read(ID)].at(-1);
  assert.ok(last);
  const mark = { end: last.end, startTs: 5, anchor: createAnchor(last) };
  marks.write(lookAt(folder), mark);
  return { cwd, folder, marks, markPath: join(folder.path, 'push_test', 'marked'), mark };
}

function lookAt(folder: Folder): SessionFile {
  const file = folder.look(ID);
  assert.ok(file);
  return file;
}

test('a mark that was written is read again, also when the file has grown, and is for its owner alone', (t) => {
  const { cwd, folder, mark, markPath } = makeScene(t);
  assert.deepEqual(openMarks(folder.path, 'push_test').read(lookAt(folder)), mark);
  appendText(cwd, ID, eventLine(ID));
  assert.deepEqual(openMarks(folder.path, 'push_test').read(lookAt(folder)), mark);
  assert.deepEqual(
    [statSync(markPath).mode & 0o777, statSync(join(folder.path, 'push_test')).mode & 0o777],
    [0o600, 0o700],
  );
  assert.deepEqual(readdirSync(join(folder.path, 'push_test')), ['marked']);
});

test('a mark of another database is none of this one', (t) => {
  const { folder } = makeScene(t);
  assert.equal(openMarks(folder.path, 'push_other').read(lookAt(folder)), undefined);
});

const CONTENTS: readonly (readonly [string, (stored: Record<string, unknown>) => string | Buffer])[] = [
  ['empty', () => ''],
  ['NUL bytes', () => Buffer.alloc(120)],
  ['cut', (stored) => JSON.stringify(stored).slice(0, -9)],
  ['no JSON', () => 'end: 3'],
  ['another kind of JSON', () => '[1]'],
  ['null', () => 'null'],
  ['larger than any mark', (stored) => JSON.stringify({ ...stored, more: 'x'.repeat(5000) })],
  ['of another file', (stored) => JSON.stringify({ ...stored, file: '1:2' })],
  ['of no file', ({ end, start_ts, at, hash }) => JSON.stringify({ end, start_ts, at, hash })],
  ['beyond the end', (stored) => JSON.stringify({ ...stored, end: 1e9 })],
  ['within a line', (stored) => JSON.stringify({ ...stored, end: Number(stored.end) - 3 })],
  ['before the beginning', (stored) => JSON.stringify({ ...stored, end: -1 })],
  ['no whole number', (stored) => JSON.stringify({ ...stored, end: 1.5 })],
  ['a text for a number', (stored) => JSON.stringify({ ...stored, end: String(stored.end) })],
  ['without a start', (stored) => JSON.stringify({ ...stored, start_ts: null })],
  ['with an anchor behind its end', (stored) => JSON.stringify({ ...stored, at: stored.end })],
  ['with half an anchor', (stored) => JSON.stringify({ ...stored, hash: undefined })],
  ['with another line as its anchor', (stored) => JSON.stringify({ ...stored, at: 0 })],
];
for (const [what, contentOf] of CONTENTS) {
  test(`a mark that is ${what} is none`, (t) => {
    const { folder, marks, markPath } = makeScene(t);
    const stored = JSON.parse(readFileSync(markPath, 'utf8')) as Record<string, unknown>;
    assert.ok(marks.read(lookAt(folder)));
    writeFileSync(markPath, contentOf(stored));
    assert.equal(marks.read(lookAt(folder)), undefined);
  });
}

const CHANGES: readonly (readonly [string, (cwd: string) => void])[] = [
  ['was cut', (cwd) => truncateSync(pathOf(cwd, ID), 100)],
  [
    'was replaced by another one',
    (cwd) => {
      copyFileSync(pathOf(cwd, ID), `${pathOf(cwd, ID)}.new`);
      renameSync(`${pathOf(cwd, ID)}.new`, pathOf(cwd, ID));
    },
  ],
  [
    'was written anew in place, with as many bytes',
    (cwd) => {
      const text = readFileSync(pathOf(cwd, ID), 'utf8');
      writeFileSync(pathOf(cwd, ID), text.replaceAll('"dec_', '"abc_').replaceAll('"llm_', '"abc_'));
    },
  ],
];
for (const [what, change] of CHANGES) {
  test(`the mark of a file that ${what} is none`, (t) => {
    const { cwd, folder, marks } = makeScene(t);
    change(cwd);
    assert.equal(marks.read(lookAt(folder)), undefined);
  });
}

test('a link in the place of a mark is not followed, and is replaced by the next mark', (t) => {
  const { cwd, folder, marks, mark, markPath } = makeScene(t);
  renameSync(markPath, join(cwd, 'elsewhere'));
  symlinkSync(join(cwd, 'elsewhere'), markPath);
  const before = readFileSync(join(cwd, 'elsewhere'), 'utf8');
  assert.equal(marks.read(lookAt(folder)), undefined);
  marks.write(lookAt(folder), { ...mark, startTs: 6 });
  assert.equal(readFileSync(join(cwd, 'elsewhere'), 'utf8'), before);
  assert.ok(lstatSync(markPath).isFile());
});

test('into a link in the place of the folder of marks nothing is written; the marks of this run are kept in memory and it is told once', (t) => {
  const { cwd, folder, mark } = makeScene(t);
  mkdirSync(join(cwd, 'elsewhere'));
  symlinkSync(join(cwd, 'elsewhere'), join(folder.path, 'push_linked'));
  const told: unknown[] = [];
  const marks = openMarks(folder.path, 'push_linked', (error) => told.push(error));
  marks.write(lookAt(folder), mark);
  marks.write(lookAt(folder), mark);
  assert.deepEqual([readdirSync(join(cwd, 'elsewhere')), told.length], [[], 1]);
  assert.deepEqual(marks.read(lookAt(folder)), mark);
  assert.equal(openMarks(folder.path, 'push_linked').read(lookAt(folder)), undefined);
});

test('a folder that cannot be written to leaves the marks in memory', {
  skip: process.getuid?.() === 0,
}, (t) => {
  const { folder, mark } = makeScene(t);
  chmodSync(folder.path, 0o500);
  t.after(() => chmodSync(folder.path, 0o700));
  const told: unknown[] = [];
  const marks = openMarks(folder.path, 'push_new', (error) => told.push(error));
  marks.write(lookAt(folder), mark);
  assert.deepEqual([marks.read(lookAt(folder)), told.length], [mark, 1]);
});

test('the mark of a session goes when the session is removed', (t) => {
  const { cwd, folder, markPath } = makeScene(t);
  folder.remove(ID);
  assert.equal(existsSync(markPath), false);
  appendText(cwd, ID, recordLine(ID));
  assert.equal(openMarks(folder.path, 'push_test').read(lookAt(folder)), undefined);
  rmSync(pathOf(cwd, ID));
});

test('the key of a database depends on where it is and not on the token', () => {
  const base = { baseUrl: 'https://x/client/v4', accountId: 'a', databaseId: 'd', apiToken: 'one' };
  assert.match(databaseKey(base), /^[0-9a-f]{16}$/);
  assert.equal(databaseKey({ ...base, apiToken: 'two' }), databaseKey(base));
  const others = [
    { baseUrl: 'https://y' },
    { accountId: 'b' },
    { databaseId: 'e' },
    { accountId: 'ad', databaseId: '' },
  ];
  assert.equal(new Set([base, ...others.map((other) => ({ ...base, ...other }))].map(databaseKey)).size, 5);
});
