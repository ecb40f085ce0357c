import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Appends lines to a session of the store in `cwd`, as any program may. */
export function appendLines(cwd: string, sessionId: string, ...lines: (object | string)[]): void {
  const folder = join(cwd, '.agentlog');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const text = lines.map((line) => (typeof line === 'string' ? line : `${JSON.stringify(line)}\n`)).join('');
  appendFileSync(join(folder, `session_${sessionId.slice(5)}.jsonl`), text, { mode: 0o600 });
}

/** The record that begins a session. */
export function recordOf(sessionId: string, changes: object = {}): object {
  return {
    session_id: sessionId,
    start_ts: 1_770_000_000,
    end_ts: null,
    agent_name: 'a',
    task: 't',
    total_tokens: null,
    ...changes,
  };
}

/** A decision whose answer is this text. */
export function decisionOf(sessionId: string, answer: string, ts = 1_770_000_000, more: object = {}): object {
  return {
    event_type: 'decision',
    id: `dec_${answer}`,
    session_id: sessionId,
    ts,
    question: 'q',
    answer,
    ...more,
  };
}
