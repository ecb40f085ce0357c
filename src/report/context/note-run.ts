import type { Fields } from '../../base/fields.ts';
import { redact } from '../../redact/redact.ts';
import { oneLine } from '../escape-control.ts';
import { renderDuration } from '../render-time.ts';
import type { RunNote } from './types.ts';

const MAX_LINE_CHARS = 200;
/** Lines kept of each stream's end. */
const MAX_KEPT_LINES = 40;

/** A tool's run as a context shows it; `keepsOutput` says whether what it printed is kept. */
export function noteRun(fields: Fields, at: number, keepsOutput: boolean): RunNote {
  const tool = typeof fields.tool === 'string' ? fields.tool : '?';
  const ts = Number(fields.ts);
  const durationMs = typeof fields.duration_ms === 'number' ? fields.duration_ms : 0;
  const signal = typeof fields.signal === 'string' ? ` (${fields.signal})` : '';
  const error = typeof fields.error === 'string' ? `, ${fields.error}` : '';
  const took = durationMs > 0 ? `, ${renderDuration(durationMs)}` : '';
  return {
    tool,
    headline: oneLine(
      `${tool}: exit ${String(fields.exit_code ?? '?')}${signal}${took}${error}`,
      MAX_LINE_CHARS,
    ),
    exitCode: Number(fields.exit_code),
    stdout: keepsOutput ? lastLines(fields.stdout) : [],
    stderr: keepsOutput ? lastLines(fields.stderr) : [],
    startTs: ts - durationMs / 1000,
    ts,
    at,
  };
}

function lastLines(stream: unknown): string[] {
  if (typeof stream !== 'string') return [];
  // Redacted before it is cut any shorter: half a secret has no shape.
  return redact(stream.slice(-MAX_KEPT_LINES * MAX_LINE_CHARS))
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .slice(-MAX_KEPT_LINES)
    .map((line) => oneLine(line, MAX_LINE_CHARS));
}
