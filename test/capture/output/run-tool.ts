import { cpSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, readEvents, runProcess } from '../../cli/agentlog.ts';
import { root } from '../../root.ts';
import { testNode } from '../../run-node.ts';

/** What a program with tools in it did, as one object to compare. */
export interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Without what differs from run to run: ids, times, the session. */
  readonly events: readonly Readonly<Record<string, unknown>>[];
}

type Test = { after(fn: () => void): void };

/** A folder in which the programs of `test/programs/tools` find the package. */
export function makeToolFolder(t: Test): string {
  const cwd = makeFolder(t);
  cpSync(join(root, 'test/programs/tools'), cwd, { recursive: true });
  mkdirSync(join(cwd, '.agentlog'), { mode: 0o700 });
  mkdirSync(join(cwd, 'node_modules'));
  symlinkSync(root, join(cwd, 'node_modules/agentlog'), 'dir');
  return cwd;
}

/** Runs one of the programs of `test/programs/tools`, recorded unless the environment says otherwise. */
export async function runTool(
  cwd: string,
  program: string,
  env: Readonly<Record<string, string>> = { AGENTLOG: 'true', AGENTLOG_DEBUG: '1' },
  args: readonly string[] = [],
): Promise<Outcome> {
  const result = await runProcess(testNode, [join(cwd, program), ...args], { cwd, env });
  const events = existsSync(join(cwd, '.agentlog')) ? readEvents(cwd) : [];
  return {
    exitCode: result.exitCode,
    stdout: result.stdout.toString(),
    stderr: result.stderr,
    events: events.map(({ id: _id, ts: _ts, session_id: _session, call_id: _call, duration_ms, ...rest }) => {
      if (rest.event_type === 'tool_output' && !(Number(duration_ms) >= 0)) throw new Error('no duration');
      return rest;
    }),
  };
}
