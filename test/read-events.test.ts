import assert from 'node:assert/strict';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { agentlog, makeFolder, runProcess } from './cli/agentlog.ts';
import { appendLines, decisionOf, recordOf } from './cli/store-lines.ts';
import { root } from './root.ts';

const ID = 'sess_first';
const OTHER = 'sess_other';
const CALL = { event_type: 'llm_call', id: 'llm_1', session_id: ID, ts: 2, model: 'm' };

/** What a program sees of the events: it prints the JSON of what this expression of `readEvents` gives. */
async function read(cwd: string, expression: string, env = {}): Promise<unknown> {
  const program = `
    const { readEvents, startSession, logFailure } = require(${JSON.stringify(join(root, 'dist/index.js'))});
    console.log(JSON.stringify(${expression}));`;
  const { exitCode, stdout, stderr } = await runProcess(process.execPath, ['-e', program], { cwd, env });
  assert.deepEqual([exitCode, stderr], [0, '']);
  return JSON.parse(stdout.toString());
}

for (const env of [{}, { AGENTLOG: 'true' }]) {
  const state = 'AGENTLOG' in env ? 'on' : 'off';
  test(`readEvents gives stored events, oldest first, while recording is ${state}`, async (t) => {
    const cwd = makeFolder(t);
    const events = [decisionOf(ID, 'one'), CALL, decisionOf(ID, 'two')];
    appendLines(cwd, ID, recordOf(ID), ...events, '{"torn');
    assert.deepEqual(await read(cwd, '[...readEvents()]', env), events);
    assert.deepEqual(await read(cwd, "[...readEvents({ type: 'llm_call' })]", env), [CALL]);
    assert.deepEqual(await read(cwd, '[...readEvents({ last: 2 })]', env), events.slice(1));
    assert.deepEqual(await read(cwd, "[...readEvents({ type: 'decision', last: 1 })]", env), events.slice(2));
    appendLines(cwd, OTHER, recordOf(OTHER), decisionOf(OTHER, 'x'));
    assert.equal(await read(cwd, "[...readEvents({ sessionId: 'sess_other' })].length", env), 1);
    assert.equal(await read(cwd, '[...readEvents()][0].answer', { ...env, AGENTLOG_SESSION: ID }), 'one');
    const wrong = [
      "{ sessionId: '../..' }",
      "{ sessionId: 'sess_none' }",
      '{ last: 0 }',
      '{ last: NaN }',
      "{ type: 'x' }",
    ];
    for (const options of wrong) assert.deepEqual(await read(cwd, `[...readEvents(${options})]`, env), []);
  });

  test(`readEvents in a folder without a store gives nothing and makes nothing while recording is ${state}`, async (t) => {
    const cwd = makeFolder(t);
    assert.deepEqual(await read(cwd, '[...readEvents()]', env), []);
    assert.deepEqual(readdirSync(cwd), []);
  });
}

test('readEvents gives what the program itself has just logged', async (t) => {
  const logged =
    "(startSession('a', 'b'), logFailure(new TypeError('mine')), [...readEvents()].map((e) => e.error.msg))";
  assert.deepEqual(await read(makeFolder(t), logged, { AGENTLOG: 'true' }), ['mine']);
});

/** What a program prints that reads another folder, `there`, by these statements. */
async function readOther(cwd: string, statements: string, env = {}): Promise<unknown> {
  const program = `
    const { debugContext, folderStore, readEvents, tokenSummary } = require(${JSON.stringify(join(root, 'dist/index.js'))});
    const store = folderStore('there/.agentlog');
    (async () => { ${statements} })().then((found) => console.log(JSON.stringify(found)));`;
  const { exitCode, stdout, stderr } = await runProcess(process.execPath, ['-e', program], { cwd, env });
  assert.deepEqual([exitCode, stderr], [0, '']);
  return JSON.parse(stdout.toString());
}

for (const env of [{}, { AGENTLOG: 'true' }]) {
  const state = 'AGENTLOG' in env ? 'on' : 'off';
  test(`another folder is read as a store while recording is ${state}, and none is made`, async (t) => {
    const cwd = makeFolder(t);
    const there = join(cwd, 'there');
    mkdirSync(there);
    appendLines(cwd, OTHER, recordOf(OTHER), decisionOf(OTHER, 'here'));
    const events = [decisionOf(ID, 'one'), { ...CALL, tokens_total: 7 }, decisionOf(ID, 'two')];
    assert.deepEqual(await readOther(cwd, 'return tokenSummary({ store })', env), {
      total_tokens: 0,
      by_model: {},
    });
    assert.match(
      String(await readOther(cwd, 'return debugContext({ store })', env)),
      /^nothing was recorded in .*there.\.agentlog; /,
    );
    assert.deepEqual(readdirSync(there), []);
    appendLines(there, ID, recordOf(ID), ...events, '{"torn');
    const all = (options: string) =>
      readOther(
        cwd,
        `const found = []; for await (const e of readEvents(${options})) found.push(e); return found`,
        env,
      );
    assert.deepEqual(await all('{ store }'), events);
    assert.deepEqual(await all("{ store, type: 'decision', last: 1 }"), events.slice(2));
    for (const wrong of ["sessionId: '../..'", "sessionId: 'sess_none'", 'last: 0', 'last: NaN', "type: 'x'"])
      assert.deepEqual(await all(`{ store, ${wrong} }`), []);
    const { stdout } = await agentlog(['context'], { cwd: there });
    const context = await readOther(cwd, 'return debugContext({ store })', env);
    assert.equal(`${context}\n`, stdout.toString());
    assert.equal(
      await readOther(cwd, "return debugContext({ store, sessionId: 'sess_none' })", env),
      `no session sess_none in ${join(there, '.agentlog')}`,
    );
    const summary = { total_tokens: 7, by_model: { m: { calls: 1, tokens: 7 } } };
    assert.deepEqual(await readOther(cwd, 'return tokenSummary({ store })', env), summary);
    assert.deepEqual(
      await readOther(cwd, `return tokenSummary({ store, sessionId: '${ID}' })`, env),
      summary,
    );
  });
}

test('the session that the environment names is read from a store that has it', async (t) => {
  const cwd = makeFolder(t);
  appendLines(join(cwd, 'there'), ID, recordOf(ID), decisionOf(ID, 'named'));
  appendLines(join(cwd, 'there'), OTHER, recordOf(OTHER), decisionOf(OTHER, 'newest'));
  const first = 'for await (const event of readEvents({ store })) return event.answer';
  assert.equal(await readOther(cwd, first, { AGENTLOG_SESSION: ID }), 'named');
  assert.equal(await readOther(cwd, first, { AGENTLOG_SESSION: 'sess_none' }), 'newest');
});

test('a store that cannot be read is told to whoever hands it over', async (t) => {
  const statements = `
    const fail = () => Promise.reject(new Error('gone'));
    const failing = { ...store, hasSessions: fail, newestSession: fail, events: async function* () { await fail(); } };
    const calls = [() => tokenSummary({ store: failing }), () => debugContext({ store: failing }),
      async () => { for await (const _ of readEvents({ store: failing, sessionId: '${ID}' })); }];
    return Promise.all(calls.map((call) => call().then(() => 'nothing', (error) => error.message)));`;
  assert.deepEqual(await readOther(makeFolder(t), statements), ['gone', 'gone', 'gone']);
});
