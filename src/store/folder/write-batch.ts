import { foldRecords } from '../../event/line.ts';
import type { SessionRecord } from '../../event/types.ts';
import type { Batch } from '../types.ts';
import { standsAt, type TakeLine } from './line-kinds.ts';
import { completeRecord } from './read-session.ts';
import type { Folder } from './types.ts';

const HEAD_BYTES = '{"event_type":"'.length;
const BEFORE_ID = Buffer.from('","id":"');
const QUOTE = 34;

/**
 * Appends what of a batch is not there yet. It reads the file of each session that gets events once, as bytes: about a second a gigabyte.
 * @throws AGENTLOG_STORE, AGENTLOG_SESSION
 */
export function writeBatch(folder: Folder, { sessions, events }: Batch): void {
  for (const record of sessions) writeRecord(folder, record);
  const bySession = new Map<string, Batch['events'][number][]>();
  for (const line of events) {
    const { session_id: id } = line.event;
    const lines = bySession.get(id);
    if (lines === undefined) bySession.set(id, [line]);
    else lines.push(line);
  }
  for (const [sessionId, lines] of bySession) {
    const there = findEvents(folder, sessionId, new Set(lines.map(({ event }) => event.id)));
    for (const { event, text } of lines) {
      if (there.has(event.id)) continue;
      folder.appendText(sessionId, `${text}\n`);
      there.add(event.id);
    }
  }
}

/** What is null leaves what is known, and tokens only grow. */
function writeRecord(folder: Folder, record: SessionRecord): void {
  if (folder.create(record)) return;
  const { session_id: id } = record;
  let known: SessionRecord | undefined;
  for (const line of folder.read(id, { only: ['session'] }))
    if (line.kind === 'session') known = foldRecords(known, line.record);
  const folded = completeRecord(id, record.start_ts, foldRecords(known, record));
  const tokens = Math.max(known?.total_tokens ?? 0, record.total_tokens ?? 0);
  const next = { ...folded, total_tokens: folded.total_tokens === null ? null : tokens };
  if (known === undefined || !isSame(completeRecord(id, known.start_ts, known), next)) folder.append(next);
}

function isSame(one: SessionRecord, other: SessionRecord): boolean {
  return (Object.keys(other) as (keyof SessionRecord)[]).every((key) => one[key] === other[key]);
}

/** Those of the ids of which the session has a whole line. The lines of others are passed over as bytes. */
function findEvents(folder: Folder, sessionId: string, ids: ReadonlySet<string>): Set<string> {
  const found = new Set<string>();
  const take: TakeLine = (kind, bytes, start, end) => {
    const at = start + HEAD_BYTES + kind.length;
    if (!standsAt(BEFORE_ID, bytes, at)) return false;
    const from = at + BEFORE_ID.length;
    const until = bytes.indexOf(QUOTE, from);
    if (until === -1 || until >= end) return false;
    const id = bytes.toString('utf8', from, until);
    return !id.includes('\\') && !ids.has(id);
  };
  for (const line of folder.read(sessionId, { take }))
    if (line.kind === 'event' && ids.has(line.event.id)) found.add(line.event.id);
  return found;
}
