import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CLI, type Result, readEvents, runProcess } from '../../cli/agentlog.ts';
import { testNode } from '../../run-node.ts';
import { layOut, type Project, readMarks } from './lay-out.ts';
import { reportLines, sortedLines, withoutChance, withoutClosingLines } from './normal-output.ts';

/** How a runner is set up, and how it is called. */
export interface SetUp extends Project {
  /** What Node is called with. */
  readonly run: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Files that a run makes or changes. */
  readonly leaves?: readonly string[];
  /** Tests run side by side: lines have no order. */
  readonly isParallel?: boolean;
}

/** What a run left. */
export interface Left {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** By name; of one that is not there, nothing. */
  readonly files: Readonly<Record<string, string>>;
}

/** A failure's event in few words. */
export interface Seen {
  readonly test?: string;
  readonly type: string;
  /** The message's first line. */
  readonly msg: string;
  /** The mark on the line of the failure point; its file without its ending and its line where there is none. */
  readonly at: string;
  readonly locals: Readonly<Record<string, unknown>>;
  readonly expected?: unknown;
  readonly actual?: unknown;
  readonly locals_missing?: string;
}

/** A bare run and a recorded one of the same project, what they printed made comparable, and the events. */
export interface Both {
  readonly bare: Left;
  readonly recorded: Left;
  readonly events: readonly Seen[];
}

interface Failure {
  readonly event_type: string;
  readonly test?: string;
  readonly error: { type: string; msg: string; expected?: Descriptor; actual?: Descriptor };
  readonly location: { file: string; line: number };
  readonly locals: Record<string, Descriptor>;
  readonly locals_missing?: string;
}

interface Descriptor {
  readonly t: string;
  readonly v?: unknown;
}

/** Below `node_modules`, as users have it: what coverage leaves out. */
const cli = installCommandLine();

/** Runs the project's tests bare, then under `agentlog run`, in one folder. */
export async function runSetUp(setUp: SetUp): Promise<Both> {
  const cwd = layOut(setUp);
  try {
    // A fault of agentlog's own shows on stderr.
    const env = { AGENTLOG_DEBUG: '1', ...setUp.env };
    const found = readFiles(cwd, setUp);
    const bare = await runProcess(testNode, setUp.run, { cwd, env });
    const left = { ...comparable(bare, setUp), files: comparableFiles(cwd, setUp) };
    putBack(cwd, found);
    const command = ['run', '--', testNode, ...setUp.run];
    const result = await runProcess(process.execPath, [cli, ...command], { cwd, env });
    const own = { ...result, stderr: withoutClosingLines(result.stderr) };
    const recorded = { ...comparable(own, setUp), files: comparableFiles(cwd, setUp) };
    putBack(cwd, found);
    return { bare: left, recorded, events: readSeen(cwd) };
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

function comparable(
  { exitCode, stdout, stderr }: Result,
  { isParallel = false }: SetUp,
): Omit<Left, 'files'> {
  const normal = (text: string) => (isParallel ? sortedLines(withoutChance(text)) : withoutChance(text));
  return { exitCode, stdout: normal(stdout.toString()), stderr: normal(stderr) };
}

function comparableFiles(folder: string, setUp: SetUp): Record<string, string> {
  const files = Object.entries(readFiles(folder, setUp));
  return Object.fromEntries(files.map(([name, text = '"none"']) => [name, reportLines(name, text)]));
}

function readFiles(folder: string, { leaves = [] }: SetUp): Record<string, string | undefined> {
  const read = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);
  return Object.fromEntries(leaves.map((name) => [name, read(join(folder, name))]));
}

function putBack(folder: string, files: Record<string, string | undefined>): void {
  for (const [name, text] of Object.entries(files)) {
    if (text === undefined) rmSync(join(folder, name), { force: true });
    else writeFileSync(join(folder, name), text);
  }
}

function installCommandLine(): string {
  const home = mkdtempSync(join(tmpdir(), 'agentlog installed '));
  process.on('exit', () => rmSync(home, { recursive: true, force: true }));
  const folder = join(home, 'node_modules/agentlog/dist');
  cpSync(dirname(CLI), folder, { recursive: true });
  return join(folder, 'cli.js');
}

function readSeen(folder: string): Seen[] {
  if (!existsSync(join(folder, '.agentlog'))) return [];
  const marks = readMarks(folder);
  return readEvents(folder)
    .filter(({ event_type }) => event_type === 'failure')
    .map((event) => toSeen(event as unknown as Failure, { folder, marks }))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Events of parallel tests come in any order. */
export function keyOf({ test = '', at, msg }: Seen): string {
  return JSON.stringify([test, at, msg]);
}

function toSeen(
  { test, error, location, locals, locals_missing }: Failure,
  { folder, marks }: { folder: string; marks: Map<string, string> },
): Seen {
  const place = `${location.file}:${location.line}`;
  return {
    ...(test !== undefined && { test }),
    type: error.type,
    msg: (error.msg.split('\n')[0] ?? '').replaceAll(folder, '.'),
    at: marks.get(place) ?? place.replace(/\.[jt]s:/, ':'),
    locals: Object.fromEntries(Object.entries(locals).map(([name, value]) => [name, shown(value)])),
    ...(error.expected !== undefined && { expected: shown(error.expected) }),
    ...(error.actual !== undefined && { actual: shown(error.actual) }),
    ...(locals_missing !== undefined && { locals_missing }),
  };
}

/** Its value; its kind where it has none, or holds functions. */
function shown({ t, v }: Descriptor): unknown {
  return v === undefined || JSON.stringify(v).includes('{"t":"fn"') ? t : v;
}
