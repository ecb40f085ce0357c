import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, compare, environment, interleave, ratioAtMost, readReport, withFolder } from './harness.js';

const PROGRAM = at('bench/programs/git-diff.mjs');
const FOLDERS = 500;
const CHANGED = 3;

/** What logging a turn costs in a large repository, beside `git status` there, in ms. */
export function run({ quick = false } = {}) {
  return withFolder(async (folder) => {
    const filesEach = quick ? 4 : 100;
    const variables = { BENCH_FOLDER: folder, GIT_CONFIG_NOSYSTEM: '1', HOME: folder };
    makeRepository(folder, filesEach, environment(variables));
    const report = (mode, changed) => () =>
      readReport(
        [PROGRAM],
        environment({
          ...variables,
          BENCH_MODE: mode,
          BENCH_CHANGED: `${changed}`,
          AGENTLOG: 'true',
          AGENTLOG_CAPTURE: 'off',
          AGENTLOG_SESSION: 'sess_bench',
        }),
      ).milliseconds;
    const values = await interleave(quick ? 2 : 16, {
      'logGitDiff, 3 changes': report('diff', CHANGED),
      'logGitDiff, no change': report('diff', 0),
      'git status': report('status', CHANGED),
    });
    const question = `A turn's diff in a repository of ${(FOLDERS * filesEach).toLocaleString('en')} files`;
    const about = (measured) => ({ question, measured, against: 'git status', unit: 'ms' });
    return [
      compare(values, about('logGitDiff, 3 changes'), ratioAtMost(2)),
      compare(values, about('logGitDiff, no change')),
    ];
  });
}

function makeRepository(folder, filesEach, env) {
  for (let i = 0; i < FOLDERS; i += 1) {
    const path = join(folder, `f${i % 20}`, `g${i}`);
    mkdirSync(path, { recursive: true });
    for (let file = 0; file < filesEach; file += 1) {
      writeFileSync(join(path, `${file}.js`), `export const a${file} = ${i};\n`.repeat(20));
    }
  }
  const identity = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.org'];
  for (const args of [
    ['init', '-q'],
    ['add', '-A'],
    [...identity, 'commit', '-q', '-m', 'all'],
    ['status'],
  ]) {
    const { status, stderr } = spawnSync('git', args, { cwd: folder, env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  }
}
