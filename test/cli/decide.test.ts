import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { randomWord } from '../redact/secrets.ts';
import { agentlog, makeFolder, readEvents } from './agentlog.ts';

/** A decision as it is stored, without what differs from run to run. */
function stored(cwd: string): unknown {
  const { id, session_id: _session, ts: _ts, ...rest } = readEvents(cwd).at(-1) ?? {};
  assert.match(String(id), /^dec_[a-z2-7]{16}$/);
  return rest;
}

test('decide logs a decision as the roadmap has it, and says in one line what it logged', async (t) => {
  const cwd = makeFolder(t);
  const args = ['decide', 'Should retry failed request?', 'true', '--reason', 'error_count < 3'];
  const { exitCode, stdout, stderr } = await agentlog(
    [...args, '--context', 'error_count=1', '--context=max_retries=3'],
    { cwd },
  );
  assert.deepEqual([exitCode, stderr], [0, '']);
  assert.match(
    stdout.toString(),
    /^dec_\w{16} Should retry failed request\? -> true {2}\(error_count < 3\) {2}error_count=1 max_retries=3\n$/,
  );
  assert.deepEqual(stored(cwd), {
    event_type: 'decision',
    question: 'Should retry failed request?',
    answer: true,
    reason: 'error_count < 3',
    context: { error_count: { t: 'int', v: 1 }, max_retries: { t: 'int', v: 3 } },
  });
  const keys = Object.keys(readEvents(cwd)[0] ?? {});
  assert.deepEqual(keys.slice(0, 6), ['event_type', 'id', 'session_id', 'ts', 'question', 'answer']);
});

const ANSWERS: readonly (readonly [string, unknown])[] = [
  ['false', false],
  ['null', null],
  ['0', 0],
  ['1.5', 1.5],
  ['1e3', 1000],
  ['yes', 'yes'],
  ['True', 'True'],
  ['', ''],
  ['007', '007'],
  ['1234567890123456789012', '1234567890123456789012'],
  ['NaN', 'NaN'],
  ['{"a":1}', '{"a":1}'],
];
for (const [word, answer] of ANSWERS) {
  test(`decide takes the answer ${JSON.stringify(word)} for ${JSON.stringify(answer)}`, async (t) => {
    const cwd = makeFolder(t);
    const { exitCode } = await agentlog(['decide', 'q', word], { cwd });
    assert.deepEqual([exitCode, stored(cwd)], [0, { event_type: 'decision', question: 'q', answer }]);
  });
}

test('decide takes an answer that begins with a dash behind --', async (t) => {
  const cwd = makeFolder(t);
  await agentlog(['decide', '--reason', 'r', '--', 'q', '-5'], { cwd });
  assert.deepEqual(stored(cwd), { event_type: 'decision', question: 'q', answer: -5, reason: 'r' });
});

test('decide neither stores nor prints a secret', async (t) => {
  const cwd = makeFolder(t);
  const secret = `sk-${randomWord(40)}`;
  const word = randomWord(8);
  const { stdout } = await agentlog(
    [
      ...['decide', `use ${secret}?`, secret, '--reason', `because ${secret}`],
      ...['--context', `db_password=${word}`, '--context', `note=${secret}`, '--context', `${secret}=1`],
    ],
    { cwd },
  );
  const text = `${stdout}${JSON.stringify(readEvents(cwd))}`;
  assert.ok(!text.includes(secret.slice(4, 20)) && !text.includes(word), text);
  assert.match(text, /\*\*\*REDACTED\*\*\*/);
});

test('decide says what is wrong with the folder', async (t) => {
  const cwd = makeFolder(t);
  writeFileSync(join(cwd, '.agentlog'), 'a file');
  const { exitCode, stdout, stderr } = await agentlog(['decide', 'q', 'a'], { cwd });
  assert.deepEqual([exitCode, stdout.toString()], [1, '']);
  assert.match(stderr, /^agentlog: .*\n$/);
});
