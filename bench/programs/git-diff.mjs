// Edits some files of a repository, then times one turn's diff, or one `git status`.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const { BENCH_FOLDER, BENCH_MODE, BENCH_CHANGED } = process.env;
process.chdir(BENCH_FOLDER);
const { logGitDiff } = await import('agentlog');

const status = () => spawnSync('git', ['status', '--porcelain']).status === 0;
const diff = () => logGitDiff() !== '';
const act = BENCH_MODE === 'diff' ? diff : status;

// The first one begins the snapshots of the session, or warms the same caches.
act();
for (let i = 0; i < Number(BENCH_CHANGED); i += 1) {
  writeFileSync(join(BENCH_FOLDER, `f${i}`, `g${i}`, '0.js'), `export const changed = ${Math.random()};\n`);
}
const began = process.hrtime.bigint();
const isDone = act();
const milliseconds = Number(process.hrtime.bigint() - began) / 1e6;
if (!isDone) throw new Error(`${BENCH_MODE} failed`);
console.log(JSON.stringify({ milliseconds }));
