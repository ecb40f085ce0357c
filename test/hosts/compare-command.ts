import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { failureLines } from '../../src/cli/run/failure-lines.ts';
import { openFolder } from '../../src/store/folder/folder.ts';
import { CLI, readEvents } from '../cli/agentlog.ts';
import { testNode } from '../run-node.ts';
import { findDifferences } from './find-differences.ts';
import { type Command, type Outcome, runCommand } from './run-command.ts';

/** How a command is recorded: below `agentlog run`, or in a shell that has evaluated what `agentlog env` prints. */
export type Way = 'run' | 'env';

/** A command, and where it runs. */
export interface Subject {
  readonly words: readonly string[];
  /** Fills the folder that the command runs in, anew for each run; its path is the same each time. */
  readonly layOut?: (folder: string) => void;
  /** Runs the command in this folder in place of one of its own, as it is; files are not compared then. */
  readonly cwd?: string;
  /** Added to an environment of `PATH`, `HOME` and `TMPDIR`. */
  readonly env?: Readonly<Record<string, string>>;
  /** A line that agentlog owes the user on stderr; a recorded run without it differs. */
  readonly tells?: RegExp;
  /** @defaultValue both */
  readonly ways?: readonly Way[];
}

/** What came of the bare runs and of a recorded one. */
export interface Comparison {
  readonly bare: Outcome;
  readonly ways: readonly ComparedWay[];
}

/** One recorded run against the bare ones. */
export interface ComparedWay {
  readonly way: Way;
  /** Empty where recording changed nothing. */
  readonly differences: readonly string[];
  /** Recorded, as a multiple of the bare runs' median. Told, never judged. */
  readonly timeRatio: number;
  /** The log's events, in their order. */
  readonly events: readonly Record<string, unknown>[];
}

const MIN_BARE_RUNS = 2;
/** A difference may be one that two bare runs happen to share: so many have to share it before it counts. */
const MAX_BARE_RUNS = 6;

/**
 * Runs a command bare and recorded and finds in what they differ: exit code, signal, stdout, stderr, the files that it leaves
 * in its folder and among the temporary ones. What differs between two bare runs does not count (`findTextDifference`); where a
 * recorded run differs, more bare runs are made, in case that two were the same by chance.
 */
export async function compareCommand(subject: Subject): Promise<Comparison> {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'agentlog host ')));
  try {
    const bare: Outcome[] = [];
    while (bare.length < MIN_BARE_RUNS) bare.push(await runIn(base, subject));
    const ways: ComparedWay[] = [];
    for (const way of subject.ways ?? (['run', 'env'] as const)) {
      const run = await runIn(base, subject, way);
      const events = existsSync(join(base, '.agentlog')) ? readEvents(base) : [];
      const find = (): string[] =>
        findDifferences(bare, subject.tells ? withoutToldLine(run, subject.tells) : run);
      let differences = find();
      while (differences.length > 0 && bare.length < MAX_BARE_RUNS) {
        bare.push(await runIn(base, subject));
        differences = find();
      }
      ways.push({ way, differences, events, timeRatio: run.durationMs / median(bare) });
    }
    return { bare: bare[0] as Outcome, ways };
  } finally {
    rmSync(base, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
}

/** One run in folders that nobody has used; the log lies above the command's own folder, where it does not see it. */
async function runIn(base: string, subject: Subject, way?: Way): Promise<Outcome> {
  for (const name of ['work', 'home', 'tmp', '.agentlog']) {
    rmSync(join(base, name), { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
  for (const name of ['work', 'home', 'tmp']) mkdirSync(join(base, name));
  const cwd = subject.cwd ?? join(base, 'work');
  if (subject.cwd === undefined) subject.layOut?.(cwd);
  const bare: Command = {
    words: subject.words,
    cwd,
    env: {
      PATH: [dirname(testNode), process.env.PATH ?? ''].join(delimiter),
      HOME: join(base, 'home'),
      TMPDIR: join(base, 'tmp'),
      ...subject.env,
    },
  };
  const left = { ...(subject.cwd === undefined && { work: cwd }), tmp: join(base, 'tmp') };
  if (way === undefined) return runCommand(bare, left);
  const outcome = await runCommand(recordedWay(bare, base, way), left);
  return way === 'run' ? withoutClosingLines(outcome, join(base, '.agentlog')) : outcome;
}

/** Takes away the one line that is owed; without it the difference shows. */
function withoutToldLine(outcome: Outcome, tells: RegExp): Outcome {
  const lines = outcome.stderr.split('\n');
  const at = lines.findIndex((line) => tells.test(line));
  const stderr = at === -1 ? `${tells} is missing\n${outcome.stderr}` : lines.toSpliced(at, 1).join('\n');
  return { ...outcome, stderr };
}

/** Takes away what `agentlog run` adds below a command that failed: exactly the lines that its log gives. */
function withoutClosingLines(outcome: Outcome, store: string): Outcome {
  if (outcome.exitCode === 0 || !existsSync(store)) return outcome;
  const folder = openFolder(store);
  const lines = folder.list().flatMap((session) => failureLines(folder, session, 0));
  const text = Buffer.from(lines.map((line) => `${line}\n`).join('')).toString('latin1');
  if (!outcome.stderr.endsWith(text)) return outcome;
  return { ...outcome, stderr: outcome.stderr.slice(0, outcome.stderr.length - text.length) };
}

function recordedWay({ words, cwd, env }: Command, base: string, way: Way): Command {
  // A fault of agentlog's own shows on stderr, and so is a difference.
  const more = { AGENTLOG_DEBUG: '1', ...env, AGENTLOG_DIR: join(base, '.agentlog') };
  if (way === 'run') return { words: [testNode, CLI, 'run', '--', ...words], cwd, env: more };
  return { words, cwd, env: { ...more, ...evaluateEnv(cwd, more) } };
}

/** What a shell sets that evaluates the lines of `agentlog env`. */
function evaluateEnv(cwd: string, env: Readonly<Record<string, string>>): Record<string, string> {
  const line = 'eval "$("$0" "$1" env)"; printf "%s\\n%s" "$AGENTLOG" "$NODE_OPTIONS"';
  const { stdout } = spawnSync('sh', ['-c', line, testNode, CLI], { cwd, env, encoding: 'utf8' });
  const [AGENTLOG = '', NODE_OPTIONS = ''] = stdout.split('\n');
  return { AGENTLOG, NODE_OPTIONS };
}

function median(runs: readonly Outcome[]): number {
  const sorted = runs.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
