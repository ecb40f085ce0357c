import { type Fields, isFields } from '../../base/fields.ts';
import { encodeJson } from '../../event/line.ts';
import { hasEventShape } from '../../event/shape.ts';
import type { Event, SessionRecord } from '../../event/types.ts';
import type { EventLine, StoredLine } from '../types.ts';
import type { Row } from './connection.ts';

/** A time may lose its last bit on its way through SQL's own reading of numbers. */
const TS_SLACK = 4 * Number.EPSILON;

/**
 * The line of a row of `events`, `at` being its rowid. Its text is the payload as it is stored; where that does not say what the columns
 * say, or is not one line, the columns stand and the text is written anew. `undefined` where the row is no event: its payload is no JSON
 * object, or lacks what its kind must have.
 */
export function rowLine(row: Row): EventLine | undefined {
  const { at, id, session_id: sessionId, ts, event_type: type, payload } = row;
  if (typeof at !== 'number' || typeof payload !== 'string') return undefined;
  if (typeof id !== 'string' || typeof sessionId !== 'string') return undefined;
  if (typeof ts !== 'number' || !Number.isFinite(ts) || typeof type !== 'string') return undefined;
  const fields = parseObject(payload);
  if (fields === undefined) return undefined;
  const agrees =
    fields.event_type === type &&
    fields.id === id &&
    fields.session_id === sessionId &&
    isSameTime(fields.ts, ts);
  const head = { event_type: type, id, session_id: sessionId, ts: agrees ? fields.ts : ts };
  const event = (agrees ? fields : { ...head, ...fields, ...head }) as unknown as Event;
  if (!hasEventShape(event)) return undefined;
  const text = agrees && isOneLine(payload) ? payload : writeLine(head, fields);
  return { kind: 'event', event, text, start: at, end: at + 1 };
}

function parseObject(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isSameTime(said: unknown, ts: number): boolean {
  return typeof said === 'number' && Math.abs(said - ts) <= TS_SLACK * Math.abs(ts);
}

/** Within JSON a newline can only stand between its words. */
function isOneLine(text: string): boolean {
  return text.startsWith('{') && text.endsWith('}') && !/[\r\n]/.test(text);
}

/** The head's keys first: a key like a number would else stand before them. */
function writeLine(head: object, fields: object): string {
  const rest = encodeJson(
    Object.fromEntries(Object.entries(fields).filter(([key]) => !Object.hasOwn(head, key))),
  );
  const text = encodeJson(head);
  return rest === '{}' ? text : `${text.slice(0, -1)},${rest.slice(1)}`;
}

/** The record in a row of `agent_sessions`, of which another writer may have made anything; `undefined` without an id. */
export function rowRecord(row: Row): SessionRecord | undefined {
  const { session_id: id, start_ts: start, end_ts: end, agent_name: agent, task, total_tokens: tokens } = row;
  if (typeof id !== 'string') return undefined;
  return {
    session_id: id,
    start_ts: numberOr(start, numberOr(row.first_ts, numberOr(end, 0))),
    end_ts: numberOr(end, null),
    agent_name: textOr(agent, null),
    task: textOr(task, null),
    total_tokens: numberOr(tokens, null),
  } as SessionRecord;
}

/** The line of a session's row. It stands behind all of its events, as the last record of a session's file does. */
export function recordLine(row: Row): StoredLine | undefined {
  const record = rowRecord(row);
  if (record === undefined) return undefined;
  const end = Number.MAX_SAFE_INTEGER;
  return { kind: 'session', record, text: encodeJson(record), start: end - 1, end };
}

/** A finite number, or what stands for it. */
export function numberOr<T>(value: unknown, other: T): number | T {
  return typeof value === 'number' && Number.isFinite(value) ? value : other;
}

function textOr<T>(value: unknown, other: T): string | T {
  return typeof value === 'string' ? value : other;
}
