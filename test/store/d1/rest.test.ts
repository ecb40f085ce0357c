import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { inspect } from 'node:util';
import { initSchema } from '../../../src/store/d1/check-schema.ts';
import type { Connection } from '../../../src/store/d1/connection.ts';
import { D1Error, type Remedy } from '../../../src/store/d1/d1-error.ts';
import { connectRest, type D1RestOptions } from '../../../src/store/d1/rest.ts';
import { withRetries } from '../../../src/store/d1/retry.ts';
import { createWriter } from '../../../src/store/d1/write-batch.ts';
import { type D1World, type Fault, startD1 } from '../../d1/start-d1.ts';
import { makeEvent, makeRecord } from '../folder/make-lines.ts';

let world: D1World;
before(async () => {
  world = await startD1();
  await initSchema(connect());
});
after(() => world.close());
beforeEach(() => world.setFaults(() => undefined));

/** Every error that a test saw, as text with its stack and causes. */
const thrown: string[] = [];

function connect(options: Partial<D1RestOptions> = {}): Connection {
  const { env } = world;
  return connectRest({
    accountId: env.CLOUDFLARE_ACCOUNT_ID,
    databaseId: env.AGENTLOG_D1_DATABASE_ID,
    apiToken: env.CLOUDFLARE_API_TOKEN,
    baseUrl: env.AGENTLOG_D1_URL,
    ...options,
  });
}

async function faultOf(action: () => unknown): Promise<D1Error> {
  try {
    await action();
  } catch (error) {
    assert.ok(error instanceof D1Error, inspect(error));
    thrown.push(`${error.message}\n${error.stack}\n${inspect(error, { depth: 9, showHidden: true })}`);
    assert.doesNotMatch(error.message, /\n/);
    return error;
  }
  throw new Error('it did not fail');
}

const ONE = [{ sql: 'SELECT 1 AS one' }];

test('a request gives the rows of each statement', async () => {
  const results = await connect().run([
    { sql: 'SELECT value AS v FROM json_each(?1)', param: '["a","ü\\u0000",1.5,null]' },
    { sql: 'SELECT 1 AS one WHERE false' },
  ]);
  assert.deepEqual(results, [[{ v: 'a' }, { v: 'ü\0' }, { v: 1.5 }, { v: null }], []]);
});

test('nothing is sent for no statements, and an address with a trailing slash is the same', async () => {
  const sent = world.seen.length;
  assert.deepEqual(await connect().run([]), []);
  assert.equal(world.seen.length, sent);
  assert.deepEqual(await connect({ baseUrl: `${world.env.AGENTLOG_D1_URL}//` }).run(ONE), [[{ one: 1 }]]);
});

test('the database is called by its id', () => {
  assert.equal(connect().name, `D1 database ${world.env.AGENTLOG_D1_DATABASE_ID}`);
});

const REFUSED: readonly (readonly [string, () => Partial<D1RestOptions>, RegExp])[] = [
  [
    'a bad token',
    () => ({ apiToken: randomBytes(30).toString('base64url') }),
    /CLOUDFLARE_API_TOKEN.*"D1 Edit"/,
  ],
  ['an unknown account', () => ({ accountId: randomBytes(16).toString('hex') }), /CLOUDFLARE_ACCOUNT_ID/],
  ['an unknown database', () => ({ databaseId: randomUUID() }), /AGENTLOG_D1_DATABASE_ID/],
  ['an id that climbs', () => ({ databaseId: '../../x' }), /AGENTLOG_D1_DATABASE_ID/],
  ['another address', () => ({ baseUrl: `${world.env.AGENTLOG_D1_URL}/v5` }), /AGENTLOG_D1_URL/],
  ['an id of dots', () => ({ accountId: '..' }), /CLOUDFLARE_ACCOUNT_ID is not set/],
  ['no id', () => ({ databaseId: ' ' }), /AGENTLOG_D1_DATABASE_ID is not set/],
  ['no token', () => ({ apiToken: '' }), /CLOUDFLARE_API_TOKEN is not set/],
  [
    'a token over two lines',
    () => ({ apiToken: `${world.env.CLOUDFLARE_API_TOKEN}\nx: y` }),
    /CLOUDFLARE_API_TOKEN is not set/,
  ],
  ['an address in clear', () => ({ baseUrl: 'http://d1.example.com/client/v4' }), /https/],
  [
    'an address with the name of loopback in it',
    () => ({ baseUrl: 'http://localhost.example.com/' }),
    /https/,
  ],
  ['an address of another protocol', () => ({ baseUrl: 'ftp://127.0.0.1/' }), /https/],
  ['an address that is none', () => ({ baseUrl: 'api.cloudflare.com' }), /AGENTLOG_D1_URL/],
  [
    'an address with a password',
    () => ({ baseUrl: `https://u:${world.env.CLOUDFLARE_API_TOKEN}@example.com/` }),
    /user name/,
  ],
];
for (const [title, options, says] of REFUSED) {
  test(`with ${title} nothing goes, and one line says what to check`, async () => {
    const fault = await faultOf(() => connect(options()).run(ONE));
    assert.equal(fault.remedy, 'never');
    assert.match(fault.message, says);
  });
}

