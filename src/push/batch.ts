import type { SessionRecord } from '../event/types.ts';
import { redactJson } from '../redact/redact-json.ts';
import { rowBytes, sessionBytes } from '../store/d1/row-bytes.ts';
import type { SessionFile } from '../store/folder/types.ts';
import type { Batch, EventLine } from '../store/types.ts';
import type { Mark } from './marks.ts';

/** How large a request may become. */
export interface BatchLimits {
  /** Of the JSON that carries the rows, in bytes of UTF-8. */
  readonly maxBytes: number;
  readonly maxRows: number;
}

/** What is to be sent next, and how far each session's file is pushed once it is confirmed. */
export interface OpenBatch {
  readonly events: number;
  /** Whether a line can be added, or has to wait for the next batch. A batch takes at least one line, however long. */
  hasRoom(line: EventLine): boolean;
  addEvent(line: EventLine): void;
  /** The session's row as it is known by now; it takes the place of the one that was there. */
  setSession(record: SessionRecord): void;
  setMark(file: SessionFile, mark: () => Mark): void;
  /** Empties it. */
  take(): { readonly batch: Batch; readonly marks: readonly (readonly [SessionFile, Mark])[] };
}

/** An empty batch. Holds as many bytes as it may send, three times over at most. */
export function openBatch({ maxBytes, maxRows }: BatchLimits): OpenBatch {
  let events: { event: EventLine['event']; text: string }[] = [];
  let sessions = new Map<string, { record: SessionRecord; bytes: number }>();
  let marks = new Map<string, readonly [SessionFile, () => Mark]>();
  let bytes = 0;
  let last: { line: EventLine; text: string; bytes: number } | undefined;

  /** What is sent of a line; a log may come from an older version that knew fewer shapes of secrets. */
  function weigh(line: EventLine): { text: string; bytes: number } {
    if (last?.line !== line) {
      const text = redactJson(line.text);
      last = { line, text, bytes: rowBytes({ event: line.event, text }) };
    }
    return last;
  }

  return {
    get events() {
      return events.length;
    },
    hasRoom(line) {
      if (events.length === 0 && sessions.size === 0) return true;
      return events.length + sessions.size < maxRows && bytes + weigh(line).bytes <= maxBytes;
    },
    addEvent(line) {
      const { text, bytes: weight } = weigh(line);
      events.push({ event: line.event, text });
      bytes += weight;
      last = undefined;
    },
    setSession(record) {
      const before = sessions.get(record.session_id);
      if (before?.record === record) return;
      const weight = sessionBytes(record);
      bytes += weight - (before?.bytes ?? 0);
      sessions.set(record.session_id, { record, bytes: weight });
    },
    setMark(file, mark) {
      marks.set(file.id, [file, mark]);
    },
    take() {
      const taken = {
        batch: { sessions: [...sessions.values()].map(({ record }) => record), events },
        marks: [...marks.values()].map(([file, mark]) => [file, mark()] as const),
      };
      events = [];
      sessions = new Map();
      marks = new Map();
      bytes = 0;
      return taken;
    },
  };
}
