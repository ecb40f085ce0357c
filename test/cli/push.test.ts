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
