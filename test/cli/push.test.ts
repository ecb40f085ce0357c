import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type D1World, startD1 } from '../d1/start-d1.ts';
import { appendText, eventLine, writeSession } from '../push/d1-folder.ts';
import { agentlog, makeFolder } from './agentlog.ts';

let d1: D1World;
before(async () => {
  d1 = await startD1();
  await push(makeFolderOnce(), '--init');
});
after(() => d1.close());

let first: string | undefined;
function makeFolderOnce(): string {
  first ??= makeFolder({ after: (fn) => after(fn) });
  return first;
}

async function push(cwd: string, ...args: string[]) {
  const { exitCode, stdout, stderr } = await agentlog(['push', ...args], { cwd, env: d1.env });
  return { exitCode, stdout: stdout.toString(), stderr };
}

test('push sends what is new and says how much; what is new since then is what the next one sends', async (t) => {
  const cwd = makeFolder(t);
  writeSession(cwd, 'sess_pushone', 25);
  writeSession(cwd, 'sess_pushtwo', 5);
  assert.deepEqual(await push(cwd), { exitCode: 0, stdout: 'pushed 30 events of 2 sessions\n', stderr: '' });
  assert.deepEqual(await push(cwd), { exitCode: 0, stdout: 'nothing to push\n', stderr: '' });
  appendText(cwd, 'sess_pushone', eventLine('sess_pushone'));
  assert.deepEqual(await push(cwd), { exitCode: 0, stdout: 'pushed 1 event of 1 session\n', stderr: '' });
  assert.deepEqual(await push(cwd, '--again', '--init'), {
    exitCode: 0,
    stdout: 'pushed 31 events of 2 sessions\n',
    stderr: '',
  });
  assert.deepEqual(
    await d1.rows(
      "SELECT session_id AS id, total_tokens AS tokens, (SELECT count(*) FROM events e WHERE e.session_id = s.session_id) AS events FROM agent_sessions s WHERE session_id LIKE 'sess_push%' ORDER BY 1",
    ),
    [
      { id: 'sess_pushone', tokens: 20, events: 26 },
      { id: 'sess_pushtwo', tokens: 0, events: 5 },
    ],
  );
});

test('push names the variables that are missing in one line, and what is no URL is taken as unset', async (t) => {
  const cwd = makeFolder(t);
  const { AGENTLOG_D1_DATABASE_ID: _left, ...rest } = d1.env;
  const missing = await agentlog(['push'], { cwd, env: rest });
  assert.deepEqual(
    [missing.exitCode, missing.stdout.length, missing.stderr],
    [
      1,
      0,
      'agentlog: AGENTLOG_D1_DATABASE_ID is not set; it takes the account, the D1 database and a token for it\n',
    ],
  );
  const noUrl = await agentlog(['push'], {
    cwd,
    env: { ...d1.env, CLOUDFLARE_API_TOKEN: '', AGENTLOG_D1_URL: 'nowhere' },
  });
  assert.match(
    noUrl.stderr,
    /^agentlog: AGENTLOG_D1_URL is no URL: taken as unset\nagentlog: CLOUDFLARE_API_TOKEN is /,
  );
});

test('push sends nothing anywhere where its address holds a user name', async (t) => {
  const url = d1.env.AGENTLOG_D1_URL.replace('http://', 'http://ada@');
  const { exitCode, stderr } = await agentlog(['push'], {
    cwd: makeFolder(t),
    env: { ...d1.env, AGENTLOG_D1_URL: url },
  });
  assert.equal(exitCode, 1);
  assert.match(
    stderr,
    /^agentlog: AGENTLOG_D1_URL must hold neither a user name nor anything behind its path/,
  );
});

