import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { appendFileSync, cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { agentlog, CLI, makeFolder, readEvents, runProcess } from './agentlog.ts';

const text = async (args: readonly string[], cwd: string, env = {}): Promise<string> => {
  const { exitCode, stdout, stderr } = await agentlog(args, { cwd, env });
  assert.deepEqual([exitCode, stderr], [0, '']);
  return stdout.toString();
};

test('start, run, show, sessions and end work as one process a step, from a subfolder too', async (t) => {
  const cwd = makeFolder(t);
  mkdirSync(join(cwd, 'sub'));
  const id = await text(['start', 'cursor', 'fix validation bug'], cwd);
  assert.match(id, /^sess_[a-z2-7]{16}\n$/);
  await text(['run', 'echo', 'hi'], join(cwd, 'sub'));
  assert.match(
    await text(['show'], join(cwd, 'sub')),
    /^\S+Z tool_output echo hi: exit 0, \d+ ms\n {2}stdout:\n {4}hi\n$/,
  );
  assert.match(
    await text(['sessions'], cwd),
    /^sess_\w+ cursor \d+ s ago open tool_output=1 tokens=0 fix validation bug\n$/,
  );
  assert.equal(await text(['end'], cwd), '');
  assert.match(await text(['sessions'], cwd), / closed /);
  const [line] = (await text(['sessions', '--json'], cwd)).split('\n');
  const { session_id, events } = JSON.parse(line ?? '');
  assert.deepEqual([`${session_id}\n`, events], [id, { tool_output: 1 }]);
});

test('start names the agent that the environment shows, else the shell', async (t) => {
  const cwd = makeFolder(t);
  await text(['start', 'one'], cwd);
  await text(['start', 'two'], cwd, { CLAUDECODE: '1' });
  const names = (await text(['sessions'], cwd))
    .trim()
    .split('\n')
    .map((line) => line.split(' ')[1]);
  assert.deepEqual(names.sort(), ['claude', 'shell']);
});

test('end without a session and show without a store say so in one line', async (t) => {
  const cwd = makeFolder(t);
  for (const [verb, message] of [
    ['end', /no session is open here/],
    ['show', /nothing was recorded/],
  ] as const) {
    const { exitCode, stderr } = await agentlog([verb], { cwd });
    assert.equal(exitCode, 1);
    assert.match(stderr, message);
    assert.equal(stderr.split('\n').length, 2);
  }
  assert.equal(await text(['sessions'], cwd), '');
  assert.deepEqual(readdirSync(cwd), []);
});

test('show filters by type and session, counts from the end, and prints the stored lines as JSON', async (t) => {
  const cwd = makeFolder(t);
  const first = (await text(['start', 'a', 'one'], cwd)).trim();
  for (const word of ['1', '2', '3']) await text(['run', 'echo', word], cwd);
  await text(['end'], cwd);
  await text(['start', 'a', 'two'], cwd);
  await text(['run', 'echo', '4'], cwd);
  const tools = async (...args: string[]): Promise<unknown[]> => {
    const lines = (await text(['show', '--json', ...args], cwd)).trim().split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line).tool);
  };
  assert.deepEqual(await tools(), ['echo 4']);
  assert.deepEqual(await tools('failure'), []);
  assert.deepEqual(await tools('--session', first, '--last', '2'), ['echo 2', 'echo 3']);
  assert.deepEqual(await tools('--session', first, '--all', 'tool_output'), ['echo 1', 'echo 2', 'echo 3']);
  assert.deepEqual(await tools('--session', 'all', '--last', '2'), ['echo 3', 'echo 4']);
  const unknown = await agentlog(['show', '--session', 'sess_nobody'], { cwd });
  assert.equal(unknown.exitCode, 1);
  assert.match(unknown.stderr, /^agentlog: no session sess_nobody in .*\n$/);
});

test('show skips torn lines, counts them on stderr, and hides a secret that an older writer let through', async (t) => {
  const cwd = makeFolder(t);
  await text(['run', 'true'], cwd);
  const name = readdirSync(join(cwd, '.agentlog')).find((file) => file.startsWith('session_')) ?? '';
  const secret = `sk-${randomBytes(30).toString('hex')}`;
  const event = {
    ...readEvents(cwd)[0],
    stdout: `key ${secret}\u001b[2J`,
    password: 12345,
    event_type: 'tool_output',
  };
  appendFileSync(join(cwd, '.agentlog', name), `torn\n${JSON.stringify(event)}\n{"event_ty`);
  for (const flags of [[], ['--json']]) {
    const { exitCode, stdout, stderr } = await agentlog(['show', ...flags], { cwd });
    assert.equal(exitCode, 0);
    assert.match(stderr, /^agentlog: [12] lines? (was|were) skipped/);
    assert.ok(!stdout.includes(secret) && !stdout.includes('\u001b') && stdout.includes('***REDACTED***'));
    if (flags.length > 0) for (const line of stdout.toString().trim().split('\n')) JSON.parse(line);
  }
});

for (const name of ['plain', `a b'c"d$HOME\`id\` ünï`, 'new\nline']) {
  test(`env is safe under eval where agentlog lies in ${JSON.stringify(name)}`, async (t) => {
    const cwd = makeFolder(t);
    const home = join(cwd, name);
    cpSync(dirname(CLI), join(home, 'dist'), { recursive: true });
    cpSync(join(dirname(CLI), '..', 'package.json'), join(home, 'package.json'));
    const line =
      'eval "$("$0" "$1" env)" && eval "$("$0" "$1" env)" && "$0" -p process.env.AGENTLOG+process.title+process.env.NODE_OPTIONS';
    const env = { NODE_OPTIONS: '--title=kept' };
    const { stdout, stderr } = await runProcess(
      'sh',
      ['-c', line, process.execPath, join(home, 'dist', 'cli.js')],
      { cwd, env },
    );
    assert.equal(stderr, '');
    assert.match(stdout.toString(), /^truekept--require (?:.|\n)*preload\.cjs"? --title=kept\n$/);
    assert.equal(stdout.toString().split('--require').length, 2);
  });
}

test('env makes a relative AGENTLOG_DIR absolute, and leaves the folder open where none is set', async (t) => {
  const cwd = makeFolder(t);
  assert.ok(!(await text(['env'], cwd)).includes('AGENTLOG_DIR'));
  assert.ok(
    (await text(['env'], cwd, { AGENTLOG_DIR: 'log' })).includes(`AGENTLOG_DIR='${join(cwd, 'log')}'`),
  );
});

test('a store that is a link is refused by every verb that needs it', async (t) => {
  const cwd = makeFolder(t);
  mkdirSync(join(cwd, 'elsewhere'));
  symlinkSync(join(cwd, 'elsewhere'), join(cwd, '.agentlog'));
  for (const args of [['start', 'x'], ['end'], ['sessions'], ['show']]) {
    const { exitCode, stderr } = await agentlog(args, { cwd });
    assert.equal(exitCode, 1, args.join(' '));
    assert.match(stderr, /^agentlog: .*link/);
  }
});
