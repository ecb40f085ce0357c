import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Event, FailureEvent } from '../../src/event/types.ts';
import { renderEvent } from '../../src/report/render-event.ts';
import { renderFailure } from '../../src/report/render-failure.ts';

const HEAD = { id: 'x_1', session_id: 'sess_1234', ts: 1771090420.123 };
const FAILURE = {
  event_type: 'failure',
  ...HEAD,
  error: { type: 'TypeError', msg: 'no\nway', code: 'E_NO', cause: { type: 'Error', msg: 'first' } },
  location: { file: 'src/cart.js', line: 42, function: 'total' },
  locals: { item: { t: 'null', v: null }, n: { t: 'int', v: 2 } },
  this: { t: 'Cart', v: { id: 1 } },
};

const FAILURES: readonly (readonly [string, unknown, readonly string[]])[] = [
  [
    'a whole failure',
    FAILURE,
    [
      'TypeError: no\\nway [E_NO]',
      '  at src/cart.js:42 total',
      '  item = null',
      '  n = 2',
      '  this = Cart {id: 1}',
      '  caused by Error: first',
    ],
  ],
  [
    'one whose cause was seen at its throw',
    {
      ...FAILURE,
      this: undefined,
      error: {
        type: 'Error',
        msg: 'outer',
        cause: { type: 'RangeError', msg: 'inner' },
      },
      origin: { location: FAILURE.location, locals: FAILURE.locals },
      location: { file: 'src/main.js', line: 3, function: 'run' },
      locals: {},
    },
    [
      'Error: outer',
      '  at src/main.js:3 run',
      '  caused by RangeError: inner',
      '    at src/cart.js:42 total',
      '    item = null',
      '    n = 2',
    ],
  ],
  [
    'a failing test',
    {
      error: {
        type: 'AssertionError',
        msg: 'Expected values to be strictly equal:\n\n21 !== 17\n',
        code: 'ERR_ASSERTION',
        expected: { t: 'int', v: 17 },
        actual: { t: 'int', v: 21 },
      },
      location: { file: 'test/cart.test.js', line: 12, function: '<anonymous>' },
      locals: { total: { t: 'int', v: 21 } },
      test: 'cart > adds up\nall',
    },
    [
      'AssertionError: Expected values to be strictly equal [ERR_ASSERTION]',
      '  at test/cart.test.js:12, test cart > adds up\\nall',
      '  expected 17, actual 21',
      '  total = 21',
    ],
  ],
  [
    'a failing test whose program threw',
    { ...FAILURE, this: undefined, error: { type: 'E', msg: 'm' }, locals: {}, test: 'adds up' },
    ['E: m', '  at src/cart.js:42 total, test adds up'],
  ],
  [
    'long values that were compared, on two lines',
    {
      error: {
        type: 'E',
        msg: 'm',
        expected: { t: 'str', v: 'a'.repeat(60) },
        actual: { t: 'str', v: 'b'.repeat(60) },
      },
      location: { file: 'a.js', line: 1 },
    },
    ['E: m', '  at a.js:1', `  expected "${'a'.repeat(60)}"`, `  actual "${'b'.repeat(60)}"`],
  ],
  [
    'one without variables',
    {
      ...FAILURE,
      this: undefined,
      locals: {},
      error: { type: 'Error', msg: '' },
      locals_missing: 'stack overflow',
    },
    ['Error', '  at src/cart.js:42 total', '  (no variables: stack overflow)'],
  ],
  ['one without fields', {}, ['Error', '  at (unknown file)']],
  ['fields of wrong types', { error: 3, location: [], locals: null }, ['Error', '  at (unknown file)']],
  [
    'hostile names',
    {
      error: { type: '\u001b[0m', msg: 'm\u2028' },
      location: { file: 'a\nb', line: -1 },
      locals: { 'x\n': 1 },
    },
    ['\\x1b[0m: m\\u2028', '  at a\\nb', '  x\\n = 1'],
  ],
];

for (const [name, given, expected] of FAILURES) {
  test(`renderFailure shows ${name} in ${expected.length} lines`, () => {
    assert.deepEqual(renderFailure(given as FailureEvent), expected);
  });
}

test('renderFailure names on one line the variables that have no line of their own', () => {
  const event = { ...FAILURE, this: undefined, error: {} } as unknown as FailureEvent;
  assert.deepEqual(renderFailure(event, { maxLocals: 1 }).slice(2), ['  item = null', '  … 1 more: n']);
});

const EVENTS: readonly (readonly [string, unknown, readonly string[]])[] = [
  [
    'a tool output',
    {
      event_type: 'tool_output',
      ...HEAD,
      tool: 'npm test',
      stdout: '1\n2\n3\n4\n5\n6\n7\n8\n9\n',
      stderr: '\u001b[31mred\r\n',
      exit_code: 143,
      signal: 'SIGTERM',
      duration_ms: 2345,
    },
    [
      '2026-02-14T17:33:40Z tool_output npm test: exit 143 (SIGTERM), 2.3 s',
      '  stdout (1 earlier lines not shown):',
      ...['2', '3', '4', '5', '6', '7', '8', '9'].map((line) => `    ${line}`),
      '  stderr:',
      '    \\x1b[31mred',
    ],
  ],
  ['an empty tool output', { event_type: 'tool_output', ts: 1e99 }, ['? tool_output ?: exit ?']],
  [
    'a decision',
    {
      event_type: 'decision',
      ...HEAD,
      question: 'Should retry failed request?',
      answer: true,
      reason: 'error_count < 3',
      context: { error_count: { t: 'int', v: 1 }, max_retries: { t: 'int', v: 3 } },
    },
    [
      '2026-02-14T17:33:40Z decision Should retry failed request? -> true  (error_count < 3)  error_count=1 max_retries=3',
    ],
  ],
  [
    'a long decision',
    {
      event_type: 'decision',
      ...HEAD,
      question: 'q'.repeat(200),
      answer: { t: 'Array', v: [1, 2] },
      reason: 'r'.repeat(200),
      context: { 'a\n': { t: 'str', v: 'x' } },
    },
    [`2026-02-14T17:33:40Z decision ${'q'.repeat(200)} -> [1, 2]`, `  (${'r'.repeat(200)})`, '  a\\n = "x"'],
  ],
  [
    'a decision of wrong types',
    { event_type: 'decision', ...HEAD, question: 5, answer: 'no\u001b[0m', reason: {}, context: [1] },
    ['2026-02-14T17:33:40Z decision ? -> no\\x1b[0m'],
  ],
  [
    'a diff',
    {
      event_type: 'git_diff',
      ...HEAD,
      turn_number: 5,
      files_changed: 1,
      lines_added: 2,
      lines_removed: 0,
      diff: 'diff --git a/x b/x\n+\u001b[2J\n',
      truncated: true,
    },
    ['2026-02-14T17:33:40Z git_diff turn 5  1 file +2 -0', '  diff --git a/x b/x', '  +\\x1b[2J', '  … cut'],
  ],
  ['an empty diff', { event_type: 'git_diff', ts: 1e99 }, ['? git_diff turn ?  ? files +? -?']],
  [
    'another kind',
    { event_type: 'note', ...HEAD, text: 'q\u202e', long: true },
    ['2026-02-14T17:33:40Z note {"text":"q\\u202e","long":true}'],
  ],
];

for (const [name, given, expected] of EVENTS) {
  test(`renderEvent shows ${name} as a block of ${expected.length} lines`, () => {
    assert.deepEqual(renderEvent(given as Event), expected);
  });
}
