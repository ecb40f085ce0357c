import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { agentlog, CLI, makeFolder, readEvents, runProcess } from './agentlog.ts';

const hasPython = spawnSync('python3', ['--version']).status === 0;

/** Runs its arguments in a terminal of their own, presses Ctrl-C at the word "ready", prints what came and how it ended. */
const IN_TERMINAL = `
import os, pty, sys
pid, fd = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
seen, pressed = b'', False
while True:
    try:
        data = os.read(fd, 1000)
    except OSError:
        break
    if not data:
        break
    seen += data
    if b'ready' in seen and not pressed:
        pressed = True
        os.write(fd, b'\\x03')
status = os.waitpid(pid, 0)[1]
print(os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status), seen.decode().split())
`;

test('Ctrl-C reaches the command once, and run ends as the command does', { skip: !hasPython }, async (t) => {
  const script = `let count = 0; process.on('SIGINT', () => { count += 1;
    setTimeout(() => { console.log('count', count); process.exit(5); }, 300); });
    setInterval(() => {}, 1000); console.log('ready');`;
  const command = [process.execPath, CLI, 'run', process.execPath, '-e', script];
  const { stdout } = await runProcess('python3', ['-c', IN_TERMINAL, ...command], { cwd: makeFolder(t) });
  assert.equal(stdout.toString(), "5 ['ready', '^Ccount', '1']\n");
});

test('Ctrl-C that ends the command ends run by SIGINT', { skip: !hasPython }, async (t) => {
  const command = [process.execPath, CLI, 'run', 'sh', '-c', 'echo ready; sleep 10'];
  const { stdout } = await runProcess('python3', ['-c', IN_TERMINAL, ...command], { cwd: makeFolder(t) });
  assert.equal(stdout.toString(), "2 ['ready', '^C']\n");
});

test('run --tty hands the terminal to the command, and records its end without its output', {
  skip: !hasPython,
}, async (t) => {
  const cwd = makeFolder(t);
  const script = 'console.log("here", process.stdin.isTTY, process.stdout.isTTY, process.stderr.isTTY)';
  const command = [
    process.execPath,
    CLI,
    'run',
    '--tty',
    '--name',
    'edit',
    process.execPath,
    '-e',
    `${script}; process.exit(3)`,
  ];
  const { stdout } = await runProcess('python3', ['-c', IN_TERMINAL, ...command], {
    cwd,
    env: { NO_COLOR: '1' },
  });
  assert.match(stdout.toString(), /^3 \['here', 'true', 'true', 'true'/);
  const [{ tool, stdout: out, stderr, exit_code } = {}] = readEvents(cwd);
  assert.deepEqual({ tool, out, stderr, exit_code }, { tool: 'edit', out: '', stderr: '', exit_code: 3 });
});

test('run --tty passes Ctrl-C and a signal on once, and ends as the command does', {
  skip: !hasPython,
}, async (t) => {
  const cwd = makeFolder(t);
  const command = [process.execPath, CLI, 'run', '--tty', 'sh', '-c', 'echo ready; sleep 10'];
  const { stdout } = await runProcess('python3', ['-c', IN_TERMINAL, ...command], { cwd });
  assert.equal(stdout.toString(), "2 ['ready', '^C']\n");
  assert.equal(readEvents(cwd)[0]?.signal, 'SIGINT');
});

test('run --tty works without a terminal: bytes, exit code and failures are as they are', async (t) => {
  const cwd = makeFolder(t);
  const script = 'function f(x) { return x.y } process.stdout.write(Buffer.from([255, 0])); f(null)';
  const { exitCode, stdout, stderr } = await agentlog(['run', '--tty', process.execPath, '-e', script], {
    cwd,
  });
  assert.deepEqual([exitCode, [...stdout]], [1, [255, 0]]);
  assert.match(stderr, /\nagentlog: TypeError: .*\n {2}at \[eval\]:1 f\n {2}x = null\n$/);
  const output = readEvents(cwd).find(({ event_type }) => event_type === 'tool_output');
  assert.deepEqual([output?.stdout, output?.stderr, output?.exit_code], ['', '', 1]);
});

test('run --tty says that a command is not found', async (t) => {
  const { exitCode, stderr } = await agentlog(['run', '--tty', 'no-such-command'], { cwd: makeFolder(t) });
  assert.deepEqual([exitCode, stderr], [127, 'agentlog: no-such-command: command not found\n']);
});

for (const flags of [[], ['--tty']]) {
  test(`run ${flags.join(' ')} works in the background of a terminal`, { skip: !hasPython }, async (t) => {
    const cwd = makeFolder(t);
    const line = `"$0" "$1" run ${flags.join(' ')} sh -c 'echo here; exit 3' & wait $!; echo status $?`;
    const { stdout } = await runProcess(
      'python3',
      ['-c', IN_TERMINAL, 'bash', '-mc', line, process.execPath, CLI],
      { cwd },
    );
    assert.match(stdout.toString(), /^0 \['here', .*'status', '3'\]\n$/);
    const [{ exit_code, stdout: recorded } = {}] = readEvents(cwd);
    assert.deepEqual([exit_code, recorded], [3, flags.length === 0 ? 'here\n' : '']);
  });
}
