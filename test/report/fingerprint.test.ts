import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FailureEvent } from '../../src/event/types.ts';
import { fingerprintOf, foldMessage } from '../../src/report/fingerprint.ts';

const MESSAGES: readonly (readonly [given: string, expected: string])[] = [
  ['Invalid confidence: 1.5', 'Invalid confidence: #'],
  ['-1.5e-7 and +3 and 1,000,000', '# and # and #'],
  ["no user 'ada' here", "no user '…' here"],
  ['no user "a \\" b" here', 'no user "…" here'],
  ["it can't be the user's", "it can't be the user's"],
  ["a cut message quotes 'the begin", "a cut message quotes '…'"],
  [
    "ENOENT: no such file or directory, open '/tmp/a b/c.json'",
    "ENOENT: no such file or directory, open '…'",
  ],
  ['cannot read /tmp/x7/users.db: gone', 'cannot read /…: gone'],
  ['cannot read C:\\Users\\ada\\x.db', 'cannot read /…'],
  ['GET https://api.example.com/v1/users?id=7 gave 500', 'GET /… gave #'],
  ['either/or', 'either/or'],
  ['order 5f0c8e8e-52a2-4e0c-9d3a-0a8f5a8f0f11 is gone', 'order # is gone'],
  ['order ord_9f8a7b6c5d4e is gone', 'order # is gone'],
  ['internationalization failed', 'internationalization failed'],
  ['at 0xdeadbeef', 'at #'],
  ['two\n\n lines', 'two lines'],
  ['', ''],
  ['日本語 12', '日本語 #'],
];

for (const [given, expected] of MESSAGES) {
  test(`the message ${JSON.stringify(given)} folds to ${JSON.stringify(expected)}`, () => {
    assert.equal(foldMessage(given), expected);
  });
}

test('a hostile message folds in time that grows with its length alone', () => {
  for (const text of ["'", '\\', '"\\', '-', '1,', 'a-', '/', '0x', ' ', "'\\"])
    assert.ok(foldMessage(text.repeat(500_000)).length <= 2_000);
});

const failure = (type: string, msg: string, line: number, name: string, file = 'a.js'): FailureEvent =>
  ({ error: { type, msg }, location: { file, line, function: name }, locals: {} }) as unknown as FailureEvent;

const PAIRS: readonly (readonly [title: string, one: FailureEvent, other: FailureEvent, alike: boolean])[] = [
  ['another number', failure('RangeError', 'bad 1', 5, 'f'), failure('RangeError', 'bad 2', 5, 'f'), true],
  ['another line of a named function', failure('E', 'm', 5, 'f'), failure('E', 'm', 9, 'f'), true],
  ['another line of the module', failure('E', 'm', 5, '<module>'), failure('E', 'm', 9, '<module>'), true],
  [
    'another line without a name',
    failure('E', 'm', 5, '<anonymous>'),
    failure('E', 'm', 9, '<anonymous>'),
    false,
  ],
  [
    'another line of the same test',
    { ...failure('E', 'm', 5, '<anonymous>'), test: 'cart > adds up' } as unknown as FailureEvent,
    { ...failure('E', 'm', 9, '<anonymous>'), test: 'cart > adds up' } as unknown as FailureEvent,
    true,
  ],
  ['another type', failure('E', 'm', 5, 'f'), failure('F', 'm', 5, 'f'), false],
  ['another function', failure('E', 'm', 5, 'f'), failure('E', 'm', 5, 'g'), false],
  ['another file', failure('E', 'm', 5, 'f'), failure('E', 'm', 5, 'f', 'b.js'), false],
  ['other words', failure('E', 'm', 5, 'f'), failure('E', 'n', 5, 'f'), false],
];

for (const [title, one, other, alike] of PAIRS) {
  test(`a failure with ${title} is ${alike ? 'the same' : 'another one'}`, () => {
    assert.equal(fingerprintOf(one) === fingerprintOf(other), alike);
  });
}

test('what is no failure has a fingerprint all the same', () => {
  for (const foreign of [{}, { error: null, location: 7 }, { error: { msg: {} }, location: [] }])
    assert.equal(typeof fingerprintOf(foreign as unknown as FailureEvent), 'string');
});
