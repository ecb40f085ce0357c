import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FailureEvent } from '../../../src/event/types.ts';
import { agentlog, makeFolder, runProcess } from '../../cli/agentlog.ts';
import { testNode } from '../../run-node.ts';

/** A failing test in a row: its name, the error, `file:line`, the variables as `name=value`. */
export type Row = readonly [test: string, error: string, place: string, locals: string];

/** What came of a test run, bare and recorded. */
export interface RecordedRun {
  readonly exitCode: number | null;
  readonly recordedExitCode: number | null;
  /** What it printed on stdout, without times. */
  readonly stdout: string;
  readonly recordedStdout: string;
  readonly events: readonly FailureEvent[];
  readonly rows: readonly Row[];
}

/** Runs Node on these files in a new folder twice, bare and below `agentlog run`. */
export async function runRecorded(
  t: { after(fn: () => void): void },
  files: Readonly<Record<string, string>>,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<RecordedRun> {
  const cwd = makeFolder(t, 'agentlog tests');
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
  const bare = await runProcess(testNode, args, { cwd, env });
  const recorded = await agentlog(['run', '--', testNode, ...args], {
    cwd,
    env: { AGENTLOG_DIR: join(cwd, '.agentlog'), ...env },
  });
  const events = readFailures(join(cwd, '.agentlog'));
  return {
    exitCode: bare.exitCode,
    recordedExitCode: recorded.exitCode,
    stdout: withoutTimes(bare.stdout.toString()),
    recordedStdout: withoutTimes(recorded.stdout.toString()),
    events,
    rows: events.map(rowOf),
  };
}

function readFailures(folder: string): FailureEvent[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith('session_'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n'))
    .map((line) => JSON.parse(line))
    .filter((event) => event.event_type === 'failure');
}

function rowOf({ test, error, location, locals }: FailureEvent): Row {
  const variables = Object.entries(locals).map(([name, { v }]) => `${name}=${JSON.stringify(v)}`);
  return [
    test ?? '',
    `${error.type}: ${error.msg}`,
    `${location.file}:${location.line}`,
    variables.join(' '),
  ];
}

function withoutTimes(text: string): string {
  return text.replace(/(?<=duration_ms:? )[\d.]+/g, 'N').replace(/\([\d.]+m?s\)/g, '(N ms)');
}
