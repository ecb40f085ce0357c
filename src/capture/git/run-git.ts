import type { SpawnSyncReturns } from 'node:child_process';
import type { Environment } from '../../base/environment.ts';

const { getBuiltinModule, hrtime } = process;
const { bigint: nanoseconds } = hrtime;

/** Why there is no diff, in words for the user. Nothing of it was redacted. */
export class GitTrouble extends Error {
  /** Another git holds the index. */
  readonly isLocked: boolean;

  constructor(message: string, isLocked = false) {
    super(message);
    this.isLocked = isLocked;
  }
}

/** The time by which all of one call's processes must be done. */
export interface Deadline {
  /** What is left, in ms; at least 1. @throws GitTrouble when nothing is */
  left(): number;
  /** What to throw when it has passed. */
  readonly passed: () => GitTrouble;
}

/** A deadline so many milliseconds from now, by a clock that nobody sets. */
export function createDeadline(timeoutMs: number): Deadline {
  const end = nanoseconds() + BigInt(timeoutMs) * 1_000_000n;
  const passed = (): GitTrouble => new GitTrouble(`git took longer than ${timeoutMs / 1000} s`);
  return {
    passed,
    left() {
      const leftMs = Number((end - nanoseconds()) / 1_000_000n);
      if (leftMs < 1) throw passed();
      return leftMs;
    },
  };
}

/** One run of git. */
export interface GitCall {
  readonly cwd: string;
  readonly env: Environment;
  readonly deadline: Deadline;
  readonly input?: Buffer;
  /** Git is ended when it has printed so much. @defaultValue 256 MiB, which no list of paths reaches */
  readonly maxBytes?: number;
}

/** What a run of git gave. */
export interface GitResult {
  readonly status: number;
  readonly stdout: Buffer;
  readonly stderr: string;
  /** It was ended because it printed more than `maxBytes`. */
  readonly isCut: boolean;
}

const MAX_BYTES = 256 << 20;

/** The process's own `spawnSync`, taken at the first run: few programs need it, and loading it costs 1.4 ms. */
let spawn: typeof import('node:child_process').spawnSync | undefined;

/**
 * Runs git to its end, without a shell. Costs about 2 ms besides what git does. A run that is not done by the deadline is killed.
 * @throws GitTrouble when git cannot be run or is not done in time
 */
export function runGit(args: readonly string[], call: GitCall): GitResult {
  spawn ??= getBuiltinModule('node:child_process').spawnSync;
  const { cwd, env, deadline, input, maxBytes = MAX_BYTES } = call;
  const run: SpawnSyncReturns<Buffer> = spawn('git', args, {
    cwd,
    env,
    maxBuffer: maxBytes,
    timeout: deadline.left(),
    killSignal: 'SIGKILL',
    windowsHide: true,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    ...(input !== undefined && { input }),
  });
  const code = run.error === undefined ? undefined : (run.error as NodeJS.ErrnoException).code;
  if (code === 'ETIMEDOUT') throw deadline.passed();
  if (code === 'ENOENT') throw new GitTrouble('git was not found');
  // A git that ends before it has read its input is judged by its status.
  if (run.error !== undefined && code !== 'ENOBUFS' && code !== 'EPIPE') {
    throw new GitTrouble(`git could not be run: ${code ?? run.error.message}`);
  }
  const stderr = run.stderr.toString();
  return { status: run.status ?? -1, stdout: run.stdout, stderr, isCut: code === 'ENOBUFS' };
}

/** What git printed. @throws GitTrouble with git's own last line when it failed */
export function outputOf(result: GitResult): Buffer {
  if (result.status !== 0) throw troubleOf(result);
  return result.stdout;
}

/** What git's failure comes to, with its own last line. */
export function troubleOf(result: Pick<GitResult, 'stderr' | 'status'>): GitTrouble {
  return new GitTrouble(`git failed: ${complaintOf(result)}`, result.stderr.includes('index.lock'));
}

/** Git's last line on stderr, without the `fatal: ` before it. */
export function complaintOf({ stderr, status }: Pick<GitResult, 'stderr' | 'status'>): string {
  const line = stderr.trim().split('\n').at(-1) ?? '';
  return line.replace(/^(?:fatal|error): /, '') || `it ended with ${status}`;
}
