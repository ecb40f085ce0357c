import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { CLI, makeFolder } from '../cli/agentlog.ts';
import { testNode } from '../run-node.ts';
import { NO_NAMESPACE, openMountNamespace } from './mount-namespace.ts';
import { type Command, DOOR, runBare, startObedient } from './obedient.ts';
import { idsOf, readIds, showArgs } from './stored-ids.ts';

const SESSION = 'sess_lost';
const NAME = 'session_lost.jsonl';
const RECORDED = { AGENTLOG: 'true', AGENTLOG_SESSION: SESSION };
/** Longer than a look at the path is trusted. */
const LOOK: Command = ['wait', 80];
/** Longer than nothing is tried after an error that does not go away by itself. */
const RETRY: Command = ['wait', 1100];

test('the permission to write is taken away and given back: one line tells of the loss, and recording goes on', async (t) => {
  const cwd = makeFolder(t, 'agentlog');
  const store = join(cwd, '.agentlog');
  const isRoot = process.geteuid?.() === 0;
  const front = isRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
  if (isRoot) {
    const [file = '', ...args] = [...front, 'test', '-r'];
    // The superuser writes where nobody may; another user must be able to read the programs.
    for (const path of [testNode, DOOR])
      if (spawnSync(file, [...args, path]).status !== 0) return t.skip(`user 65534 cannot read ${path}`);
    chownSync(cwd, 65534, 65534);
  }
  const program = startObedient(t, { cwd, front, env: RECORDED });
  const before = (await program.tell('log', 4)) as string[];
  chmodSync(store, 0o500);
  chmodSync(join(store, NAME), 0o400);
  // The file is open still, and what was allowed once goes on; the session that begins now has none.
  const during = (await program.tell('log', 4)) as string[];
  const refused = await program.tell('sessions', 3);
  const started = await program.tell('start', 'task');
  chmodSync(store, 0o700);
  chmodSync(join(store, NAME), 0o600);
  await program.tell(...RETRY);
  const after = (await program.tell('log', 4)) as string[];
  const { told, ...seen } = await program.end();
  const ids = [...before, ...during, ...(refused as string[]), ...after];
  assert.deepEqual(
    idsOf(readFileSync(join(store, NAME), 'utf8')).filter((id) => id !== undefined),
    ids,
  );
  assert.deepEqual([started, ids.includes('')], ['', false]);
  const commands: Command[] = [['log', 4], ['log', 4], ['sessions', 3], ['start', 'task'], RETRY, ['log', 4]];
  assert.deepEqual(seen, await runBare(t, { cwd: makeFolder(t) }, commands));
  assert.equal(told.length, 1, told.join('\n'));
  assert.match(told[0] ?? '', /^agentlog: no session could be started: .*EACCES: /);
});

test('a file system that is mounted read-only, and later for writing: one line tells of the loss, and recording goes on', async (t) => {
  const space = await openMountNamespace(t);
  if (space === undefined) return t.skip(NO_NAMESPACE);
  const cwd = makeFolder(t);
  space.sh('mount -t tmpfs -o size=1m tmpfs "$0"', cwd);
  const show = (): string[] =>
    idsOf(space.sh('cd "$0" && exec "$@"', cwd, process.execPath, CLI, ...showArgs(SESSION)));
  const front = space.front(cwd);
  // A first program leaves the session behind; the kernel remounts no file system that somebody has open for writing.
  const first = startObedient(t, { cwd, front, env: RECORDED });
  const ids = (await first.tell('log', 4)) as string[];
  assert.throws(() => space.sh('mount -o remount,bind,ro "$0"', cwd), /busy/);
  assert.deepEqual((await first.end()).told, []);

  const program = startObedient(t, { cwd, front, env: RECORDED });
  await program.tell('wait', 1);
  space.sh('mount -o remount,bind,ro "$0"', cwd);
  const refused = [
    await program.tell('log', 4),
    await program.tell('sessions', 20),
    await program.tell('start', 'task'),
  ];
  assert.deepEqual(refused, [Array(4).fill(''), Array(20).fill(''), '']);
  assert.deepEqual(show(), ids);
  space.sh('mount -o remount,bind,rw "$0"', cwd);
  await program.tell(...RETRY);
  ids.push(...((await program.tell('log', 4)) as string[]));
  assert.deepEqual([show(), ids.includes('')], [ids, false]);
  const { told, ...seen } = await program.end();
  const commands: Command[] = [
    ['wait', 1],
    ['log', 4],
    ['sessions', 20],
    ['start', 'task'],
    RETRY,
    ['log', 4],
  ];
  assert.deepEqual(seen, await runBare(t, { cwd: makeFolder(t) }, commands));
  assert.equal(told.length, 1, told.join('\n'));
  assert.match(
    told[0] ?? '',
    /^agentlog: no session could be started, and \d+ events could not be written to .*: EROFS: /,
  );
});

test('another file system is mounted over the store while the program runs, and taken away again: the session goes on in each', async (t) => {
  const space = await openMountNamespace(t);
  if (space === undefined) return t.skip(NO_NAMESPACE);
  const cwd = makeFolder(t);
  const store = join(cwd, '.agentlog');
  const program = startObedient(t, { cwd, front: space.front(cwd), env: RECORDED });
  const below = (await program.tell('log', 4)) as string[];
  space.sh('mount -t tmpfs -o size=1m,mode=700 tmpfs "$0"', store);
  await program.tell(...LOOK);
  const above = (await program.tell('log', 4)) as string[];
  const seenAbove = space.sh('cat "$0"', join(store, NAME));
  space.sh('umount -l "$0"', store);
  await program.tell(...LOOK);
  below.push(...((await program.tell('log', 4)) as string[]));
  assert.deepEqual(
    above.filter((id) => !seenAbove.includes(id)),
    [],
  );
  assert.deepEqual([(await readIds(cwd, SESSION)).ids, (await program.end()).told], [below, []]);
});
