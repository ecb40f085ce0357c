import { tell } from '../base/notice.ts';
import { ID_PREFIX } from '../event/ids.ts';
import type { Event } from '../event/types.ts';
import { redact } from '../redact/redact.ts';
import { renderEvent } from '../report/render-event.ts';
import type { Folder, StoredLine } from '../store/types.ts';
import { chooseSessions } from './choose-sessions.ts';
import { nearest } from './nearest.ts';
import { openJournal } from './open-journal.ts';
import { readCount } from './read-call.ts';
import { redactLine } from './redact-line.ts';
import { type Call, DONE, type Exit, usageError, type Verb } from './verb.ts';

const DEFAULT_LAST = 20;
const TYPES: readonly string[] = Object.keys(ID_PREFIX);

/** `agentlog show`. */
export const showVerb: Verb = {
  name: 'show',
  synopsis: '[TYPE] [--last N] [--all] [--session ID|all] [--json]',
  summary: 'prints events, newest last',
  flags: {
    last: { type: 'string', value: 'N', summary: `the last N events (default ${DEFAULT_LAST})` },
    all: { type: 'boolean', summary: 'every event' },
    session: {
      type: 'string',
      value: 'ID|all',
      summary: 'of this session (default the current one, else the newest)',
    },
    json: { type: 'boolean', summary: 'the stored lines' },
  },
  details: `
TYPE is one of ${TYPES.join(', ')}.

  $ agentlog show failure --last 1
  2026-02-14T17:33:40Z failure TypeError: Cannot read properties of null (reading 'price')
    at src/cart.js:42 total
    item = null
    items = [{id: 1, price: 3}, null]
`,
  run: showEvents,
};

type EventLine = Extract<StoredLine, { kind: 'event' }>;

function showEvents(call: Call): Exit {
  const type = readType(call.words);
  const last = readLast(call);
  const journal = openJournal(call);
  const folder = journal.folder();
  const ids = chooseSessions(folder, call.value('session'), () => journal.sessionId());
  const print = call.has('json') ? printJson : printText;
  let skipped = 0;
  for (const line of newest(folder, ids, type, last, (count) => (skipped += count))) print(call, line);
  if (skipped > 0)
    tell(`${skipped} ${skipped === 1 ? 'line was' : 'lines were'} skipped: torn, or not agentlog's`);
  return DONE;
}

function readType(words: readonly string[]): string | undefined {
  const [type, ...more] = words;
  if (more.length > 0) throw usageError('show takes at most one word, the type; see agentlog show --help');
  if (type === undefined || TYPES.includes(type)) return type;
  const near = nearest(type, TYPES);
  const hint = near === undefined ? `they are ${TYPES.join(', ')}` : `did you mean ${near}?`;
  throw usageError(`no type ${JSON.stringify(type)}; ${hint}`);
}

function readLast(call: Call): number {
  const text = call.value('last');
  if (call.has('all') && text !== undefined) throw usageError('--all and --last exclude each other');
  if (call.has('all')) return Number.POSITIVE_INFINITY;
  return text === undefined ? DEFAULT_LAST : readCount('last', text);
}

/** The last events of the sessions, by time; a single session keeps the order of its file. */
function* newest(
  folder: Folder,
  ids: readonly string[],
  type: string | undefined,
  last: number,
  onSkipped: (count: number) => void,
): Iterable<EventLine> {
  if (ids.length === 1 && last === Number.POSITIVE_INFINITY) {
    yield* eventsOf(folder, ids[0] ?? '', type, onSkipped);
    return;
  }
  const kept: EventLine[] = [];
  for (const id of ids) {
    const own: EventLine[] = [];
    for (const line of eventsOf(folder, id, type, onSkipped)) {
      own.push(line);
      if (own.length >= 2 * last) own.splice(0, own.length - last);
    }
    kept.push(...(last === Number.POSITIVE_INFINITY ? own : own.slice(-last)));
  }
  if (ids.length > 1) kept.sort((a, b) => a.event.ts - b.event.ts);
  yield* last === Number.POSITIVE_INFINITY ? kept : kept.slice(-last);
}

function* eventsOf(
  folder: Folder,
  id: string,
  type: string | undefined,
  onSkipped: (count: number) => void,
): Iterable<EventLine> {
  for (const line of folder.read(id, { onSkipped })) {
    if (line.kind === 'event' && (type === undefined || line.event.event_type === type)) yield line;
  }
}

function printJson(call: Call, line: EventLine): void {
  call.out.write(`${redactLine(line.text)}\n`);
}

function printText(call: Call, line: EventLine): void {
  const lines = renderEvent(line.event as Event).map((text) => redact(text));
  call.out.write(`${lines.join('\n')}\n`);
}
