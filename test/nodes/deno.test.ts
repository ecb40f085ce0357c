import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readEvents } from '../cli/agentlog.ts';
import { testOtherRuntime } from './other-runtime.ts';
import { run, testRuntime } from './programs.ts';

const { project, cli } = testOtherRuntime({
  name: 'Deno',
  flags: ['run', '--allow-all'],
  isDeafToRejections: false,
  withoutFrames: (stderr) => stderr,
});

const may = (...names: string[]): string[] => [
  testRuntime,
  'run',
  ...names.map((name) => `--allow-${name}`),
  'recorded.ts',
];
const store = join(project, '.agentlog');

function hasFailure(): boolean {
  return existsSync(store) && readEvents(project).some(({ event_type }) => event_type === 'failure');
}

/** What is said on stderr, before the program's own report, where Deno may do only so much. */
const LINES: readonly (readonly [permissions: readonly string[], line: RegExp])[] = [
  [[], /^$/],
  [['env=AGENTLOG'], /^agentlog: nothing is recorded: Requires env access to "AGENTLOG_CAPTURE", .*\n$/],
  [['env'], /^agentlog: nothing is recorded: Requires read access to ".*recording\.cjs", .*\n$/],
  [['env', 'read'], /^agentlog: 1 event could not be written .*Requires write access to .*\n$/],
  [['env', 'read', 'write'], /^agentlog: 1 event could not be written .*Requires sys access to "uid", .*\n$/],
  [['env', 'read', 'write', 'sys'], /^$/],
];
for (const [permissions, line] of LINES) {
  const allowed = permissions.length === 0 ? 'nothing' : permissions.join(', ');
  test(`a program that Deno allows ${allowed} does what it does without agentlog`, async () => {
    rmSync(store, { recursive: true, force: true });
    const bare = await run(may(...permissions), project);
    const on = await run(may(...permissions), project, { AGENTLOG: 'true' });
    assert.ok(on.stderr.endsWith(bare.stderr));
    assert.match(on.stderr.slice(0, -bare.stderr.length), line);
    assert.deepEqual({ ...on, stderr: '' }, { ...bare, stderr: '' });
    assert.deepEqual([bare.exitCode, bare.stdout], [1, 'before\n']);
    assert.equal(hasFailure(), permissions.includes('sys'));
  });
}

test('a program that Deno allows nothing runs under run as without', async () => {
  const command = [testRuntime, 'run', 'crash.mjs'];
  const bare = await run(command, project);
  const recorded = await run([...cli, 'run', '--', ...command], project);
  assert.ok(recorded.stderr.startsWith(bare.stderr));
  assert.deepEqual({ ...recorded, stderr: '' }, { ...bare, stderr: '' });
});
