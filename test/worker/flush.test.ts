import assert from 'node:assert/strict';
import { after, before, beforeEach, type TestContext, test } from 'node:test';
import { connectBinding } from '../../src/store/d1/binding.ts';
import type { Connection, Row, Statement } from '../../src/store/d1/connection.ts';
import { D1Error } from '../../src/store/d1/d1-error.ts';
import { createD1Store } from '../../src/store/d1/d1-store.ts';
import { SCHEMA } from '../../src/store/d1/schema.ts';
import type { D1Store } from '../../src/worker/types.ts';
import { createWorkerStore } from '../../src/worker/worker-store.ts';
import { type D1World, startD1 } from '../d1/start-d1.ts';

let world: D1World;
before(async () => {
  world = await startD1();
  await world.db.batch(SCHEMA.map(({ sql }) => world.db.prepare(sql)));
});
after(() => world.close());
beforeEach(async () => {
  await world.db.batch(['events', 'agent_sessions'].map((table) => world.db.prepare(`DELETE FROM ${table}`)));
});

type Fate = 'works' | 'fails before' | 'fails after' | 'hangs';

interface Fixture {
  readonly log: D1Store;
  /** What befalls the requests that write from now on. */
  setFate(fate: Fate, error?: D1Error): void;
  readonly warnings: string[];
}

let tests = 0;

/** A store over the real database, with a line to it that can fail. */
function makeStore(t: TestContext): Fixture {
  const inner = connectBinding(world.db as never);
  let [fate, error]: [Fate, D1Error] = ['works', new D1Error('', 'later')];
  const connection: Connection = {
    name: 'D1',
    async run(statements: readonly Statement[]): Promise<readonly (readonly Row[])[]> {
      if (!statements.some(({ sql }) => sql.startsWith('INSERT'))) return inner.run(statements);
      if (fate === 'fails before') throw error;
      if (fate === 'hangs') return new Promise(() => {});
      const rows = await inner.run(statements);
      if (fate === 'fails after') throw error;
      return rows;
    },
  };
  const warnings: string[] = [];
  t.mock.method(console, 'warn', (line: string) => warnings.push(line));
  tests += 1;
  const reason = `reason ${tests}`;
  return {
    log: createWorkerStore(createD1Store(connection)),
    setFate(next, given = new D1Error(reason, 'later')) {
      [fate, error] = [next, given];
    },
    warnings,
  };
}

async function storedAnswers(): Promise<unknown[]> {
  const rows = await world.rows("SELECT payload->>'$.answer' AS answer FROM events ORDER BY rowid");
  return rows.map(({ answer }) => answer);
}

async function readAnswers(log: D1Store, last?: number): Promise<unknown[]> {
  const answers: unknown[] = [];
  for await (const { answer } of log.readEvents({ type: 'decision', last })) answers.push(answer);
  return answers;
}

test('what D1 could not take now is written by a later flush, and counts until then', async (t) => {
  const { log, setFate, warnings } = makeStore(t);
  log.startSession('a', 'b');
  log.logDecision('q', 1);
  await log.flush();
  setFate('fails before');
  log.logDecision('q', 2);
  log.logLlmCall({ model: 'm', tokensIn: 3, tokensOut: 4 });
  log.endSession();
  await log.flush();
  await log.flush();
  log.logDecision('q', 3);
  const session = (await world.rows('SELECT * FROM agent_sessions'))[0];
  assert.deepEqual([await storedAnswers(), session?.end_ts, warnings.length], [[1], null, 1]);
  assert.match(warnings[0] ?? '', /^agentlog: events wait for the next flush: reason \d+$/);
  const sessionId = String(session?.session_id);
  assert.deepEqual(await log.tokenSummary(sessionId), {
    total_tokens: 7,
    by_model: { m: { calls: 1, tokens: 7 } },
  });
  setFate('works');
  await log.flush();
  assert.deepEqual(await storedAnswers(), [1, 2, null, 3]);
  const [ended] = await world.rows(`SELECT * FROM agent_sessions WHERE session_id = '${sessionId}'`);
  assert.deepEqual(
    [ended?.agent_name, ended?.task, ended?.end_ts !== null, ended?.total_tokens],
    ['a', 'b', true, 7],
  );
});

test('what was written though the answer was lost is read, counted and written once', async (t) => {
  const { log, setFate } = makeStore(t);
  log.startSession('a', 'b');
  setFate('fails after');
  log.logDecision('q', 1);
  log.logLlmCall({ model: 'm', tokensIn: 3, tokensOut: 4 });
  log.logDecision('q', 2);
  await log.flush();
  assert.deepEqual([await readAnswers(log), await readAnswers(log, 1)], [[1, 2], [2]]);
  assert.deepEqual(await log.tokenSummary(), { total_tokens: 7, by_model: { m: { calls: 1, tokens: 7 } } });
  setFate('works');
  await log.flush();
  assert.deepEqual(await storedAnswers(), [1, null, 2]);
});

test('what D1 will never take is dropped, and told once', async (t) => {
  const { log, setFate, warnings } = makeStore(t);
  setFate('fails before', new D1Error('no such table: events\nrun `agentlog push --init`', 'never'));
  for (let i = 0; i < 3; i += 1) {
    log.logDecision('q', i);
    await log.flush();
  }
  setFate('works');
  log.logDecision('q', 3);
  await log.flush();
  assert.deepEqual(await storedAnswers(), [3]);
  assert.deepEqual(warnings, [
    'agentlog: events could not be written: no such table: events run `agentlog push --init`',
  ]);
});

test('of more events than there is room for the oldest give way, and that is told', async (t) => {
  const { log, setFate, warnings } = makeStore(t);
  setFate('fails before');
  for (let i = 0; i < 1000; i += 1) log.logDecision('q', i);
  await log.flush();
  for (let i = 1000; i < 1500; i += 1) log.logDecision('q', i);
  await log.flush();
  setFate('works');
  await log.flush();
  const answers = await storedAnswers();
  assert.deepEqual([answers.length, answers[0], answers.at(-1)], [1000, 500, 1499]);
  assert.ok(warnings.some((line) => line.includes('the oldest are lost')));
});

test('flushes at the same time write each event once', async (t) => {
  const { log } = makeStore(t);
  const flushes: Promise<void>[] = [];
  for (let i = 0; i < 20; i += 1) {
    log.logDecision('q', i);
    flushes.push(log.flush(), log.flush());
    if (i % 7 === 0) await flushes.at(-1);
  }
  await Promise.all(flushes);
  const answers = await storedAnswers();
  assert.deepEqual(
    answers.sort((a, b) => Number(a) - Number(b)),
    Array.from({ length: 20 }, (_, i) => i),
  );
});

test('a flush does not wait for ever for one whose request has gone, and the next one takes over its events', async (t) => {
  const { log, setFate } = makeStore(t);
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_790_000_000_000 });
  setFate('hangs');
  log.logDecision('q', 1);
  log.flush();
  setFate('works');
  log.logDecision('q', 2);
  const next = log.flush();
  t.mock.timers.tick(5000);
  await next;
  log.logDecision('q', 3);
  t.mock.timers.reset();
  t.mock.timers.enable({ apis: ['Date'], now: 1_790_000_006_000 });
  await log.flush();
  assert.deepEqual((await storedAnswers()).sort(), [1, 2, 3]);
});

test('a flush with nothing to write asks the database nothing', async (t) => {
  const { log, setFate, warnings } = makeStore(t);
  setFate('fails before');
  await log.flush();
  await createWorkerStore(log).flush();
  assert.deepEqual(warnings, []);
});
