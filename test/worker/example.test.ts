import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { randomWord } from '../redact/secrets.ts';
import { root } from '../root.ts';
import { startModel } from './model-server.ts';
import { type RunningWorker, startWorker, type WorkerOptions } from './start-worker.ts';

const entry = 'examples/worker/src/index.js';
const key = `sk-${randomWord(48)}`;

interface Example {
  readonly worker: RunningWorker;
  /** Sends a ticket; gives the status and the answer. */
  send(ticket: object): Promise<[number, unknown]>;
  setModelStatus(status: number): void;
}

async function startExample(t: TestContext, more: Partial<WorkerOptions> = {}): Promise<Example> {
  let modelStatus = 200;
  const MODEL_URL = await startModel(t, () => modelStatus);
  const bindings = { MODEL_URL, MODEL: 'gpt-4o-mini', MODEL_KEY: key };
  const worker = await startWorker(t, { entry, bindings, ...more });
  return {
    worker,
    async send(ticket) {
      const { status, text } = await worker.fetch('/tickets', {
        method: 'POST',
        body: JSON.stringify(ticket),
      });
      return [status, JSON.parse(text)];
    },
    setModelStatus(status) {
      modelStatus = status;
    },
  };
}

const ANSWERED = [200, { answer: 'It was sent yesterday.' }];
const FAILED = [500, { error: 'the ticket goes to a person' }];

test('the example answers tickets, and its sessions and events stand in D1', async (t) => {
  const { worker, send, setModelStatus } = await startExample(t);
  const answers = [
    await send({ id: 1, text: 'Where is my tea?', orderId: 'A1' }),
    await send({ id: 2, text: 'Where is my tea?', orderId: 'A2' }),
  ];
  setModelStatus(503);
  answers.push(await send({ id: 3, text: 'Do you sell coffee?' }));
  assert.deepEqual(answers, [ANSWERED, FAILED, FAILED]);

  const events = await eventually(worker, 'SELECT session_id, payload FROM events ORDER BY rowid', 9);
  const sessions = await worker.rows('SELECT * FROM agent_sessions ORDER BY rowid');
  const logged = sessions.map(({ session_id, agent_name, task, total_tokens, start_ts, end_ts }) => ({
    session: [agent_name, task, total_tokens, Number(end_ts) >= Number(start_ts)],
    events: events
      .filter((event) => event.session_id === session_id)
      .map(({ payload }) => inShort(String(payload))),
  }));
  assert.deepEqual(logged, [
    {
      session: ['support-agent', 'answer ticket 1', 46, true],
      events: [
        ['decision', 'Look the order up?', true],
        ['tool_output', 'look_up_order', 0],
        ['llm_call', 'gpt-4o-mini', 46, 'It was sent yesterday.'],
      ],
    },
    {
      session: ['support-agent', 'answer ticket 2', 0, true],
      events: [
        ['decision', 'Look the order up?', true],
        ['tool_output', 'look_up_order', 0],
        ['failure', "Cannot read properties of undefined (reading 'map')", 'describeOrder'],
      ],
    },
    {
      session: ['support-agent', 'answer ticket 3', 0, true],
      events: [
        ['decision', 'Look the order up?', false],
        ['llm_call', 'gpt-4o-mini', null, 503],
        ['failure', 'the model answered 503', 'ask'],
      ],
    },
  ]);
  assert.ok(!JSON.stringify([events, worker.printed]).includes(key.slice(8, 24)));
});

/** A binding of which every method throws. */
const THROWING =
  '({ prepare() { throw new Error("D1 is away") }, batch() { throw new Error("D1 is away") } })';
const BROKEN: Readonly<Record<string, Partial<WorkerOptions> & { readonly warning: RegExp }>> = {
  'a database without tables': {
    hasTables: false,
    warning: /^agentlog: events could not be written: the database lacks .*`agentlog push --init`/,
  },
  'a binding that throws': { edit: (text) => text.replace('env.DB', THROWING), warning: /D1 is away/ },
  'no binding at all': {
    edit: (text) => text.replace('env.DB', 'undefined'),
    warning: /^agentlog: events could not be written: /,
  },
};
for (const [title, { warning, ...options }] of Object.entries(BROKEN)) {
  test(`with ${title} the example answers as before, and one warning is printed`, async (t) => {
    const { worker, send } = await startExample(t, options);
    const answers = [
      await send({ id: 1, text: 'Where is my tea?', orderId: 'A1' }),
      await send({ id: 2, text: 'Where is my tea?', orderId: 'A2' }),
    ];
    assert.deepEqual(answers, [ANSWERED, FAILED]);
    await until(() => worker.printed.length > 0);
    assert.equal(worker.printed.length, 1, worker.printed.join('\n'));
    assert.match(worker.printed[0] ?? '', warning);
  });
}

test('the example is set up as its page says', () => {
  const config = readFileSync(join(root, 'examples/worker/wrangler.jsonc'), 'utf8');
  const { main, compatibility_date, d1_databases } = JSON.parse(config.replace(/^\s*\/\/.*$/gm, ''));
  assert.deepEqual(
    [join('examples/worker', main), compatibility_date, d1_databases[0].binding],
    [entry, '2026-04-01', 'DB'],
  );
});

function inShort(payload: string): unknown[] {
  const event = JSON.parse(payload);
  switch (event.event_type) {
    case 'decision':
      return ['decision', event.question, event.answer];
    case 'tool_output':
      return ['tool_output', event.tool, event.exit_code];
    case 'llm_call':
      return ['llm_call', event.model, event.tokens_total, event.error?.status ?? event.response.v];
    default:
      return [event.event_type, event.error.msg, event.location.function];
  }
}

/** What `waitUntil` does goes on behind the answer. */
async function eventually(
  worker: RunningWorker,
  sql: string,
  count: number,
): Promise<Record<string, unknown>[]> {
  let rows: Record<string, unknown>[] = [];
  await until(async () => {
    rows = await worker.rows(sql);
    return rows.length >= count;
  });
  return rows;
}

async function until(isDone: () => boolean | Promise<boolean>): Promise<void> {
  for (let look = 0; look < 100 && !(await isDone()); look += 1)
    await new Promise((resolve) => setTimeout(resolve, 20));
}
