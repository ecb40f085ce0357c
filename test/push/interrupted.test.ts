import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openMarks } from '../../src/push/marks.ts';
import { type PushTarget, pushFolder } from '../../src/push/push-folder.ts';
import { openFolder } from '../../src/store/folder/folder.ts';
import { makeFolder } from '../cli/agentlog.ts';
import { appendText, eventLine, pathOf, writeSession } from './d1-folder.ts';
import { newId, openPushWorld, push } from './push-world.ts';

const { d1, byBinding, compare } = await openPushWorld();

test('what a database has lost is sent again, as the marks of sessions that it does not know are void', async (t) => {
  const cwd = makeFolder(t);
  const [kept, lost] = [newId(), newId()];
  writeSession(cwd, kept, 3);
  writeSession(cwd, lost, 4);
  const target = byBinding();
  await push(cwd, target);
  await d1.rows(`DELETE FROM events WHERE session_id = '${lost}'`);
  await d1.rows(`DELETE FROM agent_sessions WHERE session_id = '${lost}'`);
  assert.deepEqual(await push(cwd, target), { events: 4, sessions: 1, skipped: 0 });
  await compare(cwd, lost);
});

test('a push that ends between the confirmation and the mark is done again, and each row is there once', async (t) => {
  const cwd = makeFolder(t);
  const id = newId();
  writeSession(cwd, id, 20);
  const folder = openFolder(join(cwd, '.agentlog'));
  const target = byBinding();
  const marks = openMarks(folder.path, 'push_test');
  const dying = {
    ...marks,
    write: () => {
      throw new Error('killed');
    },
  };
  await assert.rejects(pushFolder({ folder, target, marks: dying }), /killed/);
  assert.deepEqual(await push(cwd, target), { events: 20, sessions: 1, skipped: 0 });
  await compare(cwd, id);
});

test('when the target fails, the error goes up and what was confirmed stays marked', async (t) => {
  const cwd = makeFolder(t);
  const id = newId();
  writeSession(cwd, id, 30);
  const target = byBinding();
  let writes = 0;
  const failing: PushTarget = {
    hasSessions: target.hasSessions,
    async write(batch) {
      writes += 1;
      if (writes > 2) throw new Error('no more');
      await target.write(batch);
    },
  };
  const limits = { maxBytes: 1e6, maxRows: 11 };
  await assert.rejects(push(cwd, failing, { limits }), /no more/);
  assert.deepEqual(await push(cwd, target), { events: 10, sessions: 1, skipped: 0 });
  await compare(cwd, id);
});

test('a signal ends a push between two requests', async (t) => {
  const cwd = makeFolder(t);
  const id = newId();
  writeSession(cwd, id, 30);
  const controller = new AbortController();
  const target = byBinding();
  const stopping = push(cwd, target, {
    limits: { maxBytes: 1e6, maxRows: 11 },
    signal: controller.signal,
    onProgress: () => controller.abort(),
  });
  await assert.rejects(stopping, { name: 'AbortError' });
  assert.deepEqual((await push(cwd, target)).events, 20);
});

test('a file that grows while it is read is pushed to where it ended, and one that is removed is no error', async (t) => {
  const cwd = makeFolder(t);
  const [growing, leaving] = [newId(), newId()];
  writeSession(cwd, growing, 10);
  writeSession(cwd, leaving, 10);
  const target = byBinding();
  const disturbing: PushTarget = {
    hasSessions: target.hasSessions,
    async write(batch) {
      appendText(cwd, growing, eventLine(growing));
      rmSync(pathOf(cwd, leaving), { force: true });
      await target.write(batch);
    },
  };
  const pushed = await push(cwd, disturbing, { limits: { maxBytes: 1e6, maxRows: 6 } });
  assert.equal(pushed.events, 10);
  await push(cwd, target);
  await compare(cwd, growing);
});

test('a file that cannot be read is told after the others were pushed', async (t) => {
  const cwd = makeFolder(t);
  const [bad, good] = [newId(), newId()];
  writeSession(cwd, bad, 2);
  writeSession(cwd, good, 3);
  const folder = openFolder(join(cwd, '.agentlog'));
  const target = byBinding();
  const broken = {
    ...folder,
    wholeEnd: (id: string) => {
      if (id === bad) throw new Error('input/output error');
      return folder.wholeEnd(id);
    },
  };
  const marks = openMarks(folder.path, 'push_test');
  await assert.rejects(pushFolder({ folder: broken, target, marks }), /input\/output error/);
  await compare(cwd, good);
  assert.deepEqual(await push(cwd, target), { events: 2, sessions: 1, skipped: 0 });
});
