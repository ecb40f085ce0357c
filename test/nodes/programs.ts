import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { type Result, runProcess } from '../cli/agentlog.ts';
import { type Package, packPackage } from '../installed.ts';
import { root } from '../root.ts';

/** The runtime that these tests are about. `npm run test:nodes` names it. */
export const testRuntime: string = process.env.AGENTLOG_TEST_RUNTIME ?? '';

/** A small program of `test/programs/nodes`, and what it is to show. */
export interface Program {
  readonly title: string;
  readonly file: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** What the runtimes are to run as they would without agentlog. */
export const PROGRAMS: readonly Program[] = [
  { title: 'reads its stdin, prints, looks around and ends with 7', file: 'plain.cjs' },
  { title: 'prints much and calls process.exit', file: 'exit.cjs' },
  { title: 'throws', file: 'crash.cjs' },
  { title: 'throws in an ES module', file: 'crash.mjs' },
  { title: 'leaves a rejection unhandled', file: 'rejection.cjs' },
  { title: 'listens for uncaught errors itself', file: 'listeners.cjs' },
  { title: 'starts children', file: 'children.cjs' },
  { title: 'starts a worker thread that fails', file: 'worker.cjs' },
  { title: 'hears one signal and is ended by another', file: 'signal.cjs' },
  {
    title: 'has a NODE_OPTIONS of its own',
    file: 'crash.cjs',
    env: { NODE_OPTIONS: '--stack-trace-limit=1 --no-warnings' },
  },
];

let packed: Package | undefined;

/** A folder of its own with the programs, and with agentlog installed as users have it; its path has spaces and more. */
export function layOut(name: string): string {
  packed ??= packPackage();
  const folder = packed.install(name);
  cpSync(join(root, 'test/programs/nodes'), folder, { recursive: true });
  return folder;
}

/** What a program left, in a form that two runs share. */
export interface Left {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command with a line on its stdin. Process ids differ between any two runs, and are replaced. */
export async function run(
  command: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Left> {
  const [file = '', ...args] = command;
  // Colours would depend on who runs the tests.
  const result = await runProcess(file, args, { cwd, env: { NO_COLOR: '1', ...env }, input: 'a line\n' });
  return comparable(result);
}

function comparable({ exitCode, signal, stdout, stderr }: Result): Left {
  const withoutPids = (text: string): string => text.replace(/\(node:\d+\)/g, '(node:PID)');
  return { exitCode, signal, stdout: withoutPids(stdout.toString()), stderr: withoutPids(stderr) };
}
