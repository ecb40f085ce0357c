import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openFolder } from '../../src/store/folder/folder.ts';
import { tallySession } from '../../src/store/folder/tally-session.ts';
import type { Folder } from '../../src/store/folder/types.ts';
import { createTempFolder } from '../store/folder/fixtures.ts';

const PROGRAM = fileURLToPath(new URL('journal-child.js', import.meta.url));

interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string[];
  readonly stderr: string;
}

/** Runs the program with these steps under this environment alone. */
function run(cwd: string, steps: readonly string[], env: Record<string, string> = {}): Outcome {
  return outcomeOf(spawnSync(process.execPath, [PROGRAM, ...steps], { cwd, env, encoding: 'utf8' }));
}

function outcomeOf({
  status,
  stdout,
  stderr,
}: {
  status: number | null;
  stdout: string;
  stderr: string;
}): Outcome {
  return { exitCode: status, stdout: stdout.split('\n').filter((line) => line !== ''), stderr };
}

function outputsOf(folder: Folder, id: string): string[] {
  const outputs: string[] = [];
  for (const line of folder.read(id)) {
    if (line.kind === 'event' && line.event.event_type === 'tool_output') outputs.push(line.event.stdout);
  }
  return outputs;
}

test('a session is started in one process, written in others, from a subfolder too, and ended in the last', () => {
  const cwd = createTempFolder();
  mkdirSync(join(cwd, 'sub'));
  const [id = ''] = run(cwd, ['start', 'cursor', 'fix validation bug']).stdout;
  const seen = [
    run(cwd, ['write', 'one']),
    run(join(cwd, 'sub'), ['write', 'two', 'id']),
    run(cwd, ['end']),
    run(cwd, ['id']),
  ];
  const folder = openFolder(join(cwd, '.agentlog'));
  assert.deepEqual(
    seen.map(({ exitCode, stdout, stderr }) => [exitCode, stdout, stderr]),
    [
      [0, [], ''],
      [0, [id], ''],
      [0, [], ''],
      [0, ['undefined'], ''],
    ],
  );
  assert.deepEqual([folder.list(), outputsOf(folder, id)], [[id], ['one', 'two']]);
  assert.notEqual(tallySession(folder, id)?.record.end_ts, null);
});

test('the threads of a process write the session that the process opens by itself, whoever comes first', () => {
  for (const steps of [
    ['write', 'main', 'thread', 'thread'],
    ['thread', 'thread', 'write', 'main'],
    ['thread', 'thread', 'thread', 'thread'],
  ]) {
    const cwd = createTempFolder();
    const { stderr } = run(cwd, steps);
    const folder = openFolder(join(cwd, '.agentlog'));
    const [id = '', ...others] = folder.list();
    assert.deepEqual([others, outputsOf(folder, id).length, stderr], [[], 2, '']);
    assert.notEqual(tallySession(folder, id)?.record.end_ts, null);
  }
});

test('the threads of a process write the session that it started, also where AGENTLOG_SESSION names another', () => {
  const cwd = createTempFolder();
  const { stdout } = run(cwd, ['start', 'a', 'task', 'thread', 'text'], { AGENTLOG_SESSION: 'sess_another' });
  const folder = openFolder(join(cwd, '.agentlog'));
  assert.deepEqual([folder.list(), outputsOf(folder, stdout[0] ?? '')], [stdout, ['text']]);
});

test('16 processes that begin at once share the session that their agent names, and its record comes first', async () => {
  const cwd = createTempFolder();
  const env = { CODEX_THREAD_ID: 'thread' };
  const children = Array.from({ length: 16 }, () =>
    spawn(process.execPath, [PROGRAM, 'fill', '20'], { cwd, env }),
  );
  await Promise.all(children.map((child) => once(child, 'exit')));
  const folder = openFolder(join(cwd, '.agentlog'));
  const ids = folder.list();
  const kinds = [...folder.read(ids[0] ?? '')].map(({ kind }) => kind);
  assert.deepEqual([ids.length, kinds.length, kinds.lastIndexOf('session')], [1, 321, 0]);
});

test('an AGENTLOG_SESSION that no session can be called is told once, whatever the number of threads, and taken as unset', () => {
  const cwd = createTempFolder();
  const { exitCode, stderr } = run(cwd, ['write', 'a', 'thread', 'b', 'thread', 'c'], {
    AGENTLOG_SESSION: '../../x',
  });
  assert.deepEqual(
    [exitCode, stderr, openFolder(join(cwd, '.agentlog')).list().length],
    [0, 'agentlog: AGENTLOG_SESSION is "../../x", which is no session id: taken as unset\n', 1],
  );
});

