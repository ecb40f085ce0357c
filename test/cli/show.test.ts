import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { agentlog, makeFolder } from './agentlog.ts';
import { answersIn } from './answers-in.ts';
import { appendLines, decisionOf, recordOf } from './store-lines.ts';

const ID = 'sess_first';
const OTHER = 'sess_other';
const NOW = Date.now() / 1000;

const text = async (args: readonly string[], cwd: string): Promise<string> => {
  const { exitCode, stdout, stderr } = await agentlog(args, { cwd });
  assert.deepEqual([exitCode, stderr], [0, '']);
  return stdout.toString();
};
const answers = async (cwd: string, ...args: string[]): Promise<string> =>
  answersIn(await text(['show', '--json', ...args], cwd));

test('show --since takes a span, an ISO time and a Unix time, and --last counts within it', async (t) => {
  const cwd = makeFolder(t);
  const ages = { week: 6.9 * 86_400, day: 86_000, hour: 3500, minute: 50, now: 0 };
  appendLines(
    cwd,
    ID,
    recordOf(ID),
    ...Object.entries(ages).map(([name, age]) => decisionOf(ID, name, NOW - age)),
  );
  assert.equal(await answers(cwd, '--since', '7d'), 'week day hour minute now');
  assert.equal(await answers(cwd, '--since', '1h'), 'hour minute now');
  assert.equal(await answers(cwd, '--since', '1m', '--last', '1'), 'now');
  assert.equal(await answers(cwd, '--since', new Date((NOW - 3600) * 1000).toISOString()), 'hour minute now');
  assert.equal(await answers(cwd, '--since', String(NOW - 100)), 'minute now');
  assert.equal(await answers(cwd, '--since', String(Math.round((NOW - 100) * 1000))), 'minute now');
  assert.equal(await answers(cwd, 'failure', '--since', '7d'), '');
});

test('show --since and --grep refuse what they cannot read, with a hint', async (t) => {
  const cwd = makeFolder(t);
  for (const since of ['yesterday', '10', '', '7 d', '2026-13-45']) {
    const { exitCode, stderr } = await agentlog(['show', '--since', since], { cwd });
    assert.equal(exitCode, 2, since);
    assert.match(stderr, /^agentlog: --since takes 10m, .*\n$/);
  }
});

test('show --grep finds what is printed and what is stored, in any case, and nothing that is hidden', async (t) => {
  const cwd = makeFolder(t);
  const secret = `sk-${randomBytes(30).toString('hex')}`;
  appendLines(
    cwd,
    ID,
    recordOf(ID),
    decisionOf(ID, 'Plain Text'),
    decisionOf(ID, `key ${secret}`),
    decisionOf(ID, `two\nlines`),
    {
      ...decisionOf(ID, 'tool'),
      event_type: 'tool_output',
      tool: 'make',
      stdout: `${'Line\n'.repeat(30)}Ende`,
      stderr: '',
      exit_code: 3,
      duration_ms: 1,
    },
  );
  const found = async (grep: string) => (await answers(cwd, '--grep', grep)).replace(secret, 'SECRET');
  assert.equal(await found('plain tEXT'), 'Plain Text');
  assert.equal(await found('exit 3'), 'tool');
  assert.equal(await found('2026-02-02'), await found('"q"'));
  assert.equal(await found('two\\nlines'), 'two\nlines');
  assert.equal(await found('ENDE'), 'tool');
  assert.equal(await found(secret.slice(0, 9)), '');
  assert.equal(await found('***redacted'), 'key ***REDACTED***');
  assert.equal(await found('nowhere'), '');
});

test('show --session all merges the sessions by time', async (t) => {
  const cwd = makeFolder(t);
  appendLines(cwd, ID, recordOf(ID), decisionOf(ID, 'a1', 1), decisionOf(ID, 'a4', 4));
  appendLines(cwd, OTHER, recordOf(OTHER), decisionOf(OTHER, 'b2', 2), decisionOf(OTHER, 'b3', 3));
  assert.equal(await answers(cwd, '--session', 'all'), 'a1 b2 b3 a4');
  assert.equal(await answers(cwd, '--session', 'all', '--last', '2'), 'b3 a4');
  assert.equal(await answers(cwd, '--session', 'all', '--all', '--grep', 'B'), 'b2 b3');
});

/** Escape sequences, line breaks, and marks that turn the direction of writing. */
const HOSTILE = '\u001b[2J\u001b]0;x\u0007\r\nagentlog: ok\u2028\u202e\u009b31m\0';
const FIELDS = {
  failure: {
    error: { type: HOSTILE, msg: HOSTILE, code: HOSTILE, cause: { type: HOSTILE, msg: HOSTILE } },
    location: { file: HOSTILE, line: 1, function: HOSTILE },
    locals: { [HOSTILE]: { t: HOSTILE, v: HOSTILE } },
    locals_missing: HOSTILE,
    suppressed: HOSTILE,
  },
  llm_call: {
    model: HOSTILE,
    tokens_in: HOSTILE,
    prompt: { t: HOSTILE, v: HOSTILE },
    response: HOSTILE,
    error: { type: HOSTILE, msg: HOSTILE },
  },
  tool_output: {
    tool: HOSTILE,
    stdout: HOSTILE,
    stderr: HOSTILE,
    exit_code: 1,
    duration_ms: 1,
    signal: HOSTILE,
    error: HOSTILE,
  },
  git_diff: {
    turn_number: 1,
    files_changed: 1,
    lines_added: 1,
    lines_removed: 1,
    diff: HOSTILE,
    truncated: false,
  },
  decision: { question: HOSTILE, answer: HOSTILE, context: { [HOSTILE]: HOSTILE } },
};

test('no field of a log drives the terminal or passes for a line of the report', async (t) => {
  const cwd = makeFolder(t);
  appendLines(cwd, ID, recordOf(ID, { agent_name: HOSTILE, task: HOSTILE }));
  for (const [type, fields] of Object.entries(FIELDS))
    appendLines(cwd, ID, { event_type: type, id: HOSTILE, session_id: ID, ts: 1, ...fields });
  appendLines(cwd, ID, { event_type: HOSTILE, id: HOSTILE, session_id: ID, ts: 1e300, x: HOSTILE });
  for (const args of [['show'], ['show', '--json'], ['sessions'], ['sessions', '--json'], ['tokens']]) {
    const out = await text(args, cwd);
    assert.doesNotMatch(out, /[^\P{Cc}\n]|\u2028|\u202e/u, args.join(' '));
    assert.doesNotMatch(out, /^agentlog: ok/m);
    assert.notEqual(out, '');
  }
});

test('a line of a megabyte, torn lines and an empty folder are no trouble', async (t) => {
  const cwd = makeFolder(t);
  mkdirSync(join(cwd, '.agentlog'));
  assert.equal(await text(['show', '--session', 'all'], cwd), '');
  assert.equal(await text(['sessions'], cwd), '');
  appendLines(
    cwd,
    ID,
    recordOf(ID),
    decisionOf(ID, 'x'.repeat(1 << 20)),
    decisionOf(ID, 'short'),
    '{"event_type":"decision","id"',
  );
  assert.ok((await text(['show'], cwd)).endsWith(' decision q -> short\n'));
  assert.equal((await answers(cwd, '--last', '2')).length, (1 << 20) + 6);
  assert.match(await text(['sessions'], cwd), / decision=2 /);
});
