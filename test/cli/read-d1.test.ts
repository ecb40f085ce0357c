import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Event, SessionRecord } from '../../src/event/types.ts';
import { writeStatements } from '../../src/store/d1/write-statements.ts';
import { connectTables, copyFolder } from '../d1/copy-folder.ts';
import { startD1 } from '../d1/start-d1.ts';
import {
  createScript,
  openScripts,
  START_TS,
  writeEarlierSession,
  writeRealSession,
} from '../report/context/make-session.ts';
import { agentlog, CLI, makeFolder, plainEnv } from './agentlog.ts';
import { decisionOf, recordOf } from './store-lines.ts';

const world = await startD1();
after(() => world.close());
const connection = await connectTables(world);
const cleanUps: (() => void)[] = [];
after(() => {
  for (const cleanUp of cleanUps) cleanUp();
});
const cwd = makeFolder({ after: (cleanUp) => void cleanUps.push(cleanUp) });
/** A folder without a store: what is read there comes from the database. */
const elsewhere = makeFolder({ after: (cleanUp) => void cleanUps.push(cleanUp) });

const folder = openScripts(cwd, {
  long1: withOwnIds('long1', writeLongSession()),
  before1: withOwnIds('before1', writeEarlierSession()),
  now1: withOwnIds('now1', writeRealSession()),
});
mkdirSync(join(cwd, 'src'));
mkdirSync(join(elsewhere, 'src'));
for (const place of [cwd, elsewhere]) {
  const source = join(place, 'src/cart.js');
  writeFileSync(source, `${'\n'.repeat(41)}    sum += item.price * qty;\n`);
  utimesSync(source, START_TS - 1000, START_TS - 1000);
}
for (const [i, suffix] of ['long1', 'before1', 'now1'].entries())
  utimesSync(join(folder.path, `session_${suffix}.jsonl`), START_TS + i, START_TS + i);
await copyFolder(folder, connection);

/** Some hundred events of every kind, texts in many scripts, and one of a kind that no version knows. */
function writeLongSession(): string {
  const script = createScript('long1', START_TS - 900_000);
  script.record({ agent_name: 'grüße', task: 'a\nb\x1b[2J 😀', end_ts: START_TS - 890_000, total_tokens: 7 });
  for (let i = 0; i < 300; i += 1) {
    script.decide(i, `naïve 日本語 ${i}?`, i % 3 === 0, i % 7 === 0 ? 'needle' : undefined);
    if (i % 10 === 0) script.call(i, i % 20 === 0 ? 'gpt-4' : 'claude', 1000 + i);
    if (i % 50 === 0) script.failure(i, { error: { type: 'RangeError', msg: `number ${i}` } });
  }
  script.raw(
    JSON.stringify({ event_type: 'other', id: 'o1', session_id: 'sess_long1', ts: START_TS - 899_000, x: 1 }),
  );
  return script.text();
}

