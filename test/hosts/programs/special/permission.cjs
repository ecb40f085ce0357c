// Run under the permission model: what it may not do is refused, and it says so.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const { Worker } = require('node:worker_threads');

console.log(process.permission.has('fs.read', __filename), process.permission.has('fs.write', '/nowhere'), process.permission.has('child'));
for (const attempt of [
  () => fs.writeFileSync('/nowhere/at/all', ''),
  () => spawnSync('true'),
  () => new Worker('1', { eval: true }),
]) {
  try {
    attempt();
  } catch (error) {
    console.log(error.code, error.permission ?? '');
  }
}
function store(entry) {
  const { path, text } = entry;
  fs.writeFileSync(path, text);
}
store({ path: '/nowhere/at/all', text: 'x' });
