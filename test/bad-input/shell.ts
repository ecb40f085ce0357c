import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CLI, makeFolder, type Options, type Result, readEvents, runProcess } from '../cli/agentlog.ts';
import { root } from '../root.ts';

const programs = join(root, 'test/programs/bad-input');
/** What agentlog says on stderr. */
export const NOTICE: RegExp = /^agentlog: .*\n/gm;

/** How a line of shell is run: as it is, below `agentlog run`, and in a shell that `agentlog env` set up. */
export const WAYS: Readonly<Record<'bare' | 'run' | 'env', (line: string) => string>> = {
  bare: (line) => line.replaceAll('RECORDED', '"$NODE"'),
  run: (line) => line.replaceAll('RECORDED', '"$NODE" "$CLI" run -- "$NODE"'),
  env: (line) => `eval "$("$NODE" "$CLI" env)"; ${line.replaceAll('RECORDED', '"$NODE"')}`,
};

type Context = { after(fn: () => void): void };

/** A folder with the programs of these tests, removed behind the test. */
export function prepare(t: Context): string {
  const cwd = makeFolder(t);
  cpSync(programs, cwd, { recursive: true });
  return cwd;
}

/** Runs a line of shell, which may use `$NODE`, `$CLI` and `$HERE`. */
export function sh(line: string, { env, ...options }: Options): Promise<Result> {
  const known = { NODE: process.execPath, CLI, HERE: options.cwd };
  return runProcess('/bin/sh', ['-c', line], { ...options, env: { ...known, ...env } });
}

/** What of a result is compared. */
export function shown({ exitCode, signal, stdout, stderr }: Result): object {
  return { exitCode, signal, stdout: stdout.toString(), stderr };
}

const CRASH = "TypeError: Cannot read properties of undefined (reading 'price')";
/** What `agentlog run` adds to the stderr of `probe.mjs`. */
export const SHOWN: string = `agentlog: ${CRASH}\n  at probe.mjs:17 read\n  order = {id: 7}\n`;

/** An empty store folder, whatever was there before. */
export function makeStore(cwd: string): void {
  rmSync(join(cwd, '.agentlog'), { recursive: true, force: true });
  mkdirSync(join(cwd, '.agentlog'), { mode: 0o700 });
}

/** The orders that the recorded crashes of `probe.mjs` hold. */
export function crashesIn(cwd: string): unknown[] {
  return readEvents(cwd)
    .filter(({ event_type }) => event_type === 'failure')
    .map(({ locals }) => (locals as { order?: { v: unknown } }).order?.v);
}
