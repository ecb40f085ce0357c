import { MAX_STRING_CHARS, MAX_TOOL_CHARS } from '../../base/limits.ts';
import type { ToolOutputPayload } from '../../event/types.ts';
import { clip } from '../../redact/redact.ts';
import { ownWord, type SafeText } from '../../redact/safe-text.ts';
import { readData } from '../../value/read.ts';
import type { StreamText } from './bounded-stream.ts';
import type { ToolRun } from './types.ts';

/** The payload without the name of the call, which whoever writes it adds. */
export type ToolPayload = Omit<ToolOutputPayload, 'call_id'>;

/** The end of a tool, its streams redacted and cut. */
export interface ToolFacts {
  readonly tool: unknown;
  readonly stdout: StreamText;
  readonly stderr: StreamText;
  readonly exitCode: number;
  readonly durationMs: unknown;
  readonly signal?: SafeText | undefined;
  readonly error?: SafeText | undefined;
}

/** What differs between Node and a Worker. */
export interface ToolPlatform {
  /** Redacts and cuts what a stream held, of whatever type. */
  readonly keep: (printed: unknown) => StreamText;
  readonly signalNumber: (name: string) => number | undefined;
}

/** The payload of a tool's run, from the program's object with the fields of `ToolRun`. Runs none of the program's code. */
export function readToolRun(run: unknown, { keep, signalNumber }: ToolPlatform): ToolPayload {
  const field = (key: keyof ToolRun): unknown => readData(run, key);
  const [exitCode, signal, error] = [field('exitCode'), field('signal'), field('error')];
  const hasSignal = typeof signal === 'string';
  const number = hasSignal ? signalNumber(signal) : undefined;
  return createToolPayload({
    tool: field('tool'),
    stdout: keep(field('stdout')),
    stderr: keep(field('stderr')),
    exitCode: isFiniteNumber(exitCode) ? exitCode : number === undefined ? 0 : 128 + number,
    durationMs: field('durationMs'),
    signal: hasSignal ? clip(signal, MAX_TOOL_CHARS).text : undefined,
    error: typeof error === 'string' ? clip(error, MAX_STRING_CHARS).text : undefined,
  });
}

/** The payload of a tool's run. */
export function createToolPayload({ stdout, stderr, ...run }: ToolFacts): ToolPayload {
  const truncated = {
    ...(stdout.truncated !== undefined && { stdout: stdout.truncated }),
    ...(stderr.truncated !== undefined && { stderr: stderr.truncated }),
  };
  return {
    tool: typeof run.tool === 'string' ? clip(run.tool, MAX_TOOL_CHARS).text : ownWord('?'),
    stdout: stdout.text,
    stderr: stderr.text,
    exit_code: run.exitCode,
    duration_ms: durationOf(run.durationMs),
    ...(run.signal !== undefined && { signal: run.signal }),
    ...(run.error !== undefined && { error: run.error }),
    ...((stdout.truncated !== undefined || stderr.truncated !== undefined) && { truncated }),
  };
}

function isFiniteNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

/** To a tenth of a millisecond. */
function durationOf(ms: unknown): number {
  return isFiniteNumber(ms) ? Math.round(ms * 10) / 10 : 0;
}
