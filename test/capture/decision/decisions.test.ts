import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomWord } from '../../redact/secrets.ts';
import { makeToolFolder, runTool } from '../output/run-tool.ts';

const HIDDEN = '***REDACTED***';

test('logDecision stores answers, texts and contexts of every kind and runs none of their code', async (t) => {
  const secret = `sk-${randomWord(40)}`;
  const env = { AGENTLOG: 'true', AGENTLOG_DEBUG: '1', TEST_SECRET: secret };
  const { events, ...rest } = await runTool(makeToolFolder(t), 'decisions.mjs', env);
  assert.deepEqual(rest, { exitCode: 0, stdout: '', stderr: '' });
  const fields = events.map(({ event_type, ...payload }) => {
    assert.equal(event_type, 'decision');
    return payload;
  });
  const [sample, ...others] = fields;
  assert.deepEqual(sample, {
    question: 'Should retry failed request?',
    answer: true,
    reason: 'error_count < 3',
    context: { error_count: { t: 'int', v: 1 }, max_retries: { t: 'int', v: 3 } },
  });
  const answers = others.splice(0, 13).map(({ answer }) => answer);
  assert.deepEqual(answers, [
    ...[false, 0, '-0', 1.5, 'NaN', `1${'0'.repeat(30)}`, null],
    ...[{ t: 'undefined' }, 'yes', { t: 'symbol', v: 'Symbol(s)' }, { t: 'Array', v: [1, 2] }],
    ...[
      { t: 'Object', v: { a: 1 } },
      { t: 'Date', v: '1970-01-01T00:00:00.000Z' },
    ],
  ]);
  const [long, hidden, hostile, proxy, many, wrong] = others;
  assert.deepEqual(long, { question: 'q'.repeat(200), answer: 'a'.repeat(200), reason: 'r'.repeat(200) });
  assert.deepEqual(hidden, {
    question: `use ${HIDDEN}?`,
    answer: HIDDEN,
    reason: `because ${HIDDEN}`,
    context: {
      api_key: { t: 'str', v: HIDDEN },
      password: { t: 'int', v: HIDDEN },
      note: { t: 'str', v: HIDDEN },
      [HIDDEN]: { t: 'int', v: 1 },
    },
  });
  assert.deepEqual(JSON.parse(JSON.stringify(hostile)), {
    question: 'hostile',
    answer: { t: 'Proxy' },
    context: JSON.parse(
      '{"now":{"t":"getter"},"proxy":{"t":"Proxy"},"toJSON":{"t":"fn","v":"called"},"json":{"t":"Object","v":{"toJSON":{"t":"fn","v":"called"}}},"__proto__":{"t":"int","v":1}}',
    ),
  });
  assert.deepEqual(proxy, { question: 'proxy', answer: 1, reason: 'r' });
  assert.equal(Object.keys(many?.context as object).length, 20);
  assert.deepEqual(wrong, { question: 'Object', answer: 1, reason: 'int' });
});
