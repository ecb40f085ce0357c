import type { Fields } from '../base/fields.ts';
import type { Event, FailureEvent, GitDiffEvent } from '../event/types.ts';
import { escapeControl, oneLine } from './escape-control.ts';
import { renderCall } from './render-call.ts';
import { renderDecision } from './render-decision.ts';
import { renderFailure } from './render-failure.ts';
import { renderGitDiff } from './render-git-diff.ts';
import { renderDuration, renderTime } from './render-time.ts';

/** Lines of each stream that a block shows: its last ones, where a tool says what went wrong. */
const TAIL_LINES = 8;
const MAX_LINE_CHARS = 200;

/**
 * An event as a short block of lines, the first one with its time and kind. Every line is safe to print.
 * Takes whatever stands in a log; never throws.
 */
export function renderEvent(event: Event): string[] {
  const [headline = '', ...rest] = bodyLines(event);
  return [oneLine(`${renderTime(event.ts)} ${event.event_type} ${headline}`, 2 * MAX_LINE_CHARS), ...rest];
}

function bodyLines(event: Event): string[] {
  if (event.event_type === 'failure') return renderFailure(event as FailureEvent);
  if (event.event_type === 'llm_call') return [renderCall(event as unknown as Fields)];
  if (event.event_type === 'tool_output') return toolLines(event as unknown as Fields);
  if (event.event_type === 'decision') return renderDecision(event as unknown as Fields);
  if (event.event_type === 'git_diff') return renderGitDiff(event as GitDiffEvent);
  return [payloadText(event as unknown as Fields)];
}

function toolLines(fields: Fields): string[] {
  const tool = typeof fields.tool === 'string' ? fields.tool : '?';
  const signal = typeof fields.signal === 'string' ? ` (${fields.signal})` : '';
  const took = typeof fields.duration_ms === 'number' ? `, ${renderDuration(fields.duration_ms)}` : '';
  const error = typeof fields.error === 'string' ? `, ${fields.error}` : '';
  return [
    oneLine(`${tool}: exit ${String(fields.exit_code ?? '?')}${signal}${took}${error}`, MAX_LINE_CHARS),
    ...streamLines('stdout', fields.stdout),
    ...streamLines('stderr', fields.stderr),
  ];
}

function streamLines(name: string, stream: unknown): string[] {
  if (typeof stream !== 'string' || stream === '') return [];
  const lines = stream.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const tail = lines.slice(-TAIL_LINES);
  const earlier = lines.length - tail.length;
  return [
    earlier > 0 ? `  ${name} (${earlier} earlier lines not shown):` : `  ${name}:`,
    ...tail.map((line) => `    ${oneLine(line.replace(/\r$/, ''), MAX_LINE_CHARS)}`),
  ];
}

const HEAD_KEYS: ReadonlySet<string> = new Set(['event_type', 'id', 'session_id', 'ts']);

/** A kind that has no form of its own here: its payload, compact. */
function payloadText(fields: Fields): string {
  const payload = Object.entries(fields).filter(([key]) => !HEAD_KEYS.has(key));
  return escapeControl(JSON.stringify(Object.fromEntries(payload)));
}
