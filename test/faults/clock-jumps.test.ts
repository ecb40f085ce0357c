import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { agentlog, makeFolder, readEvents, runProcess } from '../cli/agentlog.ts';
import { root } from '../root.ts';
import { testNode } from '../run-node.ts';
import { DOOR } from './obedient.ts';
import { idsOf, showArgs } from './stored-ids.ts';

const PROGRAM = join(root, 'test/programs/faults/clock.mjs');
const CLOCK = join(root, 'test/programs/faults/jumping-clock.cjs');
const HOUR = 3600;
const DAY = 24 * HOUR;

/** What the program is to leave, whatever the clock does: 5 turns of a failure, two calls and a tool, and one decision. */
const KINDS = { failure: 5, llm_call: 10, tool_output: 5, decision: 1 };

function kindsOf(events: readonly Record<string, unknown>[]): Record<string, number> {
  const kinds: Record<string, number> = {};
  for (const { event_type } of events) kinds[String(event_type)] = (kinds[String(event_type)] ?? 0) + 1;
  return kinds;
}

/** What must hold of a folder: every kind whole, no number that makes no sense, and every command reads it. */
async function assertSane(cwd: string, kinds: Record<string, number>): Promise<void> {
  const events = readEvents(cwd);
  assert.deepEqual(kindsOf(events), kinds);
  for (const { ts, duration_ms = 0, locals = {} } of events) {
    assert.ok(
      Number.isFinite(ts) && Number(duration_ms) >= 0 && Number(duration_ms) < 60_000,
      `${ts} ${duration_ms}`,
    );
    assert.ok(typeof locals === 'object');
  }
  const failures = events.filter(({ event_type }) => event_type === 'failure');
  assert.deepEqual(
    failures.map(({ locals }) => (locals as Record<string, unknown>).turn),
    [0, 1, 2, 3, 4].map((v) => ({ t: 'int', v })),
  );
  const summed = await agentlog(['tokens', '--json', '--session', String(failures[0]?.session_id)], { cwd });
  assert.deepEqual(JSON.parse(summed.stdout.toString()), {
    total_tokens: 20,
    by_model: { m: { calls: 10, tokens: 20 } },
  });
  // Events of one session stay in the order in which they happened.
  const shown = await agentlog(showArgs(String(failures[0]?.session_id)), { cwd });
  const inOrder = events
    .filter(({ session_id }) => session_id === failures[0]?.session_id)
    .map(({ id }) => id);
  assert.deepEqual(idsOf(shown.stdout.toString()), inOrder);
  const context = await agentlog(['context', '--session', String(failures[0]?.session_id)], { cwd });
  assert.equal(context.exitCode, 0, context.stderr);
  assert.match(context.stdout.toString(), /Error: turn 4/);
  for (const verb of ['sessions', 'tokens', 'context'])
    assert.deepEqual((await agentlog([verb], { cwd })).stderr, '', verb);
}

const JUMPS: readonly (readonly [title: string, jumps: readonly number[]])[] = [
  ['forward by a day', [DAY]],
  ['back by a day', [-DAY]],
  ['to 1970 and back to now', [-1.8e9, 0]],
  ['back and forth all the time', [-HOUR, HOUR, -DAY, DAY, -1, 1, -30 * DAY, 0, 10 * 365 * DAY, 0]],
];

for (const [title, jumps] of JUMPS) {
  test(`the system's clock jumps ${title} while a program runs: every event is there, in order, with sane durations`, async (t) => {
    const cwd = makeFolder(t);
    const args = ['--require', CLOCK, PROGRAM, DOOR];
    const env = { JUMPS: jumps.join(',') };
    const result = await runProcess(testNode, args, { cwd, env: { ...env, AGENTLOG: 'true' } });
    assert.deepEqual(result, await runProcess(testNode, args, { cwd: makeFolder(t), env }));
    await assertSane(cwd, KINDS);
  });
}

