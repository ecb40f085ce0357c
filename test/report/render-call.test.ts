import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderCall } from '../../src/report/render-call.ts';

const text = (v: string, truncated?: number) => ({ t: 'str', v, ...(truncated && { truncated }) });

const CALLS: readonly (readonly [name: string, given: Record<string, unknown>, expected: string])[] = [
  [
    'a call',
    {
      model: 'gpt-4',
      tokens_in: 1250,
      tokens_out: 450,
      duration_ms: 2340.5,
      prompt: text('Fix bug', 250),
      response: text('The issue is'),
    },
    'gpt-4  1250 in, 450 out, 2.3 s  "Fix bug" … of 250 chars -> "The issue is"',
  ],
  [
    'what came from a cache and what was reasoning',
    { model: 'm', tokens_in: 10, tokens_out: 5, tokens_cached: 8, tokens_reasoning: 4, duration_ms: 7 },
    'm  10 in (8 cached), 5 out (4 reasoning), 7 ms',
  ],
  [
    'a failed call',
    {
      model: 'm',
      tokens_in: null,
      tokens_out: null,
      duration_ms: 7,
      prompt: text('p'),
      response: { t: 'null' },
      error: { type: 'RateLimitError', msg: 'slow\ndown', status: 429 },
    },
    'm  ? in, ? out, 7 ms  "p"  failed 429: RateLimitError: slow\\ndown',
  ],
  [
    'an answer alone',
    { model: 'm', tokens_in: 0, tokens_out: 0, response: text('r') },
    'm  0 in, 0 out  -> "r"',
  ],
  ['nothing', {}, '?  ? in, ? out'],
  [
    'fields of wrong types',
    {
      model: 7,
      tokens_in: '1',
      tokens_out: -1,
      tokens_cached: {},
      duration_ms: 'x',
      prompt: 5,
      response: [],
      error: 'x',
    },
    '?  ? in, ? out  -> []',
  ],
  ['a hostile model', { model: '\u001b[2J\n', tokens_in: 1, tokens_out: 2 }, '\\x1b[2J\\n  1 in, 2 out'],
];
for (const [name, given, expected] of CALLS) {
  test(`renderCall shows ${name} on one line`, () => {
    assert.equal(renderCall(given), expected);
  });
}
