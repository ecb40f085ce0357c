import assert from 'node:assert/strict';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readEvents, runProcess } from './cli/agentlog.ts';
import { PATH, packPackage } from './installed.ts';

const { install } = packPackage();
const project = install('project', { type: 'module' });
const cli = join(project, 'node_modules/.bin/agentlog');
const node = process.execPath;

interface Outcome {
  readonly exitCode: number | null;
  readonly stderr: string;
  /** What the program printed, as JSON. */
  readonly printed: unknown;
  /** The messages of the failures that it left. */
  readonly failures: readonly unknown[];
}

/** Runs a program in the project, reads what it left and takes it away. */
async function run(
  program: string,
  env: Record<string, string> = {},
  front: string[] = [],
): Promise<Outcome> {
  writeFileSync(join(project, 'program.js'), program);
  const [file = node, ...args] = [...front, node, 'program.js'];
  const { exitCode, stdout, stderr } = await runProcess(file, args, { cwd: project, env: { PATH, ...env } });
  const store = join(project, '.agentlog');
  const events = existsSync(store) ? readEvents(project) : [];
  rmSync(store, { recursive: true, force: true });
  const failures = events
    .filter(({ event_type }) => event_type === 'failure')
    .map(({ error, locals }) => [(error as { msg: string }).msg, locals]);
  return { exitCode, stderr, printed: JSON.parse(stdout.toString() || 'null'), failures };
}

/** What recording would show in: modules, listeners, descriptors, files. */
const LOOK = `
import { existsSync, readdirSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { channel } from 'node:diagnostics_channel';
const ownModules = () => Object.keys(Module._cache).filter((path) => path.includes('agentlog')).map((path) => path.split('/').at(-1));
const look = () => ({
  modules: ownModules(),
  inspector: process.moduleLoadList.some((name) => /NativeModule (?:internal\\/)?(?:util\\/)?inspector$/.test(name)),
  listeners: process.eventNames().map((name) => [String(name), process.listenerCount(name)]).sort(),
  channel: channel('agentlog:recorder:1').hasSubscribers,
  descriptors: ${existsSync('/proc/self/fd')} ? readdirSync('/proc/self/fd').length : 0,
  globals: Object.getOwnPropertyNames(globalThis).length,
  stdout: Object.getOwnPropertyDescriptor(process, 'stdout').get.toString().length,
  prepareStackTrace: typeof Error.prepareStackTrace,
  store: existsSync('.agentlog'),
});
`;
const CALLS = `
import * as agentlog from 'agentlog';
const { startSession, endSession, getSessionId, isEnabled, llmCall, logDecision, logFailure, logLlmCall, logToolOutput, runSession, tokenSummary, toolCall, disable } = agentlog;
const setAll = (call) => { call.response = 'r'; call.tokensIn = 1; return Object.keys(call).length; };
const given = [startSession('a', 'b'), getSessionId() ?? null, logFailure(new Error('x')), runSession('a', 'b', () => 42), logLlmCall({ model: 'm' }), llmCall('m', 'p', setAll), tokenSummary(), isEnabled(), endSession() ?? null, disable() ?? null,
  toolCall('a', () => 42), logToolOutput({ tool: 'a' }), logDecision('a', 'b')];
`;

test('recording shows in what these tests look at, so they would notice', async () => {
  const { printed } = await run(`${LOOK}${CALLS}console.log(JSON.stringify(look()));`, { AGENTLOG: 'true' });
  const { modules, channel, store } = printed as Record<string, unknown>;
  assert.deepEqual({ modules, channel, store }, { modules: ['recorder.cjs'], channel: true, store: true });
});

