import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { failureLines } from '../../src/cli/run/failure-lines.ts';
import { redact } from '../../src/redact/redact.ts';
import { openFolder } from '../../src/store/folder/folder.ts';
import { makeFolder } from './agentlog.ts';

const ID = 'sess_aaaa';
const word = (text: string) => redact(text);

function folderWith(t: { after(fn: () => void): void }, count: number, locals: number, test?: string) {
  const folder = openFolder(join(makeFolder(t), '.agentlog'));
  const session = {
    session_id: ID,
    start_ts: 1,
    end_ts: null,
    agent_name: null,
    task: null,
    total_tokens: null,
  };
  folder.create(session);
  const names = Array.from({ length: locals }, (_, i) => [`v${i}`, { t: word('int'), v: i }] as const);
  for (let i = 0; i < count; i += 1) {
    folder.append({
      event_type: 'failure',
      id: `fail_${i}`,
      session_id: ID,
      ts: i,
      error: { type: word('Error'), msg: word(`no ${i}`) },
      location: { file: word('a.js'), line: 1, function: word('f') },
      locals: Object.fromEntries(names),
      ...(test !== undefined && { test: word(`${test} ${i}`) }),
    });
  }
  return folder;
}

for (const [count, locals] of [
  [1, 50],
  [2, 50],
  [8, 2],
  [1000, 3],
] as const) {
  test(`${count} failures of ${locals} variables take at most 30 lines, the last failure among them`, (t) => {
    const lines = failureLines(folderWith(t, count, locals), ID, 0);
    assert.ok(lines.length <= 30);
    assert.ok(lines.includes(`agentlog: Error: no ${count - 1}`));
    const shown = lines.filter((line) => line.startsWith('agentlog: Error')).length;
    const hidden = count - shown;
    const note = `agentlog: ${hidden} earlier ${hidden === 1 ? 'failure' : 'failures'}: agentlog show failure`;
    assert.equal(lines[0] === note, hidden > 0);
  });
}

test('of many failing tests the first ones are shown in at most 30 lines, and how many more there are', (t) => {
  const lines = failureLines(folderWith(t, 18, 6, 'cart > test'), ID, 0);
  const shown = lines.filter((line) => line.startsWith('agentlog: Error')).length;
  assert.ok(lines.length <= 30 && shown >= 3, `${lines.length} lines, ${shown} tests`);
  assert.equal(lines[0], 'agentlog: Error: no 0');
  assert.equal(lines[1], '  at a.js:1 f, test cart > test 0');
  assert.equal(lines.at(-1), `agentlog: … ${18 - shown} more: agentlog context`);
});

test('failures from before the command are not shown', (t) => {
  const folder = folderWith(t, 2, 1);
  assert.deepEqual(failureLines(folder, ID, folder.size(ID)), []);
  assert.deepEqual(failureLines(folder, 'sess_none', 0), []);
});
