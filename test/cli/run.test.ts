import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { agentlog, CLI, makeFolder, readEvents, runProcess } from './agentlog.ts';

const node = process.execPath;

test('run passes random bytes through on both streams, byte for byte and apart', async (t) => {
  const cwd = makeFolder(t);
  const [out, err] = [randomBytes(3_000_001), randomBytes(300_001)];
  writeFileSync(join(cwd, 'out'), out);
  writeFileSync(join(cwd, 'err'), err);
  const result = await runProcess(
    'sh',
    ['-c', `"$0" "$1" run -- sh -c 'cat out; cat err >&2' 2>got`, node, CLI],
    {
      cwd,
    },
  );
  assert.ok(result.stdout.equals(out));
  const same = await runProcess('cmp', ['err', 'got'], { cwd });
  assert.deepEqual([result.exitCode, same.exitCode], [0, 0]);
});

test('run passes 100 MB through and records the ends', async (t) => {
  const cwd = makeFolder(t);
  const line = `"$0" "$1" run -- head -c 100000000 /dev/zero | wc -c`;
  const result = await runProcess('sh', ['-c', line, node, CLI], { cwd });
  assert.equal(result.stdout.toString().trim(), '100000000');
  assert.deepEqual(readEvents(cwd)[0]?.truncated, { stdout: 100_000_000 });
});

for (const code of [0, 1, 2, 42, 127, 255]) {
  test(`run ends with exit code ${code} where the command does`, async (t) => {
    const cwd = makeFolder(t);
    const { exitCode, signal, stderr } = await agentlog(['run', 'sh', '-c', `exit ${code}`], { cwd });
    assert.deepEqual({ exitCode, signal, stderr }, { exitCode: code, signal: null, stderr: '' });
    assert.equal(readEvents(cwd)[0]?.exit_code, code);
  });
}

const ENDS: readonly NodeJS.Signals[] = [
  'SIGHUP',
  'SIGINT',
  'SIGQUIT',
  'SIGABRT',
  'SIGKILL',
  'SIGUSR1',
  'SIGSEGV',
  'SIGUSR2',
  'SIGPIPE',
  'SIGALRM',
  'SIGTERM',
];
for (const signal of ENDS) {
  test(`run ends by ${signal} where the command does`, async (t) => {
    const cwd = makeFolder(t);
    const command = ['run', '--', 'sh', '-c', `ulimit -c 0; kill -${signal.slice(3)} $$`];
    const result = await agentlog(command, { cwd });
    assert.deepEqual([result.exitCode, result.signal, result.stderr], [null, signal, '']);
    const { exit_code, signal: recorded } = readEvents(cwd)[0] ?? {};
    assert.deepEqual([exit_code, recorded], [128 + constants.signals[signal], signal]);
  });
}

const FORWARDED: readonly NodeJS.Signals[] = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGTERM'];
for (const signal of FORWARDED) {
  test(`run passes ${signal} on to the command and lives until the command ends`, async (t) => {
    const cwd = makeFolder(t);
    const script = `process.on('${signal}', () => { console.log('got it'); process.exit(7); });
      setInterval(() => {}, 1000); console.log('ready');`;
    const { exitCode, stdout, stderr } = await agentlog(['run', node, '-e', script], {
      cwd,
      onStart: (child) => child.stdout?.once('data', () => child.kill(signal)),
    });
    assert.deepEqual([exitCode, stdout.toString(), stderr], [7, 'ready\ngot it\n', '']);
  });
}

test('run gives the command its own stdin', async (t) => {
  const input = randomBytes(200_000);
  const { stdout } = await agentlog(['run', 'cat'], { cwd: makeFolder(t), input });
  assert.ok(stdout.equals(input));
});

test('run meets a closed pipe as the command would, and says nothing', async (t) => {
  const cwd = makeFolder(t);
  const line = `{ "$0" "$1" run yes; echo "status $?" >&2; } | head -1`;
  const { stdout, stderr } = await runProcess('bash', ['-c', line, node, CLI], { cwd });
  assert.deepEqual([stdout.toString(), stderr], ['y\n', 'status 141\n']);
});