const OFF_VALUES: readonly (string | undefined)[] = [undefined, '', 'false', '0', 'no', 'off', 'truee', '2'];
for (const value of OFF_VALUES) {
  test(`with AGENTLOG ${value === undefined ? 'unset' : JSON.stringify(value)}, the doors load, listen to, open and make nothing, and calls give nothing`, async () => {
    const env: Record<string, string> = value === undefined ? {} : { AGENTLOG: value };
    const bare = await run(`${LOOK}console.log(JSON.stringify([look()]));`, env);
    const result = await run(
      `${LOOK}import 'agentlog/register';${CALLS}console.log(JSON.stringify([look(), given]));`,
      env,
    );
    const given = ['', null, '', 42, '', 5, { total_tokens: 0, by_model: {} }, false, null, null, 42, '', ''];
    assert.deepEqual(result, { ...bare, printed: [...(bare.printed as unknown[]), given] });
  });
}

for (const value of ['true', 'TRUE', '1', 'yes', 'on', ' on ']) {
  test(`AGENTLOG ${JSON.stringify(value)} turns recording on`, async () => {
    const { printed } = await run(
      `import { isEnabled } from 'agentlog'; console.log(JSON.stringify(isEnabled()));`,
      { AGENTLOG: value },
    );
    assert.equal(printed, true);
  });
}

test('describe and redact work when recording is off, and turn nothing on', async () => {
  const { printed, stderr } = await run(`${LOOK}
    import { describe, isEnabled, redact } from 'agentlog';
    const before = look();
    const text = [describe({ a: 1, password: 'hunter2' }), redact('password=hunter2'), isEnabled()];
    const { modules, descriptors, inspector, ...rest } = look();
    console.log(JSON.stringify([text, modules, { ...rest, descriptors, inspector: before.inspector, modules: [] }, before]));`);
  const [text, modules, after, before] = printed as unknown[];
  assert.equal(stderr, '');
  assert.deepEqual(text, [
    { t: 'Object', v: { a: 1, password: '***REDACTED***' } },
    'password=***REDACTED***',
    false,
  ]);
  assert.deepEqual(modules, ['recording.cjs', 'shared.cjs']);
  assert.deepEqual(after, before);
});

const ATTEMPT = `
import * as agentlog from 'agentlog';
const { disable, enable, isEnabled, logFailure } = agentlog;
function fail(label) { throw new Error(label); }
function attempt(label) { try { fail(label); } catch (error) { return logFailure(error) !== ''; } }
`;
const seen = (label: string): unknown => [label, { label: { t: 'str', v: label } }];

test('recording is turned on and off at run time, as often as one likes', async () => {
  const { printed, failures, stderr } = await run(`${LOOK}${ATTEMPT}
    const said = [];
    const say = (label) => said.push([label, isEnabled(), attempt(label)]);
    const before = look().listeners;
    disable(); say('never on');
    enable(); say('on');
    enable(); say('on twice');
    disable(); say('off');
    disable(); say('off twice');
    const between = look().listeners;
    enable(); say('on again');
    disable();
    console.log(JSON.stringify([said, before, between]));`);
  const [said, before, between] = printed as [unknown, unknown[], unknown[]];
  assert.deepEqual(said, [
    ['never on', false, false],
    ['on', true, true],
    ['on twice', true, true],
    ['off', false, false],
    ['off twice', false, false],
    ['on again', true, true],
  ]);
  assert.deepEqual([failures, stderr], [[seen('on'), seen('on twice'), seen('on again')], '']);
  // The journal stays open, and with it the listener that closes it.
  const others = (listeners: readonly unknown[]): unknown[] =>
    listeners.filter((entry) => (entry as unknown[])[0] !== 'exit');
  assert.deepEqual(others(between), others(before));
});

for (const [title, program, expected] of [
  ['before enable', `${ATTEMPT}fail('crash');`, []],
  ['after enable', `${ATTEMPT}enable(); fail('crash');`, [seen('crash')]],
  ['after disable', `${ATTEMPT}enable(); disable(); fail('crash');`, []],
  ['a turn after disable', `${ATTEMPT}enable(); setImmediate(() => fail('crash')); disable();`, []],
] as const) {
  test(`an uncaught throw ${title} is ${expected.length === 0 ? 'not ' : ''}recorded, and ends the program as it would without`, async () => {
    const { exitCode, failures, stderr } = await run(program);
    assert.deepEqual([exitCode, failures], [1, expected]);
    assert.match(stderr, /\nError: crash\n {4}at fail /);
  });
}

