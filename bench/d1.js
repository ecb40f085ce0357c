import { randomUUID } from 'node:crypto';
import { build } from 'esbuild';
import { Miniflare } from 'miniflare';
import { at, compare, interleave, ratioAtLeast } from './harness.js';

const ROW = `INSERT INTO events (id, session_id, ts, event_type, payload)
SELECT value->>0, value->>1, value->>2, value->>3, value->>4 FROM json_each(?1) WHERE true ON CONFLICT(id) DO NOTHING`;
const SESSION = 'sess_k3v7q2mzd5xw4h6n';
const RECORD = {
  session_id: SESSION,
  start_ts: 1,
  end_ts: null,
  agent_name: 'bench',
  task: null,
  total_tokens: null,
};

/** How many events a second reach D1: a real engine in workerd on this machine, so with no way to go. */
export async function run({ quick = false } = {}) {
  const { connectRest, createWriter, SCHEMA, startD1 } = await loadParts();
  const world = await startD1();
  const worker = await startWorker(SCHEMA);
  try {
    await world.db.batch(SCHEMA.map(({ sql }) => world.db.prepare(sql)));
    const connection = connectRest({
      accountId: world.env.CLOUDFLARE_ACCOUNT_ID,
      databaseId: world.env.AGENTLOG_D1_DATABASE_ID,
      apiToken: world.env.CLOUDFLARE_API_TOKEN,
      baseUrl: world.env.AGENTLOG_D1_URL,
    });
    const write = createWriter(connection);
    const bindingRows = quick ? 500 : 2_000;
    const overBinding = (path) => () => worker.rate(path, makeBatch(bindingRows));
    const values = await interleave(quick ? 2 : 8, {
      'agentlog, REST': () => rate(quick ? 1_000 : 5_000, write),
      'one statement a row, REST': () =>
        rate(1_000, ({ events }) => connection.run(events.map((line) => statement(line)))),
      'one request an event, REST': () =>
        rate(quick ? 50 : 300, async ({ events }) => {
          for (const line of events) await connection.run([statement(line)]);
        }),
      'agentlog, binding': overBinding('agentlog'),
      'one statement a row, binding': overBinding('statements'),
    });
    const question = 'Events written to D1, in workerd on this machine';
    const about = (measured, against) => ({ question, measured, against, unit: 'rows/s' });
    return [
      compare(values, about('agentlog, REST', 'one request an event, REST'), ratioAtLeast(50)),
      compare(values, about('agentlog, REST', 'one statement a row, REST')),
      compare(values, about('agentlog, binding', 'one statement a row, binding')),
    ];
  } finally {
    await worker.close();
    await world.close();
  }
}

async function loadParts() {
  const [rest, writer, schema, d1] = await Promise.all([
    import(at('build/src/store/d1/rest.js')),
    import(at('build/src/store/d1/write-batch.js')),
    import(at('build/src/store/d1/schema.js')),
    import(at('build/test/d1/start-d1.js')),
  ]);
  return { ...rest, ...writer, ...schema, ...d1 };
}

/** Rows a second of one way to write. */
async function rate(count, write) {
  const batch = makeBatch(count);
  const began = performance.now();
  await write(batch);
  return (1000 * count) / (performance.now() - began);
}

/** A Worker with a database of its own that writes what it is sent, as bench/programs/d1-worker.js says. */
async function startWorker(schema) {
  const { outputFiles } = await build({
    entryPoints: [at('bench/programs/d1-worker.js')],
    bundle: true,
    write: false,
    format: 'esm',
    alias: { 'agentlog/d1': at('dist/d1.js') },
  });
  const miniflare = new Miniflare({
    modules: true,
    script: outputFiles[0].text,
    compatibilityDate: '2026-04-01',
    d1Databases: { DB: 'agentlog-bench' },
  });
  const db = await miniflare.getD1Database('DB');
  for (const { sql } of schema) await db.exec(sql.replaceAll('\n', ' '));
  await db.exec(`INSERT INTO agent_sessions (session_id, start_ts) VALUES ('${SESSION}', 1)`);
  return {
    async rate(path, batch) {
      const answer = await miniflare.dispatchFetch(`http://localhost/${path}`, {
        method: 'POST',
        body: JSON.stringify(batch),
      });
      // Timers of a Worker stand still while it computes, and move on at what it waits for.
      return (1000 * batch.events.length) / (await answer.json());
    },
    close: () => miniflare.dispose(),
  };
}

function statement({ event, text }) {
  const row = [event.id, event.session_id, event.ts, event.event_type, text];
  return { sql: ROW, param: JSON.stringify([row]) };
}

function makeBatch(count) {
  const events = Array.from({ length: count }, (_, i) => {
    const event = {
      event_type: 'decision',
      id: `dec_${randomUUID()}`,
      session_id: SESSION,
      ts: 1771090420.123 + i,
      question: 'Should retry failed request?',
      answer: true,
      reason: 'error_count < 3',
      context: { error_count: { t: 'int', v: 1 }, max_retries: { t: 'int', v: 3 } },
    };
    return { event, text: JSON.stringify(event) };
  });
  return { sessions: [RECORD], events };
}
