import { CLOCK_SLACK_S, MAX_HELD_CHARS } from '../../base/limits.ts';
import type { EventLine, Selection } from '../types.ts';
import { mergeEvents, type Source } from './merge-events.ts';
import type { Folder } from './types.ts';

/**
 * The events of sessions that were asked for, by time, oldest first; those of one session in the order of its file. With `last`
 * or `since` it costs what it gives and not what the files hold. What is written after the call began may not be among them.
 * Memory does not grow with what is given.
 */
export function* selectEvents(
  folder: Folder,
  sources: readonly Source[],
  selection: Omit<Selection, 'sessionId'>,
): Generator<EventLine, void, undefined> {
  const { type, last = Number.POSITIVE_INFINITY, since, onSkipped } = selection;
  const accepts = acceptsSince(selection);
  const options = { type, ...(accepts !== undefined && { accepts }) };
  if (last === Number.POSITIVE_INFINITY && since === undefined) {
    yield* mergeEvents(folder, sources, { ...options, onSkipped });
    return;
  }
  const oldest = since === undefined ? Number.NEGATIVE_INFINITY : since - CLOCK_SLACK_S;
  const ends = sources.map((source) => ({ ...source, until: source.until ?? folder.size(source.id) }));
  const found = findLast(
    mergeEvents(folder, ends, { ...options, onSkipped, backwardTo: ({ event }) => event.ts < oldest }),
    last,
  );
  if (found.lines !== undefined) {
    yield* found.lines.reverse();
    return;
  }
  const parts = ends.flatMap((source) => {
    const from = found.starts.get(source.id);
    return from === undefined ? [] : [{ ...source, from }];
  });
  yield* mergeEvents(folder, parts, options);
}

function acceptsSince({ since, accepts }: Omit<Selection, 'sessionId'>): Selection['accepts'] {
  if (since === undefined) return accepts;
  return (line) => line.event.ts >= since && (accepts === undefined || accepts(line));
}

interface Found {
  /** Newest first; `undefined` where they were too many to be held. */
  readonly lines: EventLine[] | undefined;
  /** Where the oldest of them begins, by session. */
  readonly starts: ReadonlyMap<string, number>;
}

function findLast(newestFirst: Iterable<EventLine>, count: number): Found {
  const starts = new Map<string, number>();
  let lines: EventLine[] | undefined = [];
  let chars = 0;
  let found = 0;
  for (const line of newestFirst) {
    starts.set(line.event.session_id, line.start);
    chars += line.text.length;
    if (chars > MAX_HELD_CHARS) lines = undefined;
    lines?.push(line);
    found += 1;
    if (found >= count) break;
  }
  return { lines, starts };
}
