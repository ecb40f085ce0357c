import assert from 'node:assert/strict';
import {
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { openFolder } from '../../../src/store/folder/folder.ts';
import { appendRaw, createTempFolder, linesOf, readAll, sleep } from './fixtures.ts';
import { makeEvent, makeRecord } from './make-lines.ts';

const ID = 'sess_abcdefgh';

test('a folder whose parent is missing is refused, and nothing is made', () => {
  const parent = join(createTempFolder(), 'mistyped');
  assert.throws(() => openFolder(join(parent, '.agentlog')).create(makeRecord(ID)), {
    code: 'AGENTLOG_STORE',
    message: `${join(parent, '.agentlog')} cannot be made: there is no folder ${parent}`,
  });
  assert.equal(existsSync(parent), false);
});

test('the first write makes the folder for its owner alone, and git ignores it', () => {
  const path = join(createTempFolder(), '.agentlog');
  const folder = openFolder(path);
  assert.equal(existsSync(path), false);
  assert.equal(folder.create(makeRecord(ID)), true);
  folder.append(makeEvent(ID));
  folder.writeCurrent(ID);
  const modes = readdirSync(path).map((name) => [name, statSync(join(path, name)).mode & 0o777]);
  assert.deepEqual(
    { folder: statSync(path).mode & 0o777, ignored: readFileSync(join(path, '.gitignore'), 'utf8'), modes },
    {
      folder: 0o700,
      ignored: '*\n',
      modes: [
        ['.gitignore', 0o600],
        ['current', 0o600],
        ['session_abcdefgh.jsonl', 0o600],
      ],
    },
  );
  assert.equal(folder.root, dirname(path));
  folder.close();
});

test('opening and reading make nothing', () => {
  const root = createTempFolder();
  const folder = openFolder(join(root, '.agentlog'));
  assert.deepEqual(
    [folder.list(), folder.has(ID), folder.size(ID), readAll(folder, ID), folder.readCurrent()],
    [[], false, 0, { answers: [], records: 0, skipped: 0 }, undefined],
  );
  folder.clearCurrent(ID);
  assert.deepEqual(readdirSync(root), []);
});

test('a second create leaves the file as it is', () => {
  const folder = openFolder(join(createTempFolder(), '.agentlog'));
  assert.deepEqual([folder.create(makeRecord(ID)), folder.create(makeRecord(ID))], [true, false]);
  assert.deepEqual(linesOf(join(folder.path, 'session_abcdefgh.jsonl')), [JSON.stringify(makeRecord(ID))]);
});

test('an append to a session without a file says that there is none', () => {
  const folder = openFolder(join(createTempFolder(), '.agentlog'));
  assert.throws(() => folder.append(makeEvent(ID)), { code: 'AGENTLOG_SESSION' });
  assert.deepEqual(existsSync(folder.path), false);
});

test('sessions are listed in the order of their last write, and nothing else is', () => {
  const folder = openFolder(join(createTempFolder(), '.agentlog'));
  for (const id of ['sess_one1', 'sess_two2', 'sess_three']) {
    folder.create(makeRecord(id));
    sleep(15);
  }
  folder.append(makeEvent('sess_one1'));
  folder.writeCurrent('sess_one1');
  mkdirSync(join(folder.path, 'session_folder.jsonl'));
  writeFileSync(join(folder.path, 'session_a b c d.jsonl'), '');
  writeFileSync(join(folder.path, '.draft_left'), '');
  assert.deepEqual(folder.list(), ['sess_two2', 'sess_three', 'sess_one1']);
});

test('the current session is everybody’s, and an agent that names its session has one of its own', () => {
  const folder = openFolder(join(createTempFolder(), '.agentlog'));
  folder.writeCurrent('sess_everybody');
  folder.writeCurrent('sess_agent1', 'suffix1');
  assert.deepEqual(
    [folder.readCurrent(), folder.readCurrent('suffix1'), folder.readCurrent('suffix2')],
    ['sess_everybody', 'sess_agent1', undefined],
  );
  folder.clearCurrent('sess_agent1');
  folder.clearCurrent('sess_agent1', 'suffix1');
  assert.deepEqual([folder.readCurrent(), folder.readCurrent('suffix1')], ['sess_everybody', undefined]);
  for (const mark of ['../../x', '', `${'sess_abcd'.repeat(99)}`, 'sess_abcd\nsess_efgh']) {
    writeFileSync(join(folder.path, 'current'), mark);
    assert.equal(folder.readCurrent(), undefined);
  }
});

test('a file that was removed or replaced is noticed, and nothing goes to what stands in its place', () => {
  const folder = openFolder(join(createTempFolder(), '.agentlog'));
  const file = join(folder.path, 'session_abcdefgh.jsonl');
  folder.create(makeRecord(ID));
  folder.append(makeEvent(ID));
  rmSync(folder.path, { recursive: true });
  sleep(60);
  assert.throws(() => folder.append(makeEvent(ID)), { code: 'AGENTLOG_SESSION' });
  folder.create(makeRecord(ID));
  folder.append(makeEvent(ID, 'again'));
  assert.deepEqual(readAll(folder, ID), { answers: ['again'], records: 1, skipped: 0 });
  rmSync(file);
  linkSync(join(folder.path, '.gitignore'), join(folder.path, 'kept'));
  symlinkSync('.gitignore', file);
  sleep(60);
  assert.throws(() => folder.append(makeEvent(ID)), { code: 'AGENTLOG_STORE' });
  assert.equal(readFileSync(join(folder.path, '.gitignore'), 'utf8'), '*\n');
});

test('a program that closes our descriptor and opens a file of its own finds nothing of ours in it', {
  skip: !existsSync('/proc/self/fd'),
}, () => {
  const root = createTempFolder();
  const folder = openFolder(join(root, '.agentlog'));
  folder.create(makeRecord(ID));
  folder.append(makeEvent(ID, 'before'));
  const file = join(folder.path, 'session_abcdefgh.jsonl');
  const fd = Number(readdirSync('/proc/self/fd').find((name) => isLinkTo(`/proc/self/fd/${name}`, file)));
  closeSync(fd);
  assert.equal(openSync(join(root, 'mine'), 'a'), fd);
  folder.append(makeEvent(ID, 'after'));
  folder.close();
  closeSync(fd);
  assert.equal(readFileSync(join(root, 'mine'), 'utf8'), '');
  assert.deepEqual(readAll(folder, ID).answers, ['before', 'after']);
});

function isLinkTo(link: string, target: string): boolean {
  try {
    return readlinkSync(link) === target;
  } catch {
    return false;
  }
}

test('a line behind a torn one begins on a line of its own', () => {
  const folder = openFolder(join(createTempFolder(), '.agentlog'));
  folder.create(makeRecord(ID));
  appendRaw(join(folder.path, 'session_abcdefgh.jsonl'), '{"event_type":"decision","id":"dec_');
  folder.append(makeEvent(ID, 'whole'));
  folder.append(makeEvent(ID, 'whole, too'));
  const lines = linesOf(join(folder.path, 'session_abcdefgh.jsonl'));
  assert.deepEqual(
    [lines.length, readAll(folder, ID)],
    [4, { answers: ['whole', 'whole, too'], records: 1, skipped: 1 }],
  );
});

test('a line too long for any reader is refused', () => {
  const folder = openFolder(join(createTempFolder(), '.agentlog'));
  folder.create(makeRecord(ID));
  assert.throws(() => folder.append(makeEvent(ID, 'x'.repeat(1 << 20))), {
    code: 'AGENTLOG_STORE',
    message: /too long/,
  });
  folder.append(makeEvent(ID, '€'.repeat((1 << 20) - 200)));
  assert.deepEqual(readAll(folder, ID).skipped, 0);
});

test('more sessions than files held open are written all the same', () => {
  const folder = openFolder(join(createTempFolder(), '.agentlog'));
  const ids = Array.from({ length: 40 }, (_, i) => `sess_many${i}`);
  for (const id of ids) folder.create(makeRecord(id));
  for (let round = 0; round < 3; round += 1) for (const id of ids) folder.append(makeEvent(id));
  folder.close();
  assert.ok(ids.every((id) => readAll(folder, id).answers.length === 3));
});
