import type { SessionRecord } from '../../src/event/types.ts';
import { connectBinding, type D1Binding } from '../../src/store/d1/binding.ts';
import type { Statement } from '../../src/store/d1/connection.ts';
import { createD1Store } from '../../src/store/d1/d1-store.ts';
import { MAX_BATCH_BYTES, MAX_BATCH_ROWS, rowBytes, sessionBytes } from '../../src/store/d1/row-bytes.ts';
import { SCHEMA } from '../../src/store/d1/schema.ts';
import { writeStatements } from '../../src/store/d1/write-statements.ts';
import type { Batch } from '../../src/store/types.ts';
import type { D1World } from './start-d1.ts';

/** A fleet's day, and what Cloudflare says of limits and prices (Workers Paid, November 2026; docs/d1.md has the addresses). */
const AGENTS = 1000;
const EVENTS = 2000;
/** Of an agent's events: so many model calls; the rest are tool outputs, turns, decisions and some failures of 1 KB on average. */
const CALLS = 300;
const BURST = 10;
const DAYS = 30;
const REQUESTS_A_DAY = (1200 * 24 * 60) / 5;
const WRITTEN_INCLUDED = 50_000_000;
const READ_INCLUDED = 25_000_000_000;
const USD_A_MILLION_WRITTEN = 1;
const DATABASE_BYTES = 10_000_000_000;
const AT_ONCE = 100;

const SESSION = 'sess_k3v7q2mzd5xw4h6n';
const OUTPUT = 'test_process_skill PASSED\n'.repeat(34);

/** The table of docs/d1.md: what a day costs, from what a real D1 counts for one agent's session. Deterministic. */
export async function fleetTable(world: D1World): Promise<string> {
  const whole = await push(world, largestPart());
  const bursts = await push(world, BURST);
  const single = await push(world, 1);
  const ways = [
    ['pushed when the work is done', whole],
    [`pushed while it runs, ${BURST} events in each two seconds that have any`, bursts],
    ['pushed while it runs, each event by itself', single],
  ] as const;
  const rows = ways.map(([title, { requests, written, read }]) => [
    title,
    number(AGENTS * requests),
    `${percent((AGENTS * requests) / REQUESTS_A_DAY)}`,
    millions(AGENTS * written),
    `$${Math.max(0, Math.round(((AGENTS * written * DAYS - WRITTEN_INCLUDED) / 1e6) * USD_A_MILLION_WRITTEN))}`,
    millions(AGENTS * read),
    percent((AGENTS * read * DAYS) / READ_INCLUDED),
  ]);
  const dailyBytes = AGENTS * whole.bytes;
  const head = [
    '2,000 events of each of 1,000 agents',
    'API requests a day',
    'of what one token may send',
    'rows written a day',
    'a month, beyond what is included',
    'rows read a day',
    'of what is included',
  ];
  return [
    `| ${head.join(' | ')} |`,
    `| ${head.map(() => '---').join(' | ')} |`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
    '',
    `A day's events take ${(dailyBytes / 1e9).toFixed(1)} GB with their indexes: a database of 10 GB holds ${(DATABASE_BYTES / dailyBytes).toFixed(1)} such days.`,
  ].join('\n');
}

interface Counted {
  readonly requests: number;
  readonly written: number;
  readonly read: number;
  readonly bytes: number;
}

