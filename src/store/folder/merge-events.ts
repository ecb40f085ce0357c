import { MAX_STRAY_EVENTS } from '../../base/limits.ts';
import type { Event, EventType } from '../../event/types.ts';
import type { EventLine } from '../types.ts';
import type { Folder } from './types.ts';

/** A session, or a part of its file. */
export interface Source {
  readonly id: string;
  /** The start of a line. @defaultValue the file's beginning */
  readonly from?: number;
  /** @defaultValue the file's end */
  readonly until?: number;
}

export interface MergeOptions {
  /** Events of this kind alone. */
  readonly type?: EventType | undefined;
  /** Events alone for which it gives true. */
  readonly accepts?: (line: EventLine) => boolean;
  /** Read the newest first, and no further back than `MAX_STRAY_EVENTS` in a row, of one session, for which it gives true. */
  readonly backwardTo?: (line: EventLine) => boolean;
  /** Told how many torn or foreign lines were skipped, perhaps several times. */
  readonly onSkipped?: ((count: number) => void) | undefined;
}

/** The text of the lines that are held at one time, over all sessions, in UTF-16 code units. */
const HELD_CHARS = 1 << 22;

/**
 * The events of sessions by time, oldest first, or newest first; those of one session keep the order of its file, whatever its
 * clock did. A stream: one file is open at a time, and memory grows with the number of sessions alone.
 */
export function* mergeEvents(
  folder: Folder,
  sources: readonly Source[],
  options: MergeOptions,
): Generator<EventLine, void, undefined> {
  const [only] = sources;
  if (sources.length === 1 && only !== undefined) {
    yield* readEventLines(folder, only, options);
    return;
  }
  const share = HELD_CHARS / Math.max(1, sources.length);
  const sign = options.backwardTo === undefined ? 1 : -1;
  const heap: Cursor[] = [];
  for (const source of sources) {
    const cursor = openCursor(folder, source, options, share);
    if (cursor.head() !== undefined) push(heap, cursor, sign);
  }
  for (let [cursor] = heap; cursor !== undefined; [cursor] = heap) {
    const line = cursor.head();
    if (line !== undefined) yield line;
    cursor.drop();
    if (cursor.head() === undefined) removeFirst(heap, sign);
    else sink(heap, 0, sign);
  }
}

function* readEventLines(
  folder: Folder,
  source: Source,
  options: MergeOptions,
): Generator<EventLine, void, undefined> {
  const { type, accepts, backwardTo, onSkipped } = options;
  const { from, until } = source;
  const reading = {
    ...(type !== undefined && { only: [type] }),
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
    ...(onSkipped !== undefined && { onSkipped }),
  };
  const lines =
    backwardTo === undefined ? folder.read(source.id, reading) : folder.readBackward(source.id, reading);
  let stray = 0;
  for (const line of lines) {
    if (line.kind !== 'event') continue;
    if (backwardTo !== undefined) {
      stray = backwardTo(line) ? stray + 1 : 0;
      if (stray > MAX_STRAY_EVENTS) return;
    }
    if (accepts === undefined || accepts(line)) yield line;
  }
}

/** Where the reading of one session stands. */
interface Cursor {
  readonly order: number;
  head(): HeldLine | undefined;
  drop(): void;
}

/** A line that waits for its turn; its event is made again when it is asked for, for it takes five times the room of its text. */
class HeldLine {
  readonly kind = 'event';
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly ts: number;
  constructor({ text, start, end, event }: EventLine) {
    this.text = text;
    this.start = start;
    this.end = end;
    this.ts = event.ts;
  }
  get event(): Event {
    return JSON.parse(this.text) as Event;
  }
}

let opened = 0;

/** Reads some lines of a session, closes its file, and reads on when these are used up. */
function openCursor(folder: Folder, source: Source, options: MergeOptions, maxChars: number): Cursor {
  let rest: Source | undefined = source;
  let held: HeldLine[] = [];
  let at = 0;
  opened += 1;

  function fill(): void {
    held = [];
    at = 0;
    let chars = 0;
    const part: Source | undefined = rest;
    rest = undefined;
    if (part === undefined) return;
    for (const line of readEventLines(folder, part, options)) {
      held.push(new HeldLine(line));
      chars += line.text.length;
      if (chars < maxChars) continue;
      rest = options.backwardTo === undefined ? { ...part, from: line.end } : { ...part, until: line.start };
      return;
    }
  }

  return {
    order: opened,
    head() {
      if (at >= held.length && rest !== undefined) fill();
      return held[at];
    },
    drop() {
      at += 1;
    },
  };
}

/** Whether one is to be read before the other; of the same time, the session that stands first. */
function isBefore(one: Cursor, other: Cursor, sign: number): boolean {
  const difference = (one.head()?.ts ?? 0) - (other.head()?.ts ?? 0) || one.order - other.order;
  return sign * difference < 0;
}

function push(heap: Cursor[], cursor: Cursor, sign: number): void {
  let i = heap.push(cursor) - 1;
  while (i > 0) {
    const above = (i - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || !isBefore(cursor, parent, sign)) return;
    heap[i] = parent;
    heap[above] = cursor;
    i = above;
  }
}

function removeFirst(heap: Cursor[], sign: number): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  heap[0] = last;
  sink(heap, 0, sign);
}

function sink(heap: Cursor[], from: number, sign: number): void {
  const cursor = heap[from];
  if (cursor === undefined) return;
  let i = from;
  for (;;) {
    let below = 2 * i + 1;
    const left = heap[below];
    const right = heap[below + 1];
    if (left === undefined) return;
    if (right !== undefined && isBefore(right, left, sign)) below += 1;
    const child = heap[below];
    if (child === undefined || !isBefore(child, cursor, sign)) return;
    heap[i] = child;
    heap[below] = cursor;
    i = below;
  }
}
