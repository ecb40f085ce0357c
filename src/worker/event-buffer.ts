import type { EventLine } from '../store/types.ts';

/** An event that is logged, and its line without the newline. */
export type Held = Pick<EventLine, 'event' | 'text'>;

/** What became of an attempt to write: `later` keeps the events for another one. */
export type Outcome = 'written' | 'later' | 'never';

export interface BufferOptions {
  /** Writes events, oldest first, perhaps none; never rejects. May be given events that another call is still writing. */
  readonly write: (events: readonly Held[]) => Promise<Outcome>;
  /** Whether there is something to write but events. */
  readonly hasMore: () => boolean;
  /** Told how many events were dropped for want of room. */
  readonly onDropped: (count: number) => void;
}

/** The events of a store that are not known to be written. */
export interface EventBuffer {
  /** Holds an event. Of 1,000, or more than 1 MB, a part is written at once; where that is not possible, the oldest are dropped. */
  add(held: Held): void;
  /** Resolves when what was added before is written, or could not be. Never rejects. */
  flush(): Promise<void>;
  /** What was added and is not known to be written, oldest first. */
  unwritten(): Held[];
}

const MAX_EVENTS = 1000;
/** UTF-16 code units of the lines. */
const MAX_CHARS = 1_000_000;
/** So many parts may be under way, or wait for their turn, when a full buffer begins another one. */
const MAX_FLIGHTS = 4;
/**
 * So long, in ms, a flush waits for those that others began; then it takes over what they were to write. A request may end before its flush does,
 * and its promises are never settled then.
 */
const STALE_MS = 5000;

/** An event with its place in the order in which all were added. */
type Numbered = Held & { readonly number: number };

/** A part that is being written. */
interface Flight {
  readonly events: readonly Numbered[];
  readonly beganAt: number;
  readonly done: Promise<void>;
}

/** A buffer that several flushes may empty at once: each has events of its own to write. */
export function createEventBuffer({ write, hasMore, onDropped }: BufferOptions): EventBuffer {
  let waiting: Numbered[] = [];
  let count = 0;
  let chars = 0;
  const flights = new Set<Flight>();

  function isFull(): boolean {
    return waiting.length >= MAX_EVENTS || chars > MAX_CHARS;
  }

  function dropOldest(): void {
    let dropped = 0;
    for (; waiting.length - dropped > MAX_EVENTS || chars > MAX_CHARS; dropped += 1)
      chars -= waiting[dropped]?.text.length ?? 0;
    if (dropped === 0) return;
    waiting = waiting.slice(dropped);
    onDropped(dropped);
  }

  function putBack(events: readonly Numbered[]): void {
    waiting = [...events, ...waiting].sort((a, b) => a.number - b.number);
    for (const { text } of events) chars += text.length;
  }

  function takeOverStale(): void {
    for (const flight of flights) {
      if (Date.now() - flight.beganAt < STALE_MS) continue;
      flights.delete(flight);
      putBack(flight.events);
    }
  }

  function begin(): Flight | undefined {
    if (waiting.length === 0 && !hasMore()) return undefined;
    const events = waiting;
    waiting = [];
    chars = 0;
    // Of one session one after the other: the order in which rows arrive is the session's. Others may be of a request that is over.
    const sessions = new Set(events.map(({ event }) => event.session_id));
    const others = [...flights]
      .filter((flight) => flight.events.some(({ event }) => sessions.has(event.session_id)))
      .map(({ done }) => done);
    const written = others.length === 0 ? write(events) : within(STALE_MS, others).then(() => write(events));
    const flight: Flight = { events, beganAt: Date.now(), done: written.then(land) };
    flights.add(flight);
    return flight;

    function land(outcome: Outcome): void {
      // Another flush may have taken it over.
      if (!flights.delete(flight) || outcome !== 'later') return;
      putBack(events);
      dropOldest();
    }
  }

  return {
    add(held) {
      count += 1;
      waiting.push({ ...held, number: count });
      chars += held.text.length;
      if (!isFull()) return;
      if (flights.size < MAX_FLIGHTS) begin();
      else dropOldest();
    },
    async flush() {
      takeOverStale();
      const others = [...flights].map(({ done }) => done);
      const own = begin();
      await (own?.done ?? within(STALE_MS, others));
    },
    unwritten: () => [...[...flights].flatMap(({ events }) => events), ...waiting],
  };
}

/** Waits for promises, but no longer. */
async function within(ms: number, promises: readonly Promise<unknown>[]): Promise<void> {
  if (promises.length === 0) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([Promise.all(promises), late]);
  clearTimeout(timer);
}