/** Scripts number their events, each from 1 on. */
function withOwnIds(suffix: string, text: string): string {
  return text.replaceAll(/("event_type":"\w+","id":")/g, `$1${suffix}_`);
}

const CALLS: readonly (readonly string[])[] = [
  ['show'],
  ['show', '--json'],
  ['show', 'failure', '--all'],
  ['show', '--all', '--json', '--session', 'sess_long1'],
  ['show', '--last', '3', '--session', 'sess_long1'],
  ['show', 'llm_call', '--last', '2', '--session', 'sess_long1'],
  ['show', '--grep', 'NEEDLE', '--all', '--session', 'sess_long1'],
  ['show', '--grep', 'needle', '--last', '5', '--json', '--session', 'all'],
  ['show', '--session', 'all', '--all'],
  ['show', 'failure', '--session', 'all', '--last', '4'],
  ['show', '--since', String(START_TS - 899_750), '--session', 'sess_long1'],
  ['show', '--since', String(START_TS + 80), '--session', 'all', '--last', '3'],
  ['show', '--since', '1m'],
  ['context'],
  ['context', '--max-tokens', '300'],
  ['context', '--max-tokens', '100'],
  ['context', '--session', 'sess_long1'],
  ['tokens'],
  ['tokens', '--session', 'sess_long1'],
  ['tokens', '--session', 'sess_long1', '--json'],
  ['sessions'],
  ['sessions', '--json'],
  ['sessions', '--last', '2'],
  ['sessions', '--last', '1', '--json'],
];

for (const args of CALLS) {
  test(`agentlog ${args.join(' ')} says the same of a folder and of a database that holds its sessions`, async () => {
    const [ofFolder, ofDatabase] = await Promise.all([
      agentlog(args, { cwd }),
      agentlog([...args, '--d1'], { cwd: elsewhere, env: world.env }),
    ]);
    assert.deepEqual(readable(ofDatabase), readable(ofFolder));
    assert.equal(ofFolder.exitCode, 0);
  });
}

function readable({ exitCode, stdout, stderr }: Awaited<ReturnType<typeof agentlog>>): object {
  return { exitCode, stdout: stdout.toString(), stderr };
}

test('the session that the environment names is read if the database has it, else its newest', async () => {
  const ask = async (AGENTLOG_SESSION: string) => {
    const env = { ...world.env, AGENTLOG_SESSION };
    const { stdout } = await agentlog(['tokens', '--d1', '--json'], { cwd: elsewhere, env });
    return (JSON.parse(stdout.toString()) as { total_tokens: number }).total_tokens;
  };
  const { length } = Array.from({ length: 30 });
  assert.equal(await ask('sess_long1'), length * 1000 + (290 * 30) / 2);
  assert.equal(await ask('sess_nowhere'), 21_500);
});

for (const verb of ['show', 'context', 'tokens', 'sessions']) {
  test(`agentlog ${verb} --d1 names in one line the variables that are missing`, async () => {
    const { CLOUDFLARE_ACCOUNT_ID } = world.env;
    const { exitCode, stdout, stderr } = await agentlog([verb, '--d1'], {
      cwd: elsewhere,
      env: { CLOUDFLARE_ACCOUNT_ID },
    });
    assert.deepEqual([exitCode, stdout.toString()], [1, '']);
    assert.match(stderr, /^agentlog: AGENTLOG_D1_DATABASE_ID, CLOUDFLARE_API_TOKEN are not set; .*\n$/);
  });

  test(`agentlog ${verb} --d1 tells in one line without the token that it is refused, with exit code 1`, async () => {
    const env = { ...world.env, CLOUDFLARE_API_TOKEN: world.env.CLOUDFLARE_API_TOKEN.toUpperCase() };
    const { exitCode, stdout, stderr } = await agentlog([verb, '--d1'], { cwd: elsewhere, env });
    assert.deepEqual([exitCode, stdout.toString()], [1, '']);
    assert.match(stderr, /^agentlog: .*\n$/);
    assert.equal(stderr.includes(env.CLOUDFLARE_API_TOKEN), false);
  });
}

test('a session that the database does not hold is told', async () => {
  const { exitCode, stderr } = await agentlog(['show', '--d1', '--session', 'sess_none'], {
    cwd: elsewhere,
    env: world.env,
  });
  assert.deepEqual(
    [exitCode, stderr],
    [1, `agentlog: no session sess_none in D1 database ${world.env.AGENTLOG_D1_DATABASE_ID}\n`],
  );
});

test('show --follow --d1 prints each event that arrives once, in whatever order of times, and ends at Ctrl-C', async (t) => {
  const args = ['show', 'decision', '--follow', '--d1', '--json', '--session', 'all', '--last', '1'];
  const child = spawn(process.execPath, [CLI, ...args], { cwd: elsewhere, env: plainEnv(world.env) });
  t.after(() => child.kill('SIGKILL'));
  let seen = '';
  const told = (pattern: RegExp) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (pattern.test(seen)) resolve();
      };
      child.stdout.on('data', look);
      look();
    });
  child.stdout.on('data', (chunk: Buffer) => {
    seen += chunk;
  });
  await told(/\n/);
  const write = (id: string, ...answers: string[]) => {
    const events = answers.map((answer, i) => {
      const event = decisionOf(id, answer, START_TS - 10_000_000 * i) as Event;
      return { event, text: JSON.stringify(event) };
    });
    return connection.run(writeStatements({ sessions: [recordOf(id) as SessionRecord], events }));
  };
  await write('sess_foll1', 'one', 'two');
  await told(/two/);
  await write('sess_foll2', 'three');
  await write('sess_foll1', 'one', 'four');
  await told(/four/);
  child.kill('SIGINT');
  assert.deepEqual(await once(child, 'exit'), [0, null]);
  const answers = seen
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { answer: unknown }).answer);
  assert.deepEqual(answers.slice(1), ['one', 'two', 'three', 'four']);
});