const UNUSABLE: readonly (readonly [
  title: string,
  make: (cwd: string) => Record<string, string>,
  told: RegExp,
])[] = [
  [
    'a file',
    (cwd) => {
      writeFileSync(join(cwd, '.agentlog'), '');
      return {};
    },
    /^agentlog: 3 events could not be written: .* is not a folder: /,
  ],
  [
    'a link',
    (cwd) => {
      symlinkSync('/tmp', join(cwd, '.agentlog'));
      return {};
    },
    /^agentlog: 3 events could not be written: .* is a link: /,
  ],
  [
    'nowhere',
    () => ({ AGENTLOG_DIR: '/dev/null/a/b' }),
    /^agentlog: 3 events could not be written to \/dev\/null\/a\/b: ENOTDIR/,
  ],
  [
    'where nothing can be made',
    () => ({ AGENTLOG_DIR: '/proc/self/log' }),
    /^agentlog: 3 events could not be written to .*: E/,
  ],
];
for (const [title, make, told] of UNUSABLE) {
  test(`a store folder that is ${title} is told once, and the program is unharmed`, () => {
    const cwd = createTempFolder();
    const { exitCode, stdout, stderr } = run(
      cwd,
      ['write', 'a', 'write', 'b', 'write', 'c', 'id'],
      make(cwd),
    );
    assert.deepEqual([exitCode, stdout, stderr.split('\n').length], [0, ['undefined'], 2]);
    assert.match(stderr, told);
  });
}

/** What a full disk did: the losses were told once, and what was acknowledged is there. */
function assertFull(outcome: Outcome, path: string, code: string): void {
  const lost = Number(/^agentlog: (\d+) events could not be written to /.exec(outcome.stderr)?.[1]);
  const folder = openFolder(path);
  const [id = ''] = folder.list();
  assert.deepEqual([outcome.exitCode, outcome.stdout, outcome.stderr.split('\n').length], [0, [id], 2]);
  assert.match(outcome.stderr, new RegExp(`: ${code}: `));
  // The record that ends the session is among the lost lines.
  assert.ok(lost > 0 && outputsOf(folder, id).length >= 301 - lost, outcome.stderr);
}

test('a file that may not grow further (RLIMIT_FSIZE) loses events, is told once, and the program is unharmed', () => {
  const cwd = createTempFolder();
  const command = 'ulimit -f 64; exec "$0" "$@"';
  const args = ['-c', command, process.execPath, PROGRAM, 'fill', '300', 'id'];
  const outcome = outcomeOf(spawnSync('/bin/sh', args, { cwd, env: {}, encoding: 'utf8' }));
  assertFull(outcome, join(cwd, '.agentlog'), 'EFBIG');
});

test('a full disk (a tmpfs of 64 KiB) loses events, is told once, and the program is unharmed', (t) => {
  const cwd = createTempFolder();
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', cwd]).status !== 0) {
    t.skip('only a superuser can mount');
    return;
  }
  try {
    assertFull(run(cwd, ['fill', '300', 'id']), join(cwd, '.agentlog'), 'ENOSPC');
    const read = run(cwd, ['start', 'a', 'task', 'write', 'x']);
    assert.deepEqual([read.exitCode, read.stdout], [0, []]);
    rmSync(join(cwd, '.agentlog'), { recursive: true });
  } finally {
    spawnSync('umount', ['-l', cwd]);
  }
});

test('events are written again once the disk has room, on lines of their own', (t) => {
  const cwd = createTempFolder();
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', cwd]).status !== 0) {
    t.skip('only a superuser can mount');
    return;
  }
  try {
    writeFileSync(join(cwd, 'ballast'), 'x'.repeat(40_000));
    const command = '"$0" "$1" fill 100 >/dev/null 2>&1; rm ballast; exec "$0" "$1" write room';
    const env = { AGENTLOG_SESSION: 'sess_full' };
    spawnSync('/bin/sh', ['-c', command, process.execPath, PROGRAM], {
      cwd,
      env: { ...env, PATH: process.env.PATH ?? '' },
    });
    const outputs = outputsOf(openFolder(join(cwd, '.agentlog')), 'sess_full');
    assert.deepEqual([outputs.at(-1), outputs.length > 10], ['room', true]);
  } finally {
    spawnSync('umount', ['-l', cwd]);
  }
});

test('losses are told while the program still runs, and keep it from ending no moment longer', () => {
  const cwd = createTempFolder();
  writeFileSync(join(cwd, '.agentlog'), '');
  const { stderr } = run(cwd, ['write', 'a', 'wait', '2200', 'write', 'b']);
  assert.match(stderr, /^agentlog: 1 event could not be written: [^\n]*\n$/);
});