for (const stream of ['stdout', 'stderr'] as const) {
  test(`run loses nothing of 5 MB that a Node program wrote to ${stream} before process.exit`, async (t) => {
    const script = `for (let i = 0; i < 5; i += 1) process.${stream}.write('x'.repeat(1e6)); process.exit(3)`;
    const result = await agentlog(['run', node, '-e', script], { cwd: makeFolder(t) });
    assert.deepEqual([result[stream].length, result.exitCode], [5_000_000, 3]);
  });
}

test('run returns at once while a background process still writes, and that process meets no closed pipe', async (t) => {
  const cwd = makeFolder(t);
  const script = '(while [ ! -e go ]; do sleep 0.05; done; echo late; echo done > done) & echo early';
  const result = await agentlog(['run', 'sh', '-c', script], {
    cwd,
    onStart: (child) => child.on('exit', () => writeFileSync(join(cwd, 'go'), '')),
  });
  assert.deepEqual([result.stdout.toString(), result.stderr, result.exitCode], ['early\nlate\n', '', 0]);
  assert.equal(readEvents(cwd)[0]?.stdout, 'early\n');
});

test('run lets the command open /dev/stdout and /dev/stderr', async (t) => {
  const script = 'echo out > /dev/stdout; echo err > /dev/stderr';
  const { stdout, stderr } = await agentlog(['run', 'sh', '-c', script], { cwd: makeFolder(t) });
  assert.deepEqual([stdout.toString(), stderr], ['out\n', 'err\n']);
});

test('run works without mkfifo', async (t) => {
  const cwd = makeFolder(t);
  const result = await agentlog(['run', '/bin/sh', '-c', 'echo out; echo err >&2; exit 4'], {
    cwd,
    env: { PATH: join(cwd, 'nowhere') },
  });
  assert.deepEqual([result.stdout.toString(), result.stderr, result.exitCode], ['out\n', 'err\n', 4]);
});

test('run says in one line that a command is not found, and records it', async (t) => {
  const cwd = makeFolder(t);
  const { exitCode, stderr } = await agentlog(['run', 'no-such-command'], { cwd });
  assert.deepEqual([exitCode, stderr], [127, 'agentlog: no-such-command: command not found\n']);
  assert.equal(readEvents(cwd)[0]?.error, 'no-such-command: command not found');
});

test('run says in one line that a file cannot be executed', async (t) => {
  const cwd = makeFolder(t);
  writeFileSync(join(cwd, 'plain'), '');
  const { exitCode, stderr } = await agentlog(['run', './plain'], { cwd });
  assert.deepEqual([exitCode, stderr], [126, 'agentlog: ./plain: permission denied\n']);
});

test('run leaves the flags behind the command to the command', async (t) => {
  const cwd = makeFolder(t);
  const print = [node, '-p', 'JSON.stringify(process.argv.slice(1))', '--', '--help', '--json'];
  for (const front of [['run'], ['run', '--'], ['run', '--name', 'args'], ['run', '--name=args', '--']]) {
    const { stdout } = await agentlog([...front, ...print], { cwd });
    assert.equal(stdout.toString(), '["--help","--json"]\n');
  }
  assert.deepEqual(readEvents(cwd).filter((event) => event.tool === 'args').length, 2);
});

test('run keeps NODE_OPTIONS and logs from a subfolder into the folder above', async (t) => {
  const cwd = makeFolder(t);
  mkdirSync(join(cwd, '.agentlog'), { mode: 0o700 });
  mkdirSync(join(cwd, 'sub', 'deep'), { recursive: true });
  const script =
    'console.log(process.env.NODE_OPTIONS.endsWith(" --title=kept"), process.title, process.env.AGENTLOG_DIR)';
  const { stdout } = await agentlog(['run', node, '-e', script], {
    cwd: join(cwd, 'sub', 'deep'),
    env: { NODE_OPTIONS: '--title=kept' },
  });
  assert.equal(stdout.toString(), `true kept ${join(cwd, '.agentlog')}\n`);
  assert.equal(readEvents(cwd).length, 1);
});

