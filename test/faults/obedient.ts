import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { plainEnv } from '../cli/agentlog.ts';
import { root } from '../root.ts';
import { testNode } from '../run-node.ts';

/** The door of the built package that programs import. */
export const DOOR: string = join(root, 'dist/index.js');

const PROGRAM = join(root, 'test/programs/faults/obedient.mjs');

/** A command for the program, and its arguments. */
export type Command = readonly [name: string, ...args: unknown[]];

/** What the program left, as somebody who does not know of agentlog sees it. */
export interface Outcome {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  /** Without the lines of agentlog's. */
  readonly stderr: string;
}

/** A program that does what it is told. */
export interface Obedient {
  readonly pid: number;
  /** Tells it and waits until it is done; gives what agentlog's calls gave. */
  tell(...command: Command): Promise<unknown>;
  /** Lets it come to its end, or waits for the end that it was told. */
  end(): Promise<Outcome & { readonly told: readonly string[] }>;
}

export interface ObedientOptions {
  readonly cwd: string;
  /** @defaultValue recording is on */
  readonly env?: Readonly<Record<string, string>>;
  /** What stands before the command: `sh -c 'ulimit …; exec "$@"' sh`, `nsenter …`. */
  readonly front?: readonly string[];
}

/** Starts `test/programs/faults/obedient.mjs`. It is killed when the test ends. */
export function startObedient(
  t: { after(fn: () => void): void },
  { cwd, env = { AGENTLOG: 'true' }, front = [] }: ObedientOptions,
): Obedient {
  const [file = testNode, ...args] = [...front, testNode, PROGRAM, DOOR];
  const child = spawn(file, args, { cwd, env: plainEnv(env), stdio: ['pipe', 'pipe', 'pipe', 'pipe'] });
  t.after(() => child.kill('SIGKILL'));
  const [stdin, stdout, stderr] = [child.stdin, child.stdout, child.stderr] as const;
  if (stdin === null || stdout === null || stderr === null) throw new Error('the program has no pipes');
  const said = { stdout: '', stderr: '' };
  stdout.setEncoding('utf8').on('data', (text: string) => {
    said.stdout += text;
  });
  stderr.setEncoding('utf8').on('data', (text: string) => {
    said.stderr += text;
  });
  stdin.on('error', () => {});
  const waiting: ((reply: unknown) => void)[] = [];
  createInterface({ input: child.stdio[3] as Readable }).on('line', (line) => {
    waiting.shift()?.(JSON.parse(line));
  });
  const ending = new Promise<Omit<Outcome, 'stdout' | 'stderr'>>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode, signal) => {
      for (const answer of waiting.splice(0)) answer(undefined);
      resolve({ exitCode, signal });
    });
  });

  return {
    pid: child.pid ?? 0,
    tell: (...command) =>
      new Promise((resolve) => {
        waiting.push(resolve);
        stdin.write(`${JSON.stringify(command)}\n`);
      }),
    async end() {
      stdin.end();
      const { exitCode, signal } = await ending;
      const lines = said.stderr.split('\n');
      const isOurs = (line: string): boolean => line.startsWith('agentlog: ');
      return {
        exitCode,
        signal,
        stdout: said.stdout,
        stderr: lines.filter((line) => !isOurs(line)).join('\n'),
        told: lines.filter(isOurs),
      };
    },
  };
}

/** What the program does when nothing records it and nothing is wrong. */
export async function runBare(
  t: { after(fn: () => void): void },
  options: ObedientOptions,
  commands: readonly Command[],
): Promise<Outcome> {
  const bare = startObedient(t, { ...options, env: {} });
  for (const command of commands) await bare.tell(...command);
  const { told: _none, ...outcome } = await bare.end();
  return outcome;
}