test('an error that was thrown while recording was off shows the variables of the caller of logFailure', async () => {
  const { failures } = await run(`${ATTEMPT}
    let kept; try { fail('before'); } catch (error) { kept = error; }
    enable(); logFailure(kept);`);
  assert.deepEqual(failures, [['before', { kept: { t: 'Error', v: { msg: 'before' } } }]]);
});

test('a program under agentlog run that turns recording off is not recorded any more', async () => {
  const { exitCode, failures, printed } = await run(
    `${ATTEMPT}attempt('on'); console.log(isEnabled()); disable(); attempt('off'); fail('crash');`,
    {},
    [cli, 'run', '--'],
  );
  assert.deepEqual([exitCode, failures, printed], [1, [seen('on')], true]);
});

/** Two copies, each with a failure of its own and one that both are handed. */
const second = join(install(join('project', 'second')), 'node_modules/agentlog/dist/index.js');
const TWO = `
${LOOK}
import * as one from 'agentlog';
const two = await import(${JSON.stringify(second)});
function fail(label) { throw new Error(label); }
const caught = (label) => { try { fail(label); } catch (error) { return error; } };
const shared = caught('both');
const ids = [one.logFailure(shared), two.logFailure(shared), one.logFailure(shared)];
one.logFailure(caught('one'));
two.logFailure(caught('two'));
const sessions = [one.getSessionId(), two.getSessionId()];
const { listeners } = look();
console.log(JSON.stringify({
  different: one.logFailure !== two.logFailure,
  sameId: ids[0] !== '' && new Set(ids).size === 1,
  sameSession: sessions[0] !== undefined && sessions[0] === sessions[1],
  monitors: listeners.filter(([name]) => name === 'uncaughtExceptionMonitor'),
}));
fail('crash');
`;
const TOGETHER = {
  different: true,
  sameId: true,
  sameSession: true,
  monitors: [['uncaughtExceptionMonitor', 1]],
};
for (const [title, front] of [
  ['two installed copies', []],
  ['two installed copies, and a third that agentlog run preloads,', [cli, 'run', '--']],
] as const) {
  test(`${title} in one process are one recorder: each failure is one event`, async () => {
    const { exitCode, printed, failures } = await run(TWO, { AGENTLOG: 'true' }, [...front]);
    assert.deepEqual([exitCode, printed], [1, TOGETHER]);
    assert.deepEqual(failures, [seen('both'), seen('one'), seen('two'), seen('crash')]);
  });
}

test('what one copy turns off is off for the other, and can be turned on by it', async () => {
  const { printed, failures } = await run(
    `import * as one from 'agentlog';
     const two = await import(${JSON.stringify(second)});
     const said = [[one.isEnabled(), two.isEnabled()]];
     one.disable(); said.push([one.isEnabled(), two.isEnabled(), two.logFailure(new Error('off'))]);
     two.enable(); said.push([two.isEnabled(), two.logFailure(new Error('on')) !== '']);
     console.log(JSON.stringify(said));`,
    { AGENTLOG: 'true' },
  );
  assert.deepEqual(printed, [
    [true, true],
    [false, false, ''],
    [true, true],
  ]);
  const [[message] = []] = failures as unknown[][];
  assert.deepEqual([failures.length, message], [1, 'on']);
});

const FAKE_OLD = `
import { createRequire } from 'node:module';
Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.8' } });
const { enable, isEnabled, logFailure } = createRequire(import.meta.url)('agentlog');
enable();
console.log(JSON.stringify([isEnabled(), logFailure(new Error('no'))]));
`;
test('where there can be no recorder, one line says why and the program goes on', async () => {
  const { exitCode, printed, stderr, failures } = await run(FAKE_OLD, { AGENTLOG: 'true' });
  const line = 'agentlog: nothing is recorded: Node 18.20.8 is too old: agentlog needs 20.19 or later\n';
  assert.deepEqual([exitCode, printed, stderr, failures], [0, [false, ''], line, []]);
});
