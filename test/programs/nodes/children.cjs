const { execFileSync, fork, spawnSync } = require('child_process');
if (process.argv[2] === 'fork') {
  process.on('message', (message) => {
    process.send({ got: message });
    process.disconnect();
    process.exitCode = 5;
  });
} else {
  console.log(execFileSync(process.execPath, ['-p', '6 * 7'], { encoding: 'utf8' }));
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, ['-e', 'null.x'], { encoding: 'utf8' });
  console.log(status, signal, stdout, stderr);
  const child = fork(__filename, ['fork']);
  child.on('message', (message) => console.log(message));
  child.on('exit', (code) => console.log('child ended with', code));
  child.send('hello');
}
