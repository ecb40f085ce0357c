// Drives `node --watch`: a run that ends well, a change, a run that fails, the end.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';

writeFileSync('settings.json', '{"size":1}');
const args = ['--watch-path=.', '--watch-preserve-output', 'watched.mjs'];
const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
let [out, err] = ['', ''];
child.stdout.on('data', (chunk) => {
  out += chunk;
  step();
});
child.stderr.on('data', (chunk) => {
  err += chunk;
  step();
});
let steps = 0;
function step() {
  if (steps === 0 && out.includes('Completed running')) {
    steps = 1;
    writeFileSync('settings.json', '{"size":2}');
  }
  if (steps === 1 && out.includes('Failed running')) {
    steps = 2;
    child.kill();
  }
}
child.on('close', (code, signal) => {
  const runs = out.split(/^(?=Restarting )/m).length;
  console.log([...new Set(out.split('\n'))].join('\n'), runs > 1, code, signal);
  console.error([...new Set(err.split('\n'))].join('\n'));
});
