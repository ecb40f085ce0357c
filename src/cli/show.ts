import { EVENT_TYPES } from '../event/event-types.ts';
import type { EventType } from '../event/types.ts';
import type { EventLine, StoreReader } from '../store/types.ts';
import { chooseSession, readSessionId } from './choose-session.ts';
import { createGrep, eventText } from './event-text.ts';
import { lookUntilInterrupted } from './follow.ts';
import { nearest } from './nearest.ts';
import { D1_FLAG, openStore } from './open-store.ts';
import { bufferOutput } from './output.ts';
import { readCount } from './read-call.ts';
import { readMoment } from './read-time.ts';
import { redactLine } from './redact-line.ts';
import { tellSkipped } from './tell-skipped.ts';
import { type Call, DONE, type Exit, usageError, type Verb } from './verb.ts';

const DEFAULT_LAST = 20;
const TYPES: readonly string[] = EVENT_TYPES;

/** `agentlog show`. */
export const showVerb: Verb = {
  name: 'show',
  synopsis:
    '[TYPE] [--last N] [--all] [--since TIME] [--grep TEXT] [--session ID|all] [--follow] [--d1] [--json]',
  summary: 'prints events, newest last',
  flags: {
    last: { type: 'string', value: 'N', summary: `the last N events (default ${DEFAULT_LAST})` },
    all: { type: 'boolean', summary: 'every event' },
    since: {
      type: 'string',
      value: 'TIME',
      summary: 'events since 10m, 2h or 7d ago, an ISO or a Unix time; all of them but with --last',
    },
    grep: {
      type: 'string',
      value: 'TEXT',
      summary: 'events that say TEXT, in any case, as they are printed or stored',
    },
    session: {
      type: 'string',
      value: 'ID|all',
      summary: 'of this session (default the current one, else the newest)',
    },
    follow: {
      type: 'boolean',
      summary: 'goes on with what is logged from now on, until Ctrl-C',
    },
    d1: D1_FLAG,
    json: { type: 'boolean', summary: 'the stored lines' },
  },
  details: `
TYPE is one of ${TYPES.join(', ')}.
With --session all, events of all sessions come in the order of their times; --follow then also sees sessions that begin later.

  $ agentlog show failure --last 1
  2026-02-14T17:33:40Z failure TypeError: Cannot read properties of null (reading 'price')
    at src/cart.js:42 total
    item = null
    items = [{id: 1, price: 3}, null]
`,
  run: showEvents,
};

async function showEvents(call: Call): Promise<Exit> {
  const type = readType(call.words);
  const since = readSince(call);
  const last = readLast(call);
  const grep = call.value('grep');
  const filter = { type, ...(grep !== undefined && { accepts: createGrep(grep) }) };
  const store = await openStore(call);
  const asked = call.value('session');
  const sessionId = await readSession(call, store, asked);
  const out = bufferOutput(call.out);
  const print = call.has('json')
    ? (line: EventLine) => out.write(`${redactLine(line.text)}\n`)
    : (line: EventLine) => out.write(`${eventText(line)}\n`);
  async function printAll(pages: AsyncIterable<readonly EventLine[]>): Promise<void> {
    for await (const page of pages) for (const line of page) print(line);
    out.flush();
  }
  let skipped = 0;
  const onSkipped = (count: number) => {
    skipped += count;
  };
  const selection = { ...filter, last, since, onSkipped };
  if (!call.has('follow')) {
    await printAll(store.events({ ...selection, sessionId }));
    tellSkipped(skipped);
    return DONE;
  }
  const follower = await store.follow(sessionId);
  const showBefore = async () => {
    await printAll(follower.before(selection));
    tellSkipped(skipped);
  };
  await lookUntilInterrupted(showBefore, () => printAll(follower.look(filter)), follower.minPauseMs);
  return DONE;
}

/** The session that is meant; `undefined`: all of them. */
async function readSession(
  call: Call,
  store: StoreReader,
  asked: string | undefined,
): Promise<string | undefined> {
  if (asked === 'all') return undefined;
  return chooseSession(call, store, asked === undefined ? asked : readSessionId(asked, ' or all'));
}

function readType(words: readonly string[]): EventType | undefined {
  const [type, ...more] = words;
  if (more.length > 0) throw usageError('show takes at most one word, the type; see agentlog show --help');
  if (type === undefined || TYPES.includes(type)) return type as EventType | undefined;
  const near = nearest(type, TYPES);
  const hint = near === undefined ? `they are ${TYPES.join(', ')}` : `did you mean ${near}?`;
  throw usageError(`no type ${JSON.stringify(type)}; ${hint}`);
}

function readSince(call: Call): number | undefined {
  const text = call.value('since');
  return text === undefined ? undefined : readMoment('since', text, Date.now() / 1000);
}

function readLast(call: Call): number | undefined {
  const text = call.value('last');
  if (call.has('all') && text !== undefined) throw usageError('--all and --last exclude each other');
  if (text !== undefined) return readCount('last', text);
  return call.has('all') || call.value('since') !== undefined ? undefined : DEFAULT_LAST;
}
