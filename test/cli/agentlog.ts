import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The built command line. */
export const CLI: string = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

/** What a process left, as one object to compare. */
export interface Result {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface Options {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: Buffer | string;
  /** Called with the process once it runs. */
  readonly onStart?: (child: ChildProcess) => void;
}

/** An environment without an agent around it and without settings of agentlog. */
export function plainEnv(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const { PATH = '', HOME = '/' } = process.env;
  return { PATH, HOME, TMPDIR: tmpdir(), ...more };
}

/** A new folder that goes when the test ends. */
export function makeFolder(t: { after(fn: () => void): void }, name = 'agentlog test ünï'): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `${name} `)));
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }));
  return folder;
}

/** Runs `agentlog` with the Node that runs the test. */
export function agentlog(args: readonly string[], options: Options): Promise<Result> {
  return runProcess(process.execPath, [CLI, ...args], options);
}

/** Runs a process to its end and gives what it left. */
export function runProcess(file: string, args: readonly string[], options: Options): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: options.cwd, env: plainEnv(options.env) });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.stdin.on('error', () => {});
    child.stdin.end(options.input ?? '');
    child.on('error', reject);
    child.on('close', (exitCode, signal) => {
      resolve({ exitCode, signal, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() });
    });
    options.onStart?.(child);
  });
}

/** The events in a folder's store. */
export function readEvents(folder: string): Record<string, unknown>[] {
  const store = join(folder, '.agentlog');
  const names = readdirSync(store).filter((name) => name.startsWith('session_'));
  return (
    names
      .flatMap((name) => readFileSync(join(store, name), 'utf8').split('\n'))
      // A writer that saw another's line before its end began a line of its own: the one between is empty.
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter((line) => line.event_type !== undefined)
  );
}
