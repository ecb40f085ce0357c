import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CLI, type Result, readEvents, runProcess } from '../cli/agentlog.ts';
import { crashesIn, makeStore, prepare, SHOWN, sh, shown, WAYS } from './shell.ts';

interface Surroundings {
  readonly title: string;
  /** A line of shell, in which `RECORDED` runs a recorded program. */
  readonly line: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Nothing can be shown. */
  readonly silent?: boolean;
}

const MANY = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`MANY_${i}`, `${i}`]));

/** What a program may meet that is no reason to behave differently. */
const SURROUNDINGS: readonly Surroundings[] = [
  { title: 'nothing special', line: 'RECORDED probe.mjs' },
  { title: 'stdout closed', line: 'RECORDED probe.mjs >&-' },
  { title: 'stderr closed', line: 'RECORDED probe.mjs 2>&-', silent: true },
  { title: 'stdin closed', line: 'RECORDED probe.mjs <&-' },
  { title: 'all three closed', line: 'RECORDED probe.mjs <&- >&- 2>&-', silent: true },
  { title: 'a reader that goes away', line: 'RECORDED probe.mjs | head -1' },
  {
    title: 'a working directory that was removed',
    line: 'mkdir gone; cd gone; rmdir ../gone; RECORDED "$HERE/probe.mjs"',
  },
  { title: 'HOME unset', line: 'unset HOME; RECORDED probe.mjs' },
  { title: 'PATH empty', line: 'PATH=; export PATH; RECORDED probe.mjs' },
  { title: 'PATH unset', line: 'unset PATH; RECORDED probe.mjs' },
  { title: 'TMPDIR nowhere', line: 'TMPDIR=/nowhere; export TMPDIR; RECORDED probe.mjs' },
  { title: '10,000 variables', line: 'RECORDED probe.mjs', env: MANY },
  {
    title: 'arguments with newlines, quotes and control characters',
    line: `RECORDED probe.mjs "$ARGUMENT" '' '$HOME' '\\' --help -- -x`,
    env: { ARGUMENT: `a\n"b"\u001b[2J\u0007\u0001\t'c'\\` },
  },
  {
    title: '--require in NODE_OPTIONS',
    line: 'RECORDED probe.mjs',
    env: { NODE_OPTIONS: '--require ./required.cjs' },
  },
  {
    title: 'more in NODE_OPTIONS',
    line: 'RECORDED probe.mjs',
    env: { NODE_OPTIONS: '--max-old-space-size=200   --require "./required.cjs" --no-warnings' },
  },
  { title: 'an AGENTLOG of another value', line: 'RECORDED probe.mjs', env: { AGENTLOG: 'maybe' } },
  {
    title: 'empty variables',
    line: 'RECORDED probe.mjs',
    env: { AGENTLOG_DIR: '', AGENTLOG_SESSION: '', AGENTLOG_CAPTURE: '' },
  },
  { title: 'env called twice', line: 'eval "$("$NODE" "$CLI" env)"; RECORDED probe.mjs' },
];

for (const { title, line, env = {}, silent = false } of SURROUNDINGS) {
  test(`with ${title}, a recorded program does what it does without, and its crash is recorded`, async (t) => {
    const cwd = prepare(t);
    const bare = await sh(WAYS.bare(line), { cwd, env });
    for (const way of ['run', 'env'] as const) {
      makeStore(cwd);
      const result = await sh(WAYS[way](line), { cwd, env });
      const added = way === 'run' && !silent ? SHOWN : '';
      assert.deepEqual({ way, ...shown(result) }, { way, ...shown(bare), stderr: bare.stderr + added });
      assert.deepEqual([way, crashesIn(cwd)], [way, [{ id: 7 }]]);
    }
  });
}

test('a run within a run records both, and shows and records the failure once', async (t) => {
  const cwd = prepare(t);
  makeStore(cwd);
  const bare = await sh('"$NODE" probe.mjs', { cwd });
  const result = await sh('"$NODE" "$CLI" run -- "$NODE" "$CLI" run -- "$NODE" probe.mjs', { cwd });
  assert.deepEqual(shown(result), { ...shown(bare), stderr: bare.stderr + SHOWN });
  const events = readEvents(cwd);
  assert.deepEqual(
    [events.map(({ event_type }) => event_type), crashesIn(cwd)],
    [['failure', 'tool_output', 'tool_output'], [{ id: 7 }]],
  );
  assert.equal(new Set(events.map(({ session_id }) => session_id)).size, 1);
});

for (const shell of ['sh', 'bash', 'dash', 'zsh', 'ksh', 'busybox sh']) {
  test(`eval "$(agentlog env)" records what ${shell} starts afterwards`, async (t) => {
    const cwd = prepare(t);
    const [file = shell, ...args] = shell.split(' ');
    const line = 'eval "$("$NODE" "$CLI" env)" && eval "$("$NODE" "$CLI" env)" && exec "$NODE" probe.mjs';
    const env = { NODE: process.execPath, CLI };
    const result = await runProcess(file, [...args, '-c', line], { cwd, env }).catch(
      (error: NodeJS.ErrnoException) => error,
    );
    if ('code' in result && result.code === 'ENOENT') return t.skip(`there is no ${shell} here`);
    assert.deepEqual([(result as Result).exitCode, crashesIn(cwd)], [1, [{ id: 7 }]]);
  });
}
