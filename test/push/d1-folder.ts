import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { decisionOf, recordOf } from '../cli/store-lines.ts';

let made = 0;

/** A text line of an event, with a new id. */
export function eventLine(sessionId: string, more: object = {}): string {
  made += 1;
  return `${JSON.stringify(decisionOf(sessionId, `n${process.pid}_${made}`, 1_770_000_000 + made / 1000, more))}\n`;
}

/** A text line of a model call that took so many tokens. */
export function callLine(sessionId: string, tokens: number): string {
  made += 1;
  const id = `llm_n${process.pid}_${made}`;
  const head = {
    event_type: 'llm_call',
    id,
    session_id: sessionId,
    ts: 1_770_000_000 + made / 1000,
    call_id: id,
  };
  const counts = { model: 'm', tokens_in: tokens, tokens_out: 0, tokens_total: tokens, duration_ms: 1 };
  return `${JSON.stringify({ ...head, ...counts })}\n`;
}

/** The file of a session in the store of `cwd`. */
export function pathOf(cwd: string, sessionId: string): string {
  return join(cwd, '.agentlog', `session_${sessionId.slice(5)}.jsonl`);
}

/** Appends to a session's file as it stands. */
export function appendText(cwd: string, sessionId: string, text: string | Buffer): void {
  mkdirSync(join(cwd, '.agentlog'), { recursive: true, mode: 0o700 });
  appendFileSync(pathOf(cwd, sessionId), text, { mode: 0o600 });
}

/** A session's record, as a line. */
export function recordLine(sessionId: string, changes: object = {}): string {
  return `${JSON.stringify(recordOf(sessionId, changes))}\n`;
}

/** Writes a session of so many events, every tenth a model call of 10 tokens. */
export function writeSession(cwd: string, sessionId: string, events: number): void {
  const lines = Array.from({ length: events }, (_, i) =>
    i % 10 === 9 ? callLine(sessionId, 10) : eventLine(sessionId),
  );
  appendText(cwd, sessionId, recordLine(sessionId) + lines.join(''));
}
