import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { agentlog, makeFolder, runProcess } from './cli/agentlog.ts';
import { root } from './root.ts';
import { testNode } from './run-node.ts';

/** What an agent asks after a run that failed. */
const QUESTION: readonly string[] = ['context', '--max-tokens', '1000'];

/** A small program with a bug, as its `bug.json` tells of it. */
export interface Bug {
  /** Its folder's name. */
  readonly name: string;
  /** The bug, and the value that explains it. */
  readonly title: string;
  /** What Node is called with. */
  readonly run: readonly string[];
  /** The true cause, in one sentence. */
  readonly what: string;
  /** The variable that explains the bug, and the text of it that does. */
  readonly explains: { readonly local: string; readonly shows: string };
  /** Why agentlog does not show it yet. */
  readonly notYet?: string;
}

/** What a bug shows without agentlog, and with it. */
export interface BugRun {
  readonly exitCode: number | null;
  /** All that the program and Node print without agentlog. */
  readonly bare: string;
  readonly recordedExitCode: number | null;
  /** What agentlog answers to `QUESTION` afterwards. */
  readonly answer: string;
}

const folder = join(root, 'test/bugs');

/** Every program of the set, by name. */
export function readBugs(): Bug[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ ...JSON.parse(readFileSync(join(folder, name, 'bug.json'), 'utf8')), name }) as Bug)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Runs a copy of the program bare, then recorded, and asks agentlog about it. */
export async function runBug(bug: Bug, t: { after(fn: () => void): void }): Promise<BugRun> {
  const cwd = makeFolder(t, 'agentlog bug');
  cpSync(join(folder, bug.name), cwd, { recursive: true });
  const bare = await runProcess(testNode, bug.run, { cwd });
  const recorded = await agentlog(['run', '--', testNode, ...bug.run], { cwd });
  const answer = await agentlog(QUESTION, { cwd });
  return {
    exitCode: bare.exitCode,
    bare: bare.stdout + bare.stderr,
    recordedExitCode: recorded.exitCode,
    answer: answer.stdout + answer.stderr,
  };
}