test('run records one tool_output with its fields in order', async (t) => {
  const cwd = makeFolder(t);
  await agentlog(['run', '--name', 'tests', 'sh', '-c', 'echo out; echo err >&2; exit 5'], { cwd });
  const events = readEvents(cwd);
  assert.equal(events.length, 1);
  assert.deepEqual(Object.keys(events[0] ?? {}), [
    ...['event_type', 'id', 'session_id', 'ts', 'call_id'],
    ...['tool', 'stdout', 'stderr', 'exit_code', 'duration_ms'],
  ]);
  const { tool, stdout, stderr, exit_code } = events[0] ?? {};
  assert.deepEqual(
    { tool, stdout, stderr, exit_code },
    { tool: 'tests', stdout: 'out\n', stderr: 'err\n', exit_code: 5 },
  );
});

test('run prints after a failed command the failures that were recorded meanwhile', async (t) => {
  const cwd = makeFolder(t);
  const failure = {
    event_type: 'failure',
    id: 'fail_1',
    session_id: '$S',
    ts: 1,
    error: { type: 'TypeError', msg: 'no' },
    location: { file: 'a.js', line: 3, function: 'f' },
    locals: { x: { t: 'null', v: null } },
  };
  writeFileSync(join(cwd, 'line'), JSON.stringify(failure));
  const script = `sed "s/[$]S/$AGENTLOG_SESSION/" line >> .agentlog/session_\${AGENTLOG_SESSION#sess_}.jsonl; echo >> .agentlog/session_\${AGENTLOG_SESSION#sess_}.jsonl`;
  const failed = await agentlog(['run', 'sh', '-c', `${script}; exit 1`], { cwd });
  assert.equal(failed.stderr, 'agentlog: TypeError: no\n  at a.js:3 f\n  x = null\n');
  const passed = await agentlog(['run', 'sh', '-c', script], { cwd });
  assert.equal(passed.stderr, '');
});

test('run runs the command all the same where nothing can be recorded, and says so once', async (t) => {
  const cwd = makeFolder(t);
  writeFileSync(join(cwd, '.agentlog'), 'a file');
  const { exitCode, stdout, stderr } = await agentlog(['run', 'sh', '-c', 'echo hi; exit 9'], { cwd });
  assert.deepEqual([exitCode, stdout.toString(), stderr.split('\n').length], [9, 'hi\n', 2]);
  assert.match(stderr, /^agentlog: nothing is recorded: /);
});

test('run leaves a program that is called through a link at the place where it really lies', async (t) => {
  const cwd = makeFolder(t);
  mkdirSync(join(cwd, 'real'));
  mkdirSync(join(cwd, 'bin'));
  writeFileSync(join(cwd, 'real/tool.cjs'), 'console.log(__filename)');
  symlinkSync('../real/tool.cjs', join(cwd, 'bin/tool.cjs'));
  const { stdout } = await agentlog(['run', node, 'bin/tool.cjs'], { cwd });
  assert.equal(stdout.toString(), `${join(cwd, 'real/tool.cjs')}\n`);
});

for (const [file, name] of [
  ['bun', 'Bun'],
  ['bunx', 'Bun'],
  ['deno', 'Deno'],
  ['constructor', undefined],
] as const) {
  test(`run ${name === undefined ? 'says nothing' : 'says why no failure is recorded'} where ${file} fails`, async (t) => {
    const cwd = makeFolder(t);
    writeFileSync(join(cwd, file), '#!/bin/sh\necho no >&2\nexit $1\n', { mode: 0o755 });
    const failed = await agentlog(['run', `./${file}`, '3'], { cwd });
    const passed = await agentlog(['run', `./${file}`, '0'], { cwd });
    const line = `agentlog: no failure is recorded: ${name} is not Node; import 'agentlog/register' records it, without variables\n`;
    assert.deepEqual(
      [failed.exitCode, failed.stderr, passed.exitCode, passed.stderr],
      [3, `no\n${name === undefined ? '' : line}`, 0, 'no\n'],
    );
  });
}
