import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { agentlog, makeFolder } from './agentlog.ts';
import { appendLines, recordOf } from './store-lines.ts';

const DAY = 86_400;

/** A store with sessions that were written to so many days ago, each of 10 KB or so. */
function storeOf(t: { after(fn: () => void): void }, days: readonly number[]): string {
  const cwd = makeFolder(t);
  for (const age of days) {
    const id = `sess_day${age}`.replace('.', '_');
    appendLines(cwd, id, recordOf(id, { task: 'x'.repeat(9850) }));
    const time = Date.now() / 1000 - age * DAY;
    utimesSync(join(cwd, '.agentlog', `session_${id.slice(5)}.jsonl`), time, time);
  }
  return cwd;
}

const left = (cwd: string): string =>
  readdirSync(join(cwd, '.agentlog'))
    .filter((name) => name.startsWith('session_'))
    .map((name) => name.slice('session_day'.length, -'.jsonl'.length))
    .sort((a, b) => Number(b) - Number(a))
    .join(' ');

const prune = async (cwd: string, ...args: string[]) => {
  const { exitCode, stdout, stderr } = await agentlog(['prune', ...args], { cwd });
  assert.deepEqual([exitCode, stderr], [0, '']);
  return stdout.toString();
};

const CASES: readonly (readonly [args: string, left: string])[] = [
  ['--keep 2', '20 10'],
  ['--keep 9', '100 50 30 20 10'],
  ['--older 25d', '20 10'],
  ['--older 4w', '20 10'],
  ['--older 2000h', '50 30 20 10'],
  ['--max-size 35KB', '30 20 10'],
  ['--max-size 1GB', '100 50 30 20 10'],
  ['--max-size 0', ''],
  ['--keep 4 --older 40d', '30 20 10'],
];
for (const [args, expected] of CASES) {
  test(`prune ${args} leaves the sessions of ${expected || 'no'} days ago`, async (t) => {
    const cwd = storeOf(t, [100, 50, 30, 20, 10]);
    await prune(cwd, ...args.split(' '));
    assert.equal(left(cwd), expected);
  });
}

test('prune says what it removed, the oldest first, and what is left', async (t) => {
  const cwd = storeOf(t, [100, 50, 30]);
  assert.equal(
    await prune(cwd, '--keep', '1'),
    'removed sess_day100, 100 d ago, 10 KB\nremoved sess_day50, 50 d ago, 10 KB\nremoved 2 sessions, 20 KB; 1 left, 10 KB\n',
  );
  assert.equal(await prune(cwd, '--keep', '1'), 'nothing to remove\n');
  const many = storeOf(
    t,
    Array.from({ length: 30 }, (_, i) => i + 1),
  );
  const lines = (await prune(many, '--older', '12h')).trim().split('\n');
  assert.deepEqual(
    [lines.length, lines.at(-2), lines.at(-1)],
    [22, '… and 10 more', 'removed 30 sessions, 299 KB; 0 left, 0 B'],
  );
});

test('prune never removes a current session, of any agent, nor one that was written to just now', async (t) => {
  const cwd = storeOf(t, [100, 50, 30, 0]);
  writeFileSync(join(cwd, '.agentlog', 'current'), 'sess_day100\n');
  writeFileSync(join(cwd, '.agentlog', 'current_agentname'), 'sess_day50\n');
  await prune(cwd, '--max-size', '0', '--older', '1s', '--keep', '1');
  assert.equal(left(cwd), '100 50 0');
  const { exitCode } = await agentlog(['prune', '--older', '60d'], {
    cwd,
    env: { AGENTLOG_SESSION: 'sess_day100' },
  });
  assert.deepEqual([exitCode, left(cwd)], [0, '100 50 0']);
});

test('prune removes what is kept for a session in the store’s own folders, follows no link and touches nothing else', async (t) => {
  const cwd = storeOf(t, [100, 50]);
  const store = join(cwd, '.agentlog');
  const outside = makeFolder(t);
  writeFileSync(join(outside, 'precious'), 'x');
  mkdirSync(join(outside, 'day100'));
  mkdirSync(join(store, 'git', 'day100', 'objects'), { recursive: true });
  writeFileSync(join(store, 'git', 'day100', 'objects', 'x'), 'x');
  symlinkSync(outside, join(store, 'git', 'day100', 'link'));
  symlinkSync(outside, join(store, 'linked'));
  mkdirSync(join(store, 'git', 'day50'));
  symlinkSync(join(outside, 'precious'), join(store, 'session_linked.jsonl'));
  await prune(cwd, '--older', '60d');
  assert.deepEqual(readdirSync(join(store, 'git')), ['day50']);
  assert.deepEqual(readdirSync(outside).sort(), ['day100', 'precious']);
  assert.ok(
    existsSync(join(store, 'session_linked.jsonl')) && existsSync(join(store, 'session_day50.jsonl')),
  );
});

test('prune without a limit and with one that means nothing is wrong usage and removes nothing', async (t) => {
  const cwd = storeOf(t, [100]);
  for (const args of [
    [],
    ['--keep', '0'],
    ['--keep', 'x'],
    ['--older', '7'],
    ['--max-size', '1XB'],
    ['--keep', '1', 'x'],
  ]) {
    const { exitCode, stderr } = await agentlog(['prune', ...args], { cwd });
    assert.equal(exitCode, 2, args.join(' '));
    assert.match(stderr, /^agentlog: .*\n$/);
  }
  assert.equal(left(cwd), '100');
  assert.equal(await prune(makeFolder(t), '--keep', '1'), 'nothing to remove\n');
});
