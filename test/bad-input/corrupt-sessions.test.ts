import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { agentlog, makeFolder } from '../cli/agentlog.ts';
import { makeStore, NOTICE, prepare, sh, WAYS } from './shell.ts';

/** Lines that no agentlog writes. */
const event = (more: object): string =>
  JSON.stringify({
    event_type: 'failure',
    id: 'fail_x',
    session_id: 'sess_corrupt',
    ts: 1,
    error: { type: 'E', msg: 'm' },
    location: { file: 'f', line: 1, function: 'g' },
    locals: {},
    ...more,
  });
const CORRUPT: readonly (string | Buffer)[] = [
  '',
  ' ',
  '{',
  '}',
  '[]',
  'null',
  '1',
  '"text"',
  '{}',
  '{"event_type":null}',
  '{"event_type":"failure"}',
  '{"event_type":"unknown","id":"x"}',
  '{"session_id":5}',
  '{"__proto__":{"event_type":"failure"}}',
  '\u0000'.repeat(5000),
  Buffer.from([0xff, 0xfe, 0xc0, 0x80]),
  'x'.repeat(100_000),
  '{"a":'.repeat(10_000),
  event({ ts: 'yesterday' }),
  event({ ts: 1e300 }),
  event({ ts: -1 }),
  event({ error: null }),
  event({ error: 5 }),
  event({ error: { type: 5, msg: [] } }),
  event({ error: { type: 'E', msg: 'm', cause: 7, errors: 8 } }),
  event({ location: null }),
  event({ location: { file: {}, line: 'x' } }),
  event({ locals: 5 }),
  event({ locals: [1, 2] }),
  event({
    locals: {
      a: null,
      b: 5,
      c: { t: 5 },
      d: { t: 'Array', v: 5, n: 'x', preview: 7 },
      e: { t: 'Map', v: [1, [2], null] },
    },
  }),
  event({ this: 7 }),
  event({ locals_missing: {} }),
  event({ suppressed: [] }),
  event({ id: {} }),
  event({ session_id: '../../x' }),
  event({ event_type: 'tool_output' }),
  event({ event_type: 'llm_call', prompt: 5 }),
  event({ event_type: 'git_diff', diff: {} }),
  event({ event_type: 'decision', context: 9 }),
  event({ error: { type: 'E', msg: '\u001b[2J\r\n\u0007' } }),
  event({ error: { type: 'E', msg: '\ud800' } }),
];

test('a corrupt session is shown as far as it can be read: no line of it makes a command fail', async (t) => {
  const cwd = makeFolder(t);
  makeStore(cwd);
  const first =
    '{"session_id":"sess_corrupt","start_ts":1,"end_ts":null,"agent_name":"node","task":"t","total_tokens":null}';
  const records = [
    '{"session_id":"sess_corrupt","start_ts":"x","end_ts":{},"agent_name":5,"task":[],"total_tokens":"y"}',
  ];
  const good = event({ error: { type: 'Good', msg: 'the last' } });
  const lines = [first, ...CORRUPT, ...records, good].flatMap((line) => [
    Buffer.from(line),
    Buffer.from('\n'),
  ]);
  writeFileSync(join(cwd, '.agentlog/session_corrupt.jsonl'), Buffer.concat(lines), { mode: 0o600 });
  for (const args of [
    ['show'],
    ['context'],
    ['show', '--all'],
    ['show', '--json', '--all'],
    ['show', 'failure', '--session', 'all'],
    ['sessions'],
    ['sessions', '--json'],
    ['start', 'a'],
    ['run', 'true'],
    ['end'],
  ]) {
    const { exitCode, stdout, stderr } = await agentlog(args, { cwd });
    assert.deepEqual([args, exitCode, stderr.replace(NOTICE, '')], [args, 0, '']);
    assert.ok(stderr.split('\n').length <= 2, stderr);
    assert.ok(!stdout.some((byte) => (byte < 32 && byte !== 10) || byte === 127), args.join(' '));
    if (args.includes('--all') || args.includes('all')) assert.match(stdout.toString(), /the last/);
  }
});

test('every corrupt line by itself leaves the session readable', async (t) => {
  const cwd = makeFolder(t);
  makeStore(cwd);
  for (const [i, line] of CORRUPT.entries())
    writeFileSync(join(cwd, `.agentlog/session_corrupt${i}.jsonl`), line, { mode: 0o600 });
  for (const args of [['show', '--session', 'all', '--all'], ['sessions']]) {
    const { exitCode, stderr } = await agentlog(args, { cwd });
    assert.deepEqual([args, exitCode, stderr.replace(NOTICE, '')], [args, 0, '']);
  }
});

test('a program logs into a session whose file is corrupt, and what it logs can be read', async (t) => {
  const cwd = prepare(t);
  makeStore(cwd);
  writeFileSync(join(cwd, '.agentlog/session_corrupt.jsonl'), 'garbage without an end', { mode: 0o600 });
  await sh(WAYS.run('RECORDED probe.mjs'), { cwd, env: { AGENTLOG_SESSION: 'sess_corrupt' } });
  const { exitCode, stdout, stderr } = await agentlog(
    ['show', 'failure', '--json', '--session', 'sess_corrupt'],
    { cwd },
  );
  assert.deepEqual([exitCode, JSON.parse(stdout.toString()).locals.order.v], [0, { id: 7 }]);
  assert.match(stderr, /^agentlog: 1 line was skipped: /);
});