const PAGE = '<html>\n<body>504 Gateway Time-out</body></html>';
const FAULTS: readonly (readonly [string, Fault, Remedy, RegExp])[] = [
  ['429 with Retry-After', { status: 429, headers: { 'retry-after': '1' } }, 'later', /HTTP 429/],
  ['429 without Retry-After', { status: 429 }, 'later', /HTTP 429/],
  [
    '500',
    { status: 500, body: '{"success":false,"errors":[{"code":7500,"message":"internal error"}]}' },
    'later',
    /internal error/,
  ],
  [
    'a 504 in HTML',
    { status: 504, headers: { 'content-type': 'text/html' }, body: PAGE },
    'later',
    /HTTP 504/,
  ],
  [
    'a connection cut before the write',
    'cut before',
    'later',
    /cannot reach 127\.0\.0\.1:\d+: .*(?:ECONNRESET|other side closed|UND_ERR)/,
  ],
  ['a connection cut after the write', 'cut after', 'later', /cannot reach/],
  ['an answer that comes too late', { slowMs: 600 }, 'later', /did not answer within 0\.3 s/],
  [
    'a success that breaks off',
    { status: 200, body: '{"success":true,"result":[{"succ' },
    'later',
    /HTTP 200/,
  ],
  ['a page with status 200', { status: 200, body: PAGE }, 'never', /AGENTLOG_D1_URL/],
  [
    'too few results',
    { status: 200, body: '{"success":true,"errors":[],"result":[]}' },
    'never',
    /result for each/,
  ],
  [
    'results without rows',
    { status: 200, body: '{"success":true,"result":[{"success":true}]}' },
    'never',
    /result for each/,
  ],
  ['a redirect', { status: 307, headers: { location: 'http://127.0.0.1:9/' } }, 'never', /AGENTLOG_D1_URL/],
];

for (const [title, fault, remedy, says] of FAULTS) {
  test(`${title} is a fault that ${remedy} helps against`, async () => {
    world.setFaults(() => fault);
    const error = await faultOf(() => connect({ timeoutMs: 300 }).run(ONE));
    assert.match(error.message, says);
    assert.equal(error.remedy, remedy);
  });
  if (remedy !== 'later') continue;
  test(`after ${title}, twice, each row is there once`, async () => {
    let left = 2;
    world.setFaults(() => (left-- > 0 ? fault : undefined));
    const session = `sess_${randomBytes(8).toString('hex')}`;
    const events = Array.from({ length: 20 }, (_, i) =>
      makeEvent(session, `answer ${i}`, i % 2 ? {} : { event_type: 'llm_call', model: 'm', tokens_total: 3 }),
    );
    const waits: number[] = [];
    const connection = withRetries(connect({ timeoutMs: 300 }), {
      sleep: async () => {},
      onWait: (ms) => waits.push(ms),
    });
    await createWriter(connection)({
      sessions: [makeRecord(session)],
      events: events.map((event) => ({ event, text: JSON.stringify(event) })),
    });
    assert.equal(waits.length, 2);
    const rows = await world.rows(
      `SELECT id, payload FROM events WHERE session_id = '${session}' ORDER BY id`,
    );
    const expected = events.map((event) => ({ id: event.id, payload: JSON.stringify(event) }));
    assert.deepEqual(
      rows,
      expected.sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
    const [row] = await world.rows(`SELECT total_tokens FROM agent_sessions WHERE session_id = '${session}'`);
    assert.deepEqual(row, { total_tokens: 30 });
  });
}

test('a server that nobody listens at is named, with what the system says', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  const fault = await faultOf(() => connect({ baseUrl: `http://127.0.0.1:${port}` }).run(ONE));
  assert.match(fault.message, new RegExp(`cannot reach 127\\.0\\.0\\.1:${port}: .*ECONNREFUSED`));
  assert.equal(fault.remedy, 'later');
  const unknown = await faultOf(() => connect({ baseUrl: 'https://d1.invalid/' }).run(ONE));
  assert.match(unknown.message, /cannot reach d1\.invalid: .*(?:ENOTFOUND|EAI_AGAIN)/);
});

test('a signal ends a request that runs, and those to come', async () => {
  const controller = new AbortController();
  world.setFaults(() => {
    controller.abort();
    return { slowMs: 500 };
  });
  const connection = connect({ signal: controller.signal });
  for (let i = 0; i < 2; i += 1) {
    const fault = await faultOf(() => withRetries(connection).run(ONE));
    assert.deepEqual([fault.message, fault.remedy], ['stopped before D1 had answered', 'never']);
  }
});

test('a server that repeats the token finds it hidden, and the token goes nowhere but to it', async () => {
  const { CLOUDFLARE_API_TOKEN: token } = world.env;
  for (const status of [200, 302, 400, 401, 429, 500]) {
    const echo = `you sent Bearer ${token} and "${token}"`;
    const body = JSON.stringify({ success: false, errors: [{ code: 1, message: echo }] });
    world.setFaults(() => ({ status, body, headers: { 'retry-after': token, location: `/${token}` } }));
    await faultOf(() => connect().run(ONE));
  }
  await faultOf(() => connect({ databaseId: token }).run(ONE));
  assert.ok(!connect({ databaseId: token }).name.includes(token));
  const rude = () => Promise.reject(new TypeError(`fetch failed: Bearer ${token}`));
  await faultOf(() => connect({ fetch: rude }).run(ONE));
});

test('no error of this file holds the token', () => {
  assert.ok(thrown.length > 30);
  for (const text of thrown) assert.ok(!text.includes(world.env.CLOUDFLARE_API_TOKEN), text);
});
