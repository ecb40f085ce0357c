import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { CLI, makeFolder, runProcess } from './agentlog.ts';

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
