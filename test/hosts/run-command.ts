import { spawn } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** A command with the environment that it gets, and nothing else. */
export interface Command {
  readonly words: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** What a command left. */
export interface Outcome {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Byte for byte, as latin1. */
  readonly stdout: string;
  readonly stderr: string;
  /** What lies in its folders now: of a file its mode and bytes, of a link its target, by path. */
  readonly files: Readonly<Record<string, string>>;
  readonly durationMs: number;
}

/** Runs a command to its end, without input, and reads what lies in `folders` then, by the name given to each. */
export function runCommand(
  { words, cwd, env }: Command,
  folders: Readonly<Record<string, string>>,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const [file = '', ...args] = words;
    const began = performance.now();
    const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (exitCode, signal) => {
      const durationMs = performance.now() - began;
      const files = Object.entries(folders).flatMap(([name, path]) => [...readFolder(path, name)]);
      resolve({
        exitCode,
        signal,
        stdout: Buffer.concat(stdout).toString('latin1'),
        stderr: Buffer.concat(stderr).toString('latin1'),
        files: Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1))),
        durationMs,
      });
    });
  });
}

/** V8's compiled code, which a debugged V8 writes in another form: Node's own business, no work of the program. */
const COMPILE_CACHE = 'node-compile-cache';

function* readFolder(folder: string, name: string): Generator<[string, string]> {
  for (const entry of readdirSync(folder)) {
    if (entry === COMPILE_CACHE) continue;
    const path = join(folder, entry);
    const known = `${name}/${entry}`;
    const stats = lstatSync(path);
    if (stats.isSymbolicLink()) yield [known, `-> ${readlinkSync(path)}`];
    else if (stats.isDirectory()) {
      yield [`${known}/`, ''];
      yield* readFolder(path, known);
    } else if (stats.isFile()) {
      yield [known, `${(stats.mode & 0o777).toString(8)} ${readFileSync(path, 'latin1')}`];
    } else yield [known, 'no file'];
  }
}
