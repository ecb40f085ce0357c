import { EVENT_TYPES } from '../../event/event-types.ts';
import type { EventType } from '../../event/types.ts';

/** What the line of an event begins with, as agentlog writes it. */
const EVENT_HEAD: Buffer = Buffer.from('{"event_type":"');
/** What the line of a session record begins with. */
const RECORD_HEAD: Buffer = Buffer.from('{"session_id":"');
/** By the first letter of the kind, which differs for all: the rest of the head. */
const TAILS: readonly (readonly [kind: EventType, tail: Buffer] | undefined)[] = createTails();
const PROBE_BYTES = 4;
const NEWLINE = 10;
const OPEN_BRACE = 123;
/** With more of them the word is looked for at once. */
const FEW_BRACES = 4;

/**
 * Is shown a whole line as it stands in the file, `bytes[start..end)` without its newline, which begins as the lines of this kind
 * do. Where it gives true, the line is done with; else it is decoded. What is behind `end` is none of its business.
 */
export type TakeLine = (kind: EventType, bytes: Buffer, start: number, end: number) => boolean;

/** Gives where the first line begins, at `start` or behind it, that is to be decoded. `start` is the start of a line. */
export type PassOver = (bytes: Buffer, start: number) => number;

/**
 * Walks over lines without decoding them and shows each to `take`, down to the first that it does not take. A line that
 * could hold two, because a writer was cut off within the first, is never shown: it has to be decoded. Costs some 0.3 µs
 * a line and 0.2 s a gigabyte.
 */
export function createPassOver(take: TakeLine): PassOver {
  const holdsSecond = createSecondFinder();
  return (bytes, from) => {
    let start = from;
    for (;;) {
      const kind = kindAt(bytes, start);
      if (kind === undefined) return start;
      const end = bytes.indexOf(NEWLINE, start + EVENT_HEAD.length);
      if (end === -1 || holdsSecond(bytes, start, end)) return start;
      if (!take(kind, bytes, start, end)) return start;
      start = end + 1;
    }
  };
}

/**
 * Tells whether another line's beginning stands within a line. Most lines have hardly a brace but their first, and Node finds a single
 * byte five times as fast as a word.
 */
function createSecondFinder(): (bytes: Buffer, start: number, end: number) => boolean {
  const holdsEvent = createFinder(EVENT_HEAD);
  const holdsRecord = createFinder(RECORD_HEAD);
  return (bytes, start, end) => {
    let at = start;
    for (let braces = 0; braces < FEW_BRACES; braces += 1) {
      at = bytes.indexOf(OPEN_BRACE, at + 1);
      if (at === -1 || at >= end) return false;
      if (standsAt(EVENT_HEAD, bytes, at) || standsAt(RECORD_HEAD, bytes, at)) return true;
    }
    return holdsEvent(bytes, at + 1, end) || holdsRecord(bytes, at + 1, end);
  };
}

/**
 * Tells whether a line's beginning stands between two places; each part of a buffer is searched once, as places only grow.
 * Node finds so few letters of it three times as fast as it finds it whole.
 */
function createFinder(head: Buffer): (bytes: Buffer, from: number, end: number) => boolean {
  const probe = head.subarray(0, PROBE_BYTES);
  let known: Buffer | undefined;
  let at = -1;
  return (bytes, from, end) => {
    if (bytes !== known || at < from) at = find(bytes, from);
    known = bytes;
    while (at < end && !standsAt(head, bytes, at)) at = find(bytes, at + 1);
    return at < end;
  };

  function find(bytes: Buffer, from: number): number {
    const found = bytes.indexOf(probe, from);
    return found === -1 ? Number.POSITIVE_INFINITY : found;
  }
}

/** The kind of event whose line begins here as agentlog writes it. */
function kindAt(bytes: Buffer, start: number): EventType | undefined {
  const at = start + EVENT_HEAD.length;
  // V8 makes code anew that has read beyond a buffer's end.
  if (at >= bytes.length) return undefined;
  const [kind, tail] = TAILS[bytes[at] as number] ?? [];
  if (tail === undefined || at + tail.length > bytes.length) return undefined;
  return standsAt(EVENT_HEAD, bytes, start) && standsAt(tail, bytes, at) ? kind : undefined;
}

/** Whether these bytes stand at a place. */
export function standsAt(word: Buffer, bytes: Buffer, start: number): boolean {
  for (let i = 0; i < word.length; i += 1) if (bytes[start + i] !== word[i]) return false;
  return true;
}

function createTails(): typeof TAILS {
  const tails = Array<[EventType, Buffer] | undefined>(256).fill(undefined);
  for (const kind of EVENT_TYPES) tails[kind.charCodeAt(0)] = [kind, Buffer.from(`${kind}"`)];
  return tails;
}