const REFUSALS: readonly (readonly [string, () => Record<string, string>])[] = [
  ['a token that is not valid', () => ({ CLOUDFLARE_API_TOKEN: `${d1.env.CLOUDFLARE_API_TOKEN}x` })],
  ['an account that is another’s', () => ({ CLOUDFLARE_ACCOUNT_ID: 'f'.repeat(32) })],
  [
    'a database that is not there',
    () => ({ AGENTLOG_D1_DATABASE_ID: '00000000-0000-4000-8000-000000000000' }),
  ],
];
for (const [what, change] of REFUSALS) {
  test(`with ${what} push says why in one line without the token, and that nothing was pushed`, async (t) => {
    const cwd = makeFolder(t);
    writeSession(cwd, 'sess_refused', 3);
    const { exitCode, stdout, stderr } = await agentlog(['push'], { cwd, env: { ...d1.env, ...change() } });
    assert.deepEqual([exitCode, stdout.toString()], [1, '']);
    assert.match(stderr, /^agentlog: .+; nothing was pushed\n$/);
    assert.ok(!stderr.includes(d1.env.CLOUDFLARE_API_TOKEN));
  });
}

test('when D1 gives up in the middle, push says what was pushed before, and the next one goes on there', async (t) => {
  const cwd = makeFolder(t);
  writeSession(cwd, 'sess_middle', 2500);
  let writes = 0;
  setFaults(t, () =>
    ++writes > 2
      ? { status: 403, body: '{"success":false,"errors":[{"code":7403,"message":"no"}]}' }
      : undefined,
  );
  const failed = await push(cwd);
  assert.equal(failed.exitCode, 1);
  const tells =
    /^(?:agentlog: [\d,]+ events pushed, .*\n)*agentlog: .+; \d+ events of 1 session were pushed before\n$/;
  assert.match(failed.stderr, tells);
  const before = Number(/; (\d+) events/.exec(failed.stderr)?.[1]);
  d1.setFaults(() => undefined);
  assert.equal((await push(cwd)).stdout, `pushed ${2500 - before} events of 1 session\n`);
});

test('push waits as the database asks, and tells of it and of how far it is', async (t) => {
  const cwd = makeFolder(t);
  writeSession(cwd, 'sess_waits', 3);
  setFaults(t, (_request, index) =>
    index === asked ? { status: 429, headers: { 'retry-after': '2' } } : undefined,
  );
  const asked = d1.seen.length;
  const { exitCode, stdout, stderr } = await push(cwd);
  assert.deepEqual([exitCode, stdout], [0, 'pushed 3 events of 1 session\n']);
  assert.match(
    stderr,
    /^agentlog: the database asks to wait \d s\n(?:agentlog: waiting for the database\n)+$/,
  );
});

test('Ctrl-C ends a push at once, by the signal, and says what was pushed', async (t) => {
  const cwd = makeFolder(t);
  writeSession(cwd, 'sess_stopped', 3);
  setFaults(t, () => ({ slowMs: 2000 }));
  const seen = d1.seen.length;
  const { signal, stderr } = await agentlog(['push'], {
    cwd,
    env: d1.env,
    onStart: (child) => {
      const timer = setInterval(() => {
        if (d1.seen.length === seen) return;
        clearInterval(timer);
        child.kill('SIGINT');
      }, 20);
    },
  });
  assert.deepEqual([signal, stderr], ['SIGINT', 'agentlog: stopped; nothing was pushed\n']);
});

test('push skips what is torn and says how much it was', async (t) => {
  const cwd = makeFolder(t);
  writeSession(cwd, 'sess_torn', 3);
  appendText(cwd, 'sess_torn', 'not JSON\n');
  assert.deepEqual(await push(cwd), {
    exitCode: 0,
    stdout: 'pushed 3 events of 1 session\n',
    stderr: "agentlog: 1 line was skipped: torn, or not agentlog's\n",
  });
});

test('push takes no words and no flag that it does not have', async (t) => {
  const cwd = makeFolder(t);
  assert.deepEqual([(await push(cwd, 'x')).exitCode, (await push(cwd, '--al')).exitCode], [2, 2]);
});

/** Faults until the test ends. */
function setFaults(t: { after(fn: () => void): void }, judge: Parameters<D1World['setFaults']>[0]): void {
  d1.setFaults(judge);
  t.after(() => d1.setFaults(() => undefined));
}
