import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLI, plainEnv } from '../cli/agentlog.ts';
import { drawLine } from './command-lines.ts';
import type { Draw } from './draw.ts';
import { ensure, ensureSame, type Target } from './target.ts';

/** Verbs that only read, or have nothing to change where nothing was recorded. */
const VERBS: ReadonlySet<string> = new Set([
  'show',
  'context',
  'tokens',
  'sessions',
  'env',
  'prune',
  'end',
  'push',
  '--help',
  '-v',
]);
const MAX_MS = 20_000;

/** Whole processes of the built command line, in an empty folder: they end, by themselves and in few words. Nothing is left of them. */
export function createProcessesTarget(): Target<readonly string[]> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'agentlog fuzz ')));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

  function check(args: readonly string[]): void {
    const { status, signal, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
      cwd: folder,
      env: plainEnv({ AGENTLOG_DIR: join(folder, '.agentlog') }),
      encoding: 'utf8',
      timeout: MAX_MS,
      input: '',
    });
    ensureSame(signal, null, 'the signal that ended it');
    ensure(status === 0 || status === 1 || status === 2, 'exit code', () => [status, stderr]);
    if (status === 0) ensureSame(stderr, '', 'what was said of nothing');
    else {
      ensure(/^agentlog: [^\n]{1,311}\n$/.test(stderr), 'not one line', () => stderr);
      ensureSame(stdout, '', 'what was printed');
    }
    ensureSame(readdirSync(folder), [], 'what was left in the folder');
  }

  return { name: 'processes', generate: drawReading, check, show: (args) => JSON.stringify(args) };
}

/** A command line of a verb that reads, and that does not wait for more. */
function drawReading(draw: Draw): readonly string[] {
  const { args } = drawLine(draw);
  const [verb = '', ...rest] = args.filter((arg) => !arg.startsWith('--follow'));
  return [VERBS.has(verb) ? verb : draw.pick([...VERBS]), ...rest];
}