/** Pushes one agent's session in parts of so many events and adds up what D1 says it did. */
async function push({ db, env }: D1World, part: number): Promise<Counted> {
  await db.batch(SCHEMA.map(({ sql }) => db.prepare(sql)));
  await db.batch(['events', 'agent_sessions'].map((table) => db.prepare(`DELETE FROM ${table}`)));
  const [empty] = await run(env, [{ sql: 'SELECT 1' }]);
  const count = { requests: 0, written: 0, read: 0, bytes: -(empty?.size_after ?? 0) };
  let size = 0;
  for (let from = 0; from < EVENTS; ) {
    const statements: Statement[] = [];
    // The local database counts the rows of each statement: many requests can go there as one.
    for (let i = 0; i < AT_ONCE && from < EVENTS; i += 1, from += part) {
      statements.push(...writeStatements(makeBatch(from, Math.min(EVENTS, from + part))));
      count.requests += 1;
    }
    for (const { rows_written, rows_read, size_after } of await run(env, statements)) {
      count.written += rows_written;
      count.read += rows_read;
      size = size_after;
    }
  }
  const store = createD1Store(connectBinding(db as unknown as D1Binding));
  const { total_tokens: tokens } = await store.tokenSummary(SESSION);
  if (tokens !== CALLS * 1700) throw new Error(`${tokens} tokens are not what was pushed`);
  return { ...count, bytes: count.bytes + size };
}

interface Meta {
  readonly rows_written: number;
  readonly rows_read: number;
  readonly size_after: number;
}

/** Runs statements over the REST API, and gives what D1 says of each. */
async function run(env: D1World['env'], statements: readonly Statement[]): Promise<Meta[]> {
  const database = `accounts/${env.CLOUDFLARE_ACCOUNT_ID}/d1/database/${env.AGENTLOG_D1_DATABASE_ID}`;
  const batch = statements.map(({ sql, param }) => ({ sql, params: param === undefined ? [] : [param] }));
  const answer = await fetch(`${env.AGENTLOG_D1_URL}/${database}/query`, {
    method: 'POST',
    headers: { authorization: `Bearer ${env.CLOUDFLARE_API_TOKEN}` },
    body: JSON.stringify({ batch }),
  });
  const { result } = (await answer.json()) as { result: { meta: Meta }[] };
  return result.map(({ meta }) => meta);
}

function largestPart(): number {
  const { sessions, events } = makeBatch(0, 100);
  const [record] = sessions;
  const row = events.reduce((sum, event) => sum + rowBytes(event), 0) / events.length;
  const room = MAX_BATCH_BYTES - (record === undefined ? 0 : sessionBytes(record));
  return Math.min(MAX_BATCH_ROWS - sessions.length, Math.floor(room / row));
}

function makeBatch(from: number, to: number): Batch {
  const events = Array.from({ length: to - from }, (_, i) => makeEvent(from + i));
  const record = {
    session_id: SESSION,
    start_ts: 1771090420,
    end_ts: null,
    agent_name: 'claude',
    task: 'fix the checkout',
    total_tokens: null,
  };
  return { sessions: [record as unknown as SessionRecord], events };
}

/** Calls are spread evenly among the others. */
function makeEvent(i: number): Batch['events'][number] {
  const isCall = Math.floor((i * CALLS) / EVENTS) !== Math.floor(((i + 1) * CALLS) / EVENTS);
  const id = String(i).padStart(16, 'a');
  const head = { session_id: SESSION, ts: 1771090420.123 + i };
  const event = isCall
    ? {
        event_type: 'llm_call',
        id: `llm_${id}`,
        ...head,
        call_id: id,
        model: 'gpt-4',
        tokens_in: 1250,
        tokens_out: 450,
        tokens_total: 1700,
        duration_ms: 2340.5,
        prompt: { t: 'str', v: 'Fix bug in process_skill '.repeat(8), truncated: 250 },
        response: { t: 'str', v: 'The issue is the bound. '.repeat(8), truncated: 500 },
      }
    : {
        event_type: 'tool_output',
        id: `tool_${id}`,
        ...head,
        call_id: id,
        tool: 'run_tests',
        stdout: OUTPUT,
        stderr: '',
        exit_code: 0,
        duration_ms: 234.5,
      };
  return { event: event as never, text: JSON.stringify(event) };
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}

function millions(value: number): string {
  return `${(value / 1e6).toFixed(1)} million`;
}

function percent(share: number): string {
  return `${share < 0.1 ? (100 * share).toFixed(1) : Math.round(100 * share)} %`;
}