test('a program that fakes every clock and timer is recorded with the true time, and its own clock stays as it set it', async (t) => {
  const cwd = makeFolder(t);
  const before = Date.now() / 1000;
  const args = [PROGRAM, DOOR, 'faked'];
  const result = await runProcess(testNode, args, { cwd, env: { AGENTLOG: 'true' } });
  const bare = await runProcess(testNode, args, { cwd: makeFolder(t) });
  assert.deepEqual(result, bare);
  assert.equal(result.stdout.toString(), 'true done\n');
  await assertSane(cwd, { ...KINDS, decision: 2 });
  for (const { ts } of readEvents(cwd))
    assert.ok(Number(ts) >= before && Number(ts) <= Date.now() / 1000, String(ts));
});

for (const seconds of [DAY, 1000 * DAY]) {
  test(`in a time namespace whose monotonic clock is ${seconds / DAY} days ahead, a program is recorded with the true time`, async (t) => {
    const cwd = makeFolder(t);
    const flags = [
      ...(process.geteuid?.() === 0 ? [] : ['-Ur']),
      '-T',
      `--monotonic=${seconds}`,
      `--boottime=${seconds}`,
      '--fork',
    ];
    if (spawnSync('unshare', [...flags, 'true']).status !== 0) return t.skip('needs a time namespace');
    const result = await runProcess('unshare', [...flags, testNode, PROGRAM, DOOR], {
      cwd,
      env: { AGENTLOG: 'true' },
    });
    assert.deepEqual([result.exitCode, result.stderr, result.stdout.toString()], [0, '', 'false done\n']);
    await assertSane(cwd, KINDS);
    for (const { ts } of readEvents(cwd))
      assert.ok(Math.abs(Number(ts) - Date.now() / 1000) < 60, String(ts));
  });
}

/** A session's file with a decision at each of these times, relative to now. */
function layDown(cwd: string, name: string, offsets: readonly number[]): void {
  const now = Date.now() / 1000;
  const id = `sess_${name}`;
  const record = {
    session_id: id,
    start_ts: now + (offsets[0] ?? 0),
    end_ts: null,
    agent_name: 'a',
    task: 't',
    total_tokens: null,
  };
  const lines = offsets.map((offset, i) =>
    JSON.stringify({
      event_type: 'decision',
      id: `dec_${name}${i}`,
      session_id: id,
      ts: now + offset,
      question: 'q',
      answer: `${name}${i}`,
    }),
  );
  mkdirSync(join(cwd, '.agentlog'), { recursive: true });
  writeFileSync(
    join(cwd, '.agentlog', `session_${name}.jsonl`),
    `${[JSON.stringify(record), ...lines].join('\n')}\n`,
  );
}

test('events of a clock that was wrong for a while hide none of its true times from show --since, and stay where they happened', async (t) => {
  const cwd = makeFolder(t);
  layDown(cwd, 'wrong', [-2 * DAY, -300, -200, -30 * DAY, -1.7e9, -100, DAY, -50]);
  layDown(cwd, 'right', [-250, -150, -75]);
  const show = async (...args: string[]): Promise<string[]> => {
    const { stdout } = await agentlog(['show', '--json', ...args], { cwd });
    return idsOf(stdout.toString()).map((id) => id.slice('dec_'.length));
  };
  assert.deepEqual(await show('--session', 'sess_wrong', '--since', '10m'), [
    'wrong1',
    'wrong2',
    'wrong5',
    'wrong6',
    'wrong7',
  ]);
  assert.deepEqual(await show('--session', 'sess_wrong', '--last', '3'), ['wrong5', 'wrong6', 'wrong7']);
  const all = await show('--session', 'all', '--all');
  for (const name of ['wrong', 'right'])
    assert.deepEqual(
      all.filter((id) => id.startsWith(name)),
      await show('--session', `sess_${name}`, '--all'),
    );
  assert.deepEqual((await show('--session', 'all', '--since', '10m')).toSorted(), [
    'right0',
    'right1',
    'right2',
    'wrong1',
    'wrong2',
    'wrong5',
    'wrong6',
    'wrong7',
  ]);
});
