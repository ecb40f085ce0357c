import { charCodeAt, slice } from '../../../base/held.ts';
import { createLineSplitter } from './line-splitter.ts';
import { END_BYTES, type LongText, MAX_WHOLE_BYTES } from './long-text.ts';
import type { ByteReader } from './types.ts';

const COLON = 58;
const SPACE = 32;
/** What a line of an event costs in memory beside its characters: the join of many short lines is bounded too. */
const LINE_COST = 64;

/**
 * Server-sent events: `onData` gets each event's data and type (`undefined` where it has none). An event that was not
 * closed by a blank line is given at the end too: a broken stream's last words count. An event beyond 1 MiB goes to
 * `onLong`; where several lines make it, `bytes` counts their UTF-16 units.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export function createSseReader(
  onData: (data: string, event: string | undefined) => void,
  onLong: (long: LongText) => void,
): ByteReader {
  let data: string | undefined;
  let cost = 0;
  let long: LongText | undefined;
  let event: string | undefined;

  function dispatch(): void {
    const given = data;
    const givenLong = long;
    const givenEvent = event;
    data = undefined;
    long = undefined;
    event = undefined;
    cost = 0;
    if (givenLong !== undefined)
      onLong({ head: givenLong.head, tail: slice(givenLong.tail, -END_BYTES), bytes: givenLong.bytes });
    else if (given !== undefined) onData(given, givenEvent);
  }

  function addData(value: string): void {
    cost += value.length + LINE_COST;
    if (long !== undefined) long = joinLong(long, value, value, value.length);
    else if (data === undefined) data = value;
    else if (cost <= MAX_WHOLE_BYTES) data = `${data}\n${value}`;
    else {
      long = joinLong({ head: data, tail: data, bytes: data.length }, value, value, value.length);
      data = undefined;
    }
  }

  function onLine(line: string): void {
    if (line === '') dispatch();
    else if (isField(line, 'data')) addData(fieldValue(line, 4));
    else if (isField(line, 'event')) event = fieldValue(line, 5) || undefined;
  }

  function onLongLine(line: LongText): void {
    if (!isField(line.head, 'data')) return;
    const head = fieldValue(line.head, 4);
    const bytes = line.bytes - (line.head.length - head.length);
    const before = long ?? (data === undefined ? undefined : { head: data, tail: data, bytes: data.length });
    data = undefined;
    long = before === undefined ? { head, tail: line.tail, bytes } : joinLong(before, head, line.tail, bytes);
  }

  return createLineSplitter(onLine, onLongLine, dispatch);
}

function isField(line: string, name: string): boolean {
  const { length } = name;
  if (line.length > length && charCodeAt(line, length) !== COLON) return false;
  for (let i = 0; i < length; i++) if (line[i] !== name[i]) return false;
  return true;
}

/** A line that is only a field's name gives it an empty value. */
function fieldValue(line: string, nameLength: number): string {
  const at = nameLength + 1;
  return slice(line, line.length > at && charCodeAt(line, at) === SPACE ? at + 1 : at);
}

/** Two texts with a newline between, the second one given by its ends. */
function joinLong(before: LongText, head: string, tail: string, bytes: number): LongText {
  const start = before.head.length < END_BYTES ? `${before.head}\n${head}` : before.head;
  const end = `${before.tail}\n${tail}`;
  return {
    head: start.length > END_BYTES ? slice(start, 0, END_BYTES) : start,
    // Cut now and then, not at each line: a cut copies.
    tail: end.length > 2 * END_BYTES ? slice(end, -END_BYTES) : end,
    bytes: before.bytes + 1 + bytes,
  };
}
