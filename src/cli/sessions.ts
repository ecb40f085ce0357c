import { foldRecords } from '../event/line.ts';
import type { SessionRecord } from '../event/types.ts';
import { redact } from '../redact/redact.ts';
import { oneLine } from '../report/escape-control.ts';
import { renderTime } from '../report/render-time.ts';
import type { Folder } from '../store/types.ts';
import { openJournal } from './open-journal.ts';
import { type Call, DONE, type Exit, usageError, type Verb } from './verb.ts';

/** `agentlog sessions`. */
export const sessionsVerb: Verb = {
  name: 'sessions',
  synopsis: '[--json]',
  summary: 'lists the sessions, one a line, newest last',
  flags: { json: { type: 'boolean', summary: 'one JSON object a line' } },
  details: `
A line: id, agent, start in UTC, open or closed, events by type, task.

  $ agentlog sessions
  sess_k3v7q2mzd5xw4h6n cursor 2026-02-14T17:33:40Z open failure=2 tool_output=1 fix validation bug
`,
  run: listSessions,
};

const MAX_LINE_CHARS = 300;

/** A session in one line: its record, folded, and how many events of each type it has. */
interface Summary {
  readonly record: SessionRecord;
  readonly events: Readonly<Record<string, number>>;
}

function listSessions(call: Call): Exit {
  if (call.words.length > 0) throw usageError('sessions takes no words; see agentlog sessions --help');
  const folder = openJournal(call).folder();
  for (const id of folder.list()) {
    const summary = summarize(folder, id);
    if (summary !== undefined)
      call.out.write(`${call.has('json') ? jsonLine(summary) : textLine(summary)}\n`);
  }
  return DONE;
}

/** Reads the whole session. `undefined` where its file holds no record. */
function summarize(folder: Folder, id: string): Summary | undefined {
  let record: SessionRecord | undefined;
  const events = new Map<string, number>();
  for (const line of folder.read(id)) {
    if (line.kind === 'session') record = foldRecords(record, line.record);
    else events.set(line.event.event_type, (events.get(line.event.event_type) ?? 0) + 1);
  }
  return record && { record, events: Object.fromEntries(events) };
}

function jsonLine({ record, events }: Summary): string {
  return redact(JSON.stringify({ ...record, events }));
}

function textLine({ record, events }: Summary): string {
  const counts = Object.entries(events).map(([type, count]) => `${type}=${count}`);
  const state = record.end_ts === null ? 'open' : 'closed';
  const words = [record.session_id, record.agent_name ?? '-', renderTime(record.start_ts), state, ...counts];
  return oneLine(redact([...words, record.task ?? '-'].join(' ')), MAX_LINE_CHARS);
}
