import { slice } from '../base/held.ts';
import type { Event, EventHead, EventType, SessionRecord } from './types.ts';

const { stringify } = JSON;
const { getPrototypeOf, hasOwn, keys } = Object;
const { isArray } = Array;
const arrayPrototype = Array.prototype;
const objectPrototype = Object.prototype;

/** One line of a session's file, newline included. A `toJSON` that the program gave to all objects is not called. */
export function encodeLine(line: Event | SessionRecord): string {
  return `${encodeJson(line)}\n`;
}

/**
 * One event's line, newline included: the head's keys first, whose texts are all of agentlog's own making and need no escaping, then
 * the payload's. `callId` is for the kinds that name their call.
 */
export function encodeEvent(head: EventHead<EventType>, payload: object, callId?: string): string {
  const call = callId === undefined ? '' : `,"call_id":"${callId}"`;
  const body = encodeJson(payload);
  return `{"event_type":"${head.event_type}","id":"${head.id}","session_id":"${head.session_id}","ts":${head.ts}${call}${
    body === '{}' ? '}' : `,${slice(body, 1)}`
  }\n`;
}

/** Plain data as JSON; no `toJSON` that the program gave to objects or arrays is called. */
export function encodeJson(value: unknown): string {
  const isPatched =
    hasOwn(objectPrototype, 'toJSON') ||
    hasOwn(arrayPrototype, 'toJSON') ||
    getPrototypeOf(arrayPrototype) !== objectPrototype;
  return isPatched ? encodeByHand(value) : (stringify(value) ?? 'null');
}

/** What `JSON.stringify` gives for plain data, without asking any object for a method. */
function encodeByHand(value: unknown): string {
  if (typeof value !== 'object' || value === null) return stringify(value) ?? 'null';
  let text = '';
  if (isArray(value)) {
    for (let i = 0; i < value.length; i += 1) text += (i === 0 ? '' : ',') + encodeByHand(value[i]);
    return `[${text}]`;
  }
  const names = keys(value);
  for (let i = 0; i < names.length; i += 1) {
    const name = names[i] ?? '';
    const field = (value as Record<string, unknown>)[name];
    if (field !== undefined) text += `${text === '' ? '' : ','}${stringify(name)}:${encodeByHand(field)}`;
  }
  return `{${text}}`;
}

/** What one line of a session's file holds. */
export type DecodedLine =
  | { readonly kind: 'event'; readonly event: Event }
  | { readonly kind: 'session'; readonly record: SessionRecord }
  | undefined;

/** Reads one line; a torn or foreign one gives `undefined`. */
export function decodeLine(text: string): DecodedLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const line = value as Record<string, unknown>;
  if (typeof line.session_id !== 'string') return undefined;
  if (line.event_type === undefined) {
    return typeof line.start_ts === 'number'
      ? { kind: 'session', record: line as unknown as SessionRecord }
      : undefined;
  }
  if (typeof line.event_type !== 'string' || typeof line.id !== 'string' || typeof line.ts !== 'number')
    return undefined;
  return { kind: 'event', event: line as unknown as Event };
}

/** Folds a session's records in the order of the file: the later non-null value stands. */
export function foldRecords(earlier: SessionRecord | undefined, later: SessionRecord): SessionRecord {
  if (earlier === undefined) return later;
  return {
    session_id: earlier.session_id,
    start_ts: later.start_ts ?? earlier.start_ts,
    end_ts: later.end_ts ?? earlier.end_ts,
    agent_name: later.agent_name ?? earlier.agent_name,
    task: later.task ?? earlier.task,
    total_tokens: later.total_tokens ?? earlier.total_tokens,
  };
}
