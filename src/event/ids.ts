import type { EventType } from './types.ts';

/** The beginning of each kind of event's id. */
export const ID_PREFIX: Readonly<Record<EventType, string>> = {
  failure: 'fail',
  llm_call: 'llm',
  tool_output: 'tool',
  git_diff: 'diff',
  decision: 'dec',
};

/** 16 letters and digits of base 32 carry 80 bits: among a billion ids two are alike with a chance of 1 in 2.4 million. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const ID_BYTES = 10;
const SESSION_ID = /^sess_[A-Za-z0-9_-]{4,64}$/;

/** Fills a buffer with random bytes and gives it back, as `crypto.getRandomValues` does. */
export type FillRandom = (bytes: Uint8Array) => Uint8Array;

/** A new 16-character suffix of 80 random bits. */
export function createSuffix(fillRandom: FillRandom): string {
  return encodeSuffix(fillRandom(new Uint8Array(ID_BYTES)));
}

/** The 16-character form of the first ten bytes given (base 32 of RFC 4648 in lower case). */
export function encodeSuffix(bytes: Uint8Array): string {
  let suffix = '';
  let bits = 0;
  let held = 0;
  for (let i = 0; i < ID_BYTES; i += 1) {
    held = (held << 8) | (bytes[i] ?? 0);
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      suffix += ALPHABET[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return suffix;
}

/** A new event id of the given kind. */
export function createEventId(type: EventType, fillRandom: FillRandom): string {
  return `${ID_PREFIX[type]}_${createSuffix(fillRandom)}`;
}

/** A new session id. */
export function createSessionId(fillRandom: FillRandom): string {
  return `sess_${createSuffix(fillRandom)}`;
}

/** The `call_id` of an event, for the kinds that have one: the event's id without its prefix. */
export function callIdOf(type: EventType, eventId: string): string | undefined {
  return type === 'tool_output' || type === 'llm_call' ? eventId.slice(eventId.indexOf('_') + 1) : undefined;
}

/** Whether a text can be a session's id: it becomes a file's name, so nothing else is let through. */
export function isSessionId(text: string): boolean {
  return SESSION_ID.test(text);
}

/** The part of a session id behind `sess_`, which names its file. */
export function suffixOf(sessionId: string): string {
  return sessionId.slice('sess_'.length);
}
