import { slice } from '../base/held.ts';
import type { SafeText } from './safe-text.ts';

/**
 * Where secrets stand in one text: the starts and ends in turn, in no order, perhaps overlapping. Numbers of their own kind of array,
 * which no setter of a prototype can come between.
 */
export interface Spans {
  starts: Int32Array;
  ends: Int32Array;
  /** How many the arrays take: their `length` would be asked of a prototype. */
  room: number;
  count: number;
}

const Numbers = Int32Array;
const NONE: Int32Array = new Numbers(0);
const FIRST_ROOM = 8;

/** No secret known yet. */
export function createSpans(): Spans {
  return { starts: NONE, ends: NONE, room: 0, count: 0 };
}

/** Notes that the text from `start` up to `end` is a secret. */
export function addSpan(spans: Spans, start: number, end: number): void {
  const { count } = spans;
  if (count === spans.room) {
    spans.room = count === 0 ? FIRST_ROOM : 2 * count;
    spans.starts = enlarged(spans.starts, count, spans.room);
    spans.ends = enlarged(spans.ends, count, spans.room);
  }
  spans.starts[count] = start;
  spans.ends[count] = end;
  spans.count = count + 1;
}

function enlarged(numbers: Int32Array, count: number, room: number): Int32Array {
  const larger = new Numbers(room);
  for (let i = 0; i < count; i += 1) larger[i] = numbers[i] ?? 0;
  return larger;
}

/** Sorts the spans by their start and joins those that overlap or touch. Takes n log n for n spans. */
export function mergeSpans(spans: Spans): void {
  const { starts, ends } = spans;
  if (!isSorted(spans)) heapSort(starts, ends, spans.count);
  let kept = 0;
  for (let i = 1; i < spans.count; i += 1) {
    const start = starts[i] ?? 0;
    const end = ends[i] ?? 0;
    if (start <= (ends[kept] ?? 0)) {
      if (end > (ends[kept] ?? 0)) ends[kept] = end;
    } else {
      kept += 1;
      starts[kept] = start;
      ends[kept] = end;
    }
  }
  spans.count = spans.count === 0 ? 0 : kept + 1;
}

function isSorted({ starts, count }: Spans): boolean {
  for (let i = 1; i < count; i += 1) if ((starts[i] ?? 0) < (starts[i - 1] ?? 0)) return false;
  return true;
}

/** Array.prototype.sort could be the program's. */
function heapSort(starts: Int32Array, ends: Int32Array, count: number): void {
  for (let i = (count >> 1) - 1; i >= 0; i -= 1) siftDown(starts, ends, i, count);
  for (let end = count - 1; end > 0; end -= 1) {
    swap(starts, ends, 0, end);
    siftDown(starts, ends, 0, end);
  }
}

function siftDown(starts: Int32Array, ends: Int32Array, from: number, count: number): void {
  let parent = from;
  for (let child = 2 * parent + 1; child < count; child = 2 * parent + 1) {
    if (child + 1 < count && (starts[child + 1] ?? 0) > (starts[child] ?? 0)) child += 1;
    if ((starts[child] ?? 0) <= (starts[parent] ?? 0)) return;
    swap(starts, ends, parent, child);
    parent = child;
  }
}

function swap(starts: Int32Array, ends: Int32Array, a: number, b: number): void {
  const start = starts[a] ?? 0;
  const end = ends[a] ?? 0;
  starts[a] = starts[b] ?? 0;
  ends[a] = ends[b] ?? 0;
  starts[b] = start;
  ends[b] = end;
}

/** The text from `from` up to `to` with the marker in place of each merged span; a span across an edge counts whole. */
export function replaceSpans(
  text: string,
  spans: Spans,
  marker: SafeText,
  from: number = 0,
  to: number = text.length,
): string {
  let safe = '';
  let done = from;
  for (let i = 0; i < spans.count; i += 1) {
    const start = spans.starts[i] ?? 0;
    const end = spans.ends[i] ?? 0;
    if (end <= from) continue;
    if (start >= to) break;
    if (start > done) safe += slice(text, done, start);
    safe += marker;
    done = end;
  }
  return done < to ? safe + slice(text, done, to) : safe;
}
