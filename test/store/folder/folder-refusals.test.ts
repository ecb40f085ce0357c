import assert from 'node:assert/strict';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openFolder } from '../../../src/store/folder/folder.ts';
import { createTempFolder, readAll } from './fixtures.ts';
import { makeEvent, makeRecord } from './make-lines.ts';

const ID = 'sess_abcdefgh';
const isRoot = process.geteuid?.() === 0;
const NOBODY = 65_534;

for (const id of [
  '../../etc/passwd',
  'sess_../../x',
  'sess_a/b',
  'sess_',
  '',
  'abcdefgh',
  `sess_${'a'.repeat(65)}`,
  'sess_abcd\n',
]) {
  test(`the session id ${JSON.stringify(id.slice(0, 20))} is refused by every call`, () => {
    const root = createTempFolder();
    const folder = openFolder(join(root, '.agentlog'));
    const calls = [
      () => folder.create(makeRecord(id)),
      () => folder.append(makeEvent(id)),
      () => folder.has(id),
      () => folder.size(id),
      () => folder.read(id),
      () => folder.writeCurrent(id),
    ];
    for (const call of calls) assert.throws(call, { code: 'AGENTLOG_SESSION' });
    assert.throws(() => folder.readCurrent('../x'), TypeError);
    assert.deepEqual(readdirSync(root), []);
  });
}

test('a link, a file, and a folder behind a file are refused with a remedy', () => {
  const root = createTempFolder();
  mkdirSync(join(root, 'real'));
  symlinkSync('real', join(root, 'link'));
  writeFileSync(join(root, 'file'), 'mine');
  assert.throws(() => openFolder(join(root, 'link')), {
    code: 'AGENTLOG_STORE',
    message: /is a link: .*AGENTLOG_DIR/,
  });
  assert.throws(() => openFolder(join(root, 'file')), {
    code: 'AGENTLOG_STORE',
    message: /is not a folder: .*AGENTLOG_DIR/,
  });
  assert.throws(() => openFolder(join(root, 'file', '.agentlog')).create(makeRecord(ID)), {
    code: 'AGENTLOG_STORE',
    message: /^cannot write to .*AGENTLOG_DIR/,
  });
  assert.deepEqual([readFileSync(join(root, 'file'), 'utf8'), readdirSync(join(root, 'real'))], ['mine', []]);
});

test("another user's folder is refused", () => {
  let path = '/usr';
  if (isRoot) {
    path = join(createTempFolder(), '.agentlog');
    mkdirSync(path);
    chownSync(path, NOBODY, NOBODY);
  }
  assert.throws(() => openFolder(path), { code: 'AGENTLOG_STORE', message: /belongs to user/ });
});

test('a session file that is a link or a pipe is neither written nor read', () => {
  const root = createTempFolder();
  const folder = openFolder(join(root, '.agentlog'));
  folder.create(makeRecord('sess_other'));
  writeFileSync(join(root, 'mine'), 'mine\n');
  symlinkSync(join(root, 'mine'), join(folder.path, 'session_abcdefgh.jsonl'));
  assert.equal(folder.create(makeRecord(ID)), false);
  assert.throws(() => folder.append(makeEvent(ID)), { code: 'AGENTLOG_STORE' });
  assert.throws(() => readAll(folder, ID), { code: 'ELOOP' });
  assert.deepEqual([folder.has(ID), folder.list()], [false, ['sess_other']]);
  assert.equal(readFileSync(join(root, 'mine'), 'utf8'), 'mine\n');
});

test('a folder that may only be read is read, and a write says so', () => {
  const root = createTempFolder();
  const path = join(root, '.agentlog');
  const folder = openFolder(path);
  folder.create(makeRecord(ID));
  folder.append(makeEvent(ID));
  folder.close();
  if (isRoot)
    for (const name of [root, path, join(path, 'session_abcdefgh.jsonl')]) chownSync(name, NOBODY, NOBODY);
  chmodSync(join(path, 'session_abcdefgh.jsonl'), 0o400);
  chmodSync(path, 0o500);
  // The superuser may write everywhere, so the superuser becomes somebody else for a moment.
  if (isRoot) process.seteuid?.(NOBODY);
  try {
    const poor = openFolder(path);
    assert.deepEqual(readAll(poor, ID).answers, ['yes']);
    assert.throws(() => poor.append(makeEvent(ID)), {
      code: 'AGENTLOG_STORE',
      message: /EACCES.*AGENTLOG_DIR/,
    });
    assert.throws(() => poor.create(makeRecord('sess_second')), { code: 'AGENTLOG_STORE' });
    assert.throws(() => poor.writeCurrent(ID), { code: 'AGENTLOG_STORE' });
  } finally {
    if (isRoot) process.seteuid?.(0);
    chmodSync(path, 0o700);
  }
});
