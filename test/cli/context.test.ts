import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createScript, openScripts } from '../report/context/make-session.ts';
import { root } from '../root.ts';
import { agentlog, makeFolder, runProcess } from './agentlog.ts';

const door = JSON.stringify(pathToFileURL(join(root, 'dist/index.js')).href);

function failingSession(suffix: string, msg: string): string {
  const script = createScript(suffix);
  script.record();
  script.failure(1, { error: { type: 'RangeError', msg } });
  return script.text();
}

test('where nothing was recorded one line says how to record, and the exit code is 1', async (t) => {
  const cwd = makeFolder(t);
  const { exitCode, stdout, stderr } = await agentlog(['context'], { cwd });
  assert.deepEqual([exitCode, stdout.toString()], [1, '']);
  assert.match(stderr, /^agentlog: nothing was recorded in .*; agentlog run -- CMD records a command\n$/);
});

test('the session that is asked for is told, and the budget holds', async (t) => {
  const cwd = makeFolder(t);
  openScripts(cwd, { one1: failingSession('one1', 'first'), two2: failingSession('two2', 'second') });
  const args = ['context', '--session', 'sess_one1', '--max-tokens', '40'];
  const { exitCode, stdout, stderr } = await agentlog(args, { cwd });
  assert.deepEqual([exitCode, stderr], [0, '']);
  assert.match(stdout.toString(), /^failure: RangeError: first\n {2}at src\/cart\.js:42 total\n/);
});

for (const [args, message] of [
  [['context', 'x'], 'context takes no words; see agentlog context --help'],
  [['context', '--max-tokens', '0'], '--max-tokens takes a number from 1 on, not "0"'],
  [['context', '--max-tokens', 'many'], '--max-tokens takes a number from 1 on, not "many"'],
  [['context', '--session', 'x'], '"x" is no session id: sess_…'],
] as const) {
  test(`${args.join(' ')} is wrong usage`, async (t) => {
    const { exitCode, stderr } = await agentlog(args, { cwd: makeFolder(t) });
    assert.deepEqual([exitCode, stderr], [2, `agentlog: ${message}\n`]);
  });
}

test('debugContext gives the same text whether recording is on or off, and records nothing', async (t) => {
  const cwd = makeFolder(t);
  openScripts(cwd, { one1: failingSession('one1', 'first') });
  writeFileSync(
    join(cwd, 'ask.mjs'),
    `import { debugContext } from ${door};
console.log(debugContext({ maxTokens: 300 }));
console.log(debugContext({ sessionId: 'nobody' }));
`,
  );
  const { stdout: printed } = await agentlog(['context', '--max-tokens', '300'], { cwd });
  for (const AGENTLOG of ['false', 'true']) {
    const { exitCode, stdout, stderr } = await runProcess(process.execPath, ['ask.mjs'], {
      cwd,
      env: { AGENTLOG },
    });
    assert.deepEqual([exitCode, stderr], [0, '']);
    assert.equal(stdout.toString(), `${printed}no session nobody in ${join(cwd, '.agentlog')}\n`);
  }
  const { stdout } = await agentlog(['sessions'], { cwd });
  assert.equal(stdout.toString().trim().split('\n').length, 1);
});

test('debugContext speaks of the session of the running context', async (t) => {
  const cwd = makeFolder(t);
  writeFileSync(
    join(cwd, 'ask.mjs'),
    `import { debugContext, logFailure, runSession } from ${door};
runSession('one', 'first task', () => {
  logFailure(new RangeError('in one'));
  runSession('two', 'second task', () => logFailure(new RangeError('in two')));
  console.log(debugContext());
});
`,
  );
  const { stdout } = await runProcess(process.execPath, ['ask.mjs'], { cwd, env: { AGENTLOG: 'true' } });
  assert.match(stdout.toString(), /^session: one, "first task", .*\nfailure: RangeError: in one\n/);
  assert.doesNotMatch(stdout.toString(), /in two/);
});
