import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { agentlog, CLI, makeFolder, runProcess } from '../cli/agentlog.ts';
import { NO_NAMESPACE, openMountNamespace } from './mount-namespace.ts';
import { type Command, runBare, startObedient } from './obedient.ts';
import { idsOf, readIds, showArgs } from './stored-ids.ts';

const SESSION = 'sess_full';
const FILE = '.agentlog/session_full.jsonl';
const RECORDED = { AGENTLOG: 'true', AGENTLOG_SESSION: SESSION };
const TORN = /^agentlog: 1 line was skipped: torn, or not agentlog's\n$/;

/** Sets how large a file the process may make; what it may set itself stays unlimited. */
function limitFileSize(pid: number, bytes: number | 'unlimited'): void {
  const { status, stderr } = spawnSync('prlimit', [`--pid=${pid}`, `--fsize=${bytes}:`], {
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
}

// How much of the next line fits: nothing, its first byte, a part of its beginning, of its middle, all but its last bytes.
for (const fit of [0, 1, 20, 700, 'all but the end'] as const) {
  test(`a disk that is full after ${typeof fit === 'number' ? `${fit} bytes` : fit} of a line: what was written is whole, and recording goes on when there is room`, async (t) => {
    const cwd = makeFolder(t);
    const program = startObedient(t, { cwd, env: RECORDED });
    const commands: Command[] = [
      ['log', 8],
      ['output', 'x'.repeat(900)],
      ['output', 'y'.repeat(900)],
      ['log', 3],
      ['log', 8],
      ['fail', 'after'],
    ];
    const before = (await program.tell('log', 8)) as string[];
    const sizeBefore = statSync(join(cwd, FILE)).size;
    before.push((await program.tell('output', 'x'.repeat(900))) as string);
    const size = statSync(join(cwd, FILE)).size;
    // The next line is as long as the last, but for a digit of its time.
    limitFileSize(program.pid, size + (typeof fit === 'number' ? fit : size - sizeBefore - 20));
    assert.equal(await program.tell('output', 'y'.repeat(900)), '');
    assert.deepEqual(await program.tell('log', 3), ['', '', '']);
    const full = readFileSync(join(cwd, FILE));
    assert.deepEqual((await readIds(cwd, SESSION)).ids, before);

    limitFileSize(program.pid, 'unlimited');
    const after = (await program.tell('log', 8)) as string[];
    after.push((await program.tell('fail', 'after')) as string);
    const shown = await readIds(cwd, SESSION);
    assert.deepEqual(shown.ids, [...before, ...after]);
    if (fit !== 0) assert.match(shown.stderr, TORN);
    assert.ok(readFileSync(join(cwd, FILE)).subarray(0, full.length).equals(full));
    const { told, ...outcome } = await program.end();
    assert.deepEqual(outcome, await runBare(t, { cwd }, commands));
    assert.deepEqual(told.length, 1);
    assert.match(told[0] ?? '', /^agentlog: 4 events could not be written to .*: EFBIG: /);
  });
}

test('a line that a full disk tore is no harm to the line that another process writes behind it', async (t) => {
  const cwd = makeFolder(t);
  const [one, other] = [startObedient(t, { cwd, env: RECORDED }), startObedient(t, { cwd, env: RECORDED })];
  const ids = [...((await one.tell('log', 4)) as string[]), ...((await other.tell('log', 4)) as string[])];
  limitFileSize(one.pid, statSync(join(cwd, FILE)).size + 100);
  assert.equal(await one.tell('output', 'x'.repeat(900)), '');
  // This one does not know that the file ends in the middle of a line.
  ids.push(...((await other.tell('log', 4)) as string[]));
  limitFileSize(one.pid, 'unlimited');
  ids.push(...((await one.tell('log', 4)) as string[]));
  const shown = await readIds(cwd, SESSION);
  assert.deepEqual(shown.ids, ids);
  assert.match(shown.stderr, TORN);
  assert.deepEqual([(await one.end()).told.length, (await other.end()).told.length], [1, 0]);
});

test('sessions, threads and events that a full disk refuses are told in one line, with their number', async (t) => {
  const cwd = makeFolder(t);
  const commands: Command[] = [
    ['start', 'task'],
    ['log', 5],
    ['sessions', 4],
    ['threads', 3, 2],
    ['end'],
    ['log', 1],
  ];
  const front = ['sh', '-c', 'ulimit -S -f 0; exec "$@"', 'sh'];
  const program = startObedient(t, { cwd, front });
  for (const command of commands) await program.tell(...command);
  const { told, ...outcome } = await program.end();
  assert.deepEqual(outcome, await runBare(t, { cwd, front }, commands));
  assert.equal(told.length, 1, told.join('\n'));
  assert.match(
    told[0] ?? '',
    /^agentlog: no session could be started, and \d+ events could not be written to .*: EFBIG: /,
  );
});

test('on a full disk, agentlog start, decide and end each say in one line that nothing was written, and end with 1', async (t) => {
  const cwd = makeFolder(t);
  await agentlog(['start', 'task'], { cwd });

  for (const words of [['start', 'task'], ['decide', 'q', 'a'], ['end']]) {
    const line = `ulimit -f 0; exec "$0" "$@"`;
    const args = ['-c', line, process.execPath, CLI, ...words];
    const { exitCode, stdout, stderr } = await runProcess('sh', args, { cwd });
    assert.deepEqual([exitCode, stdout.toString()], [1, ''], words.join(' '));
    assert.match(stderr, /^agentlog: [^\n]*EFBIG: [^\n]*\n$/);
  }
});

test('a file system of 256 KiB runs full in the middle of a line, is given room, and runs full again', async (t) => {
  const space = await openMountNamespace(t);
  if (space === undefined) return t.skip(NO_NAMESPACE);
  const cwd = makeFolder(t);
  space.sh('mount -t tmpfs -o size=256k tmpfs "$0"; head -c 150000 /dev/zero >"$0/ballast"', cwd);
  const front = space.front(cwd);
  const program = startObedient(t, { cwd, front, env: RECORDED });
  const given = (await program.tell('log', 400, 190)) as string[];
  space.sh('rm "$0/ballast"', cwd);
  given.push(...((await program.tell('log', 40, 190)) as string[]));
  const isLate = given.slice(-40).every((id) => id !== '');
  given.push(...((await program.tell('log', 1200, 190)) as string[]));
  const lines = space.sh('cd "$0" && exec "$@"', cwd, process.execPath, CLI, ...showArgs(SESSION));
  assert.deepEqual(
    idsOf(lines),
    given.filter((id) => id !== ''),
  );
  assert.ok(isLate && given.includes(''));
  const { told, ...outcome } = await program.end();
  const commands: Command[] = [
    ['log', 400, 190],
    ['log', 40, 190],
    ['log', 1200, 190],
  ];
  assert.deepEqual(outcome, await runBare(t, { cwd }, commands));
  assert.equal(told.length, 1, told.join('\n'));
  assert.match(told[0] ?? '', /^agentlog: \d+ events could not be written to .*: ENOSPC: /);
});
