import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PLATFORMS } from './platforms.ts';
import { startWorker } from './start-worker.ts';
import { eventsOf, sessionsOf } from './stored-rows.ts';

for (const platform of PLATFORMS) {
  test(`under ${platform.title} a Worker logs all five kinds and reads them back`, async (t) => {
    const worker = await startWorker(t, platform);
    const { session, ids, events, tokens, warnings } = await worker.ask('/all');
    const stored = (await eventsOf(worker, session)).map(({ payload }) => payload);
    assert.deepEqual(stored, events);
    const [failure, call, output, diff, decision] = stored.map(({ id, session_id, ts, call_id, ...rest }) => {
      assert.deepEqual([session_id, typeof ts], [session, 'number']);
      assert.equal(
        call_id,
        'call_id' in rest || call_id === undefined ? call_id : String(id).replace(/^.*_/, ''),
      );
      return rest;
    });
    const { location, ...failed } = failure ?? {};
    assert.deepEqual(
      { failed, call, output, diff, decision, tokens, warnings, ids: stored.map(({ id }) => id) },
      {
        failed: {
          event_type: 'failure',
          error: { type: 'TypeError', msg: "Cannot read properties of undefined (reading 'length')" },
          locals: {},
          locals_missing: 'a Worker has no debugger to read them with',
        },
        call: {
          event_type: 'llm_call',
          model: 'm-1',
          tokens_in: 12,
          tokens_out: 3,
          tokens_total: 15,
          duration_ms: 20.3,
          prompt: { t: 'str', v: 'Fix it' },
          response: { t: 'str', v: 'Done.' },
        },
        output: {
          event_type: 'tool_output',
          tool: 'npm test',
          stdout: '1 passed',
          stderr: '',
          exit_code: 0,
          duration_ms: 5,
        },
        diff: {
          event_type: 'git_diff',
          turn_number: 1,
          files_changed: 1,
          lines_added: 1,
          lines_removed: 1,
          diff: 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n',
          truncated: false,
        },
        decision: {
          event_type: 'decision',
          question: 'Retry?',
          answer: true,
          reason: 'it was a timeout',
          context: { user: { t: 'User', v: { id: 3 } } },
        },
        tokens: { total_tokens: 15, by_model: { 'm-1': { calls: 1, tokens: 15 } } },
        warnings: [],
        ids,
      },
    );
    const { file, function: name } = location as { file: string; function: string };
    assert.deepEqual([file.endsWith('worker.js'), name], [true, 'fail']);
    const [row] = await sessionsOf(worker, session);
    assert.deepEqual(
      [row?.agent_name, row?.task, row?.total_tokens, Number(row?.end_ts) >= Number(row?.start_ts)],
      ['shop-agent', 'answer a ticket', 15, true],
    );
  });

  test(`under ${platform.title} requests that share a store at the same time stay apart`, async (t) => {
    const worker = await startWorker(t, platform);
    const names = Array.from({ length: 12 }, (_, i) => `r${i}`);
    const suffix = platform.carries ? '' : '&byHand';
    const answers = await Promise.all(names.map((name) => worker.ask(`/concurrent?name=${name}${suffix}`)));
    for (const { session, seen, warnings } of answers) assert.deepEqual([seen, warnings], [[session], []]);
    assert.equal(new Set(answers.map(({ session }) => session)).size, names.length);
    for (const [i, name] of names.entries()) {
      const events = await eventsOf(worker, answers[i]?.session);
      const asked = events.map(({ payload }) => payload.question).sort();
      assert.deepEqual(
        asked,
        [0, 1, 2, 3].map((n) => `${name} ${n}`),
      );
    }
  });

  test(`under ${platform.title} hostile values are logged, and none of their code is run`, async (t) => {
    const worker = await startWorker(t, platform);
    const { session, ran, logged, expected, wrong, warnings } = await worker.ask('/hostile');
    assert.deepEqual([ran, logged, wrong], [[], expected, ['', '']]);
    assert.equal((await eventsOf(worker, session)).length, expected);
    const [longest] = await worker.rows('SELECT max(length(payload)) AS chars FROM events');
    assert.ok(Number(longest?.chars) < 24_000, `${longest?.chars} characters`);
    for (const line of warnings as string[]) assert.match(line, /^agentlog: .* is no session id$/);
  });
}
