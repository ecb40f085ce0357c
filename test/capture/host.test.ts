import assert from 'node:assert/strict';
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { root } from '../root.ts';

const folder = mkdtempSync(join(tmpdir(), 'agentlog-host-'));
after(() => rmSync(folder, { recursive: true }));
const node = process.env.AGENTLOG_TEST_NODE ?? process.execPath;
const preload = join(root, 'dist/preload.cjs');

interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(program: string, flags: readonly string[], env: Record<string, string>): Outcome {
  const args = [...flags, join(root, 'test/programs/host', program)];
  const result: SpawnSyncReturns<string> = spawnSync(node, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', ...env },
    timeout: 60_000,
  });
  return { code: result.status, signal: result.signal, stdout: result.stdout, stderr: result.stderr };
}

function recorded(program: string, flags: readonly string[] = []): Outcome {
  const env = {
    AGENTLOG: 'true',
    AGENTLOG_DIR: join(folder, '.agentlog'),
    NODE_OPTIONS: `--require "${preload}"`,
  };
  return run(program, flags, env);
}

function bare(program: string, flags: readonly string[] = []): Outcome {
  return run(program, flags, {});
}

const UNTOUCHED: readonly (readonly [title: string, program: string, flags?: readonly string[]])[] = [
  ['sees the same globals, modules, handlers, handles and descriptors', 'look-around.cjs'],
  ['gets no getter, trap or method of its values called', 'hostile-values.cjs'],
  ['debugs itself as before', 'own-debugger.cjs'],
  ['ends as soon as before', 'gone-quiet.cjs'],
];

for (const [title, program, flags] of UNTOUCHED) {
  test(`a recorded program ${title}`, () => {
    assert.deepEqual(recorded(program, flags), bare(program, flags));
  });
}

test('a program that is not recorded sees nothing of the file that NODE_OPTIONS names', () => {
  const off = run('look-around.cjs', [], { AGENTLOG: 'off', NODE_OPTIONS: `--require "${preload}"` });
  assert.deepEqual(off, bare('look-around.cjs'));
});

test('a recorded program that fills its heap dies at its own limit, not at the one that V8 gives a debugged one', () => {
  const flags = ['--max-old-space-size=60'];
  const ends = [bare('full-heap.cjs', flags), recorded('full-heap.cjs', flags)].map(
    ({ code, signal, stderr }) => ({
      code,
      signal,
      isFull: stderr.includes('JavaScript heap out of memory'),
      // The sizes that the collector last saw, in MB: "Mark-Compact 98.9 (101.2) -> …".
      isNearLimit: [...stderr.matchAll(/Mark-Compact (?:\(reduce\) )?([\d.]+) /g)].every(
        ([, megabytes]) => Number(megabytes) < 180,
      ),
    }),
  );
  assert.deepEqual(ends[1], ends[0]);
  assert.equal(ends[1]?.isNearLimit, true);
});

test('a program that is debugged over a port is left to its debugger', () => {
  const flags = ['--inspect=127.0.0.1:0'];
  const { code, stdout } = recorded('hostile-values.cjs', flags);
  assert.deepEqual({ code, stdout }, { code: 0, stdout: bare('hostile-values.cjs').stdout });
});
