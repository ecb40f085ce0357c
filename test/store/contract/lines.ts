import type { Event } from '../../../src/event/types.ts';
import type {
  Batch,
  EventLine,
  Selection,
  Store,
  StoredLine,
  StoreReader,
} from '../../../src/store/types.ts';
import { makeEvent, makeRecord } from '../folder/make-lines.ts';

/** An event and its line. */
export type Line = Batch['events'][number];

export const A = 'sess_aaaa';
export const B = 'sess_bbbb';
export const C = 'sess_cccc';
/** What a reader of each kind looks into. */
const FIELDS: Readonly<Record<string, object>> = {
  failure: {
    error: { type: 'E', msg: 'm' },
    location: { file: 'f', line: 1, function: 'g' },
    locals: {},
  },
  llm_call: { model: 'm', tokens_in: 1, tokens_out: 2, tokens_total: 3 },
};

export function makeLine(session: string, name: string, changes: Record<string, unknown> = {}): Line {
  const kind = String(changes.event_type ?? 'decision');
  const event = makeEvent(session, name, { ...FIELDS[kind], ...changes });
  return { event, text: JSON.stringify(event) };
}

/** A model call with these fields. */
export function makeCall(session: string, fields: Record<string, unknown>): Line {
  return makeLine(session, 'call', {
    event_type: 'llm_call',
    tokens_in: null,
    tokens_out: null,
    tokens_total: null,
    ...fields,
  });
}

/** Writes sessions, made from their events, in batches that any database takes. */
export async function fill(
  store: Store,
  events: readonly Line[],
  sessions: readonly string[],
): Promise<void> {
  const records = sessions.map((id) => makeRecord(id));
  await store.write({ sessions: records, events: [] });
  let part: Line[] = [];
  let chars = 0;
  for (const line of events) {
    part.push(line);
    chars += line.text.length;
    if (chars < 500_000 && part.length < 500) continue;
    await store.write({ sessions: [], events: part });
    part = [];
    chars = 0;
  }
  if (part.length > 0) await store.write({ sessions: [], events: part });
}

export function nameOf({ event }: { readonly event: Event }): string {
  return (event as unknown as { answer: string }).answer;
}

export async function select(store: StoreReader, selection: Selection): Promise<string[]> {
  const names: string[] = [];
  for await (const page of store.events(selection)) names.push(...page.map(nameOf));
  return names;
}

/** A session's lines, newest first. */
export async function backward(
  store: StoreReader,
  id: string,
  type?: Event['event_type'],
): Promise<StoredLine[]> {
  const lines: StoredLine[] = [];
  for await (const page of store.readBackward(id, type && { type })) lines.push(...page);
  return lines;
}

/** Those of the lines that are events. */
export function eventsOf(lines: readonly StoredLine[]): EventLine[] {
  return lines.filter((line) => line.kind === 'event');
}

/** The sessions at a glance, a text each. */
export async function tallies(store: Store, last?: number): Promise<string[]> {
  const found: string[] = [];
  for await (const { record, events } of store.sessions(last))
    found.push(`${record.session_id} ${JSON.stringify(events)} ${record.total_tokens}`);
  return found;
}
