import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readD1Settings } from '../../src/base/d1-settings.ts';
import { faultOfAnswer, faultOfMessage } from '../../src/store/d1/fault.ts';
import { readPage } from './pages.ts';

const page = readPage('docs/d1.md');

/** An answer of the REST API that tells of an error. */
function answer(status: number, message = '', code = 7500, retryAfter: string | null = null): string {
  const errors = message === '' ? [] : [{ code, message }];
  const body = JSON.stringify({ success: false, errors, messages: [], result: null });
  return faultOfAnswer(status, { get: () => retryAfter }, body).message;
}

function row(says: string): string {
  return page.split('\n').find((line) => line.startsWith(`| ${says}`)) ?? '';
}

/** The row of the page, what D1 may say, and what both the row and the message name. */
const ROWS: readonly (readonly [says: string, messages: readonly string[], named: readonly string[]])[] = [
  ['401', [answer(401, 'Authentication error', 10000)], ['CLOUDFLARE_API_TOKEN', 'D1 Edit', 'D1 Read']],
  ['403', [answer(403, 'not authorized', 7403)], ['CLOUDFLARE_ACCOUNT_ID', 'D1 Edit']],
  [
    '404, no such database',
    [answer(404, 'The database x could not be found', 7404)],
    ['AGENTLOG_D1_DATABASE_ID', 'CLOUDFLARE_ACCOUNT_ID'],
  ],
  [
    'a redirect, a web page, no such path',
    [
      answer(302),
      answer(404, 'No route for the URI', 7003),
      faultOfAnswer(200, new Headers(), '<html></html>').message,
    ],
    ['AGENTLOG_D1_URL'],
  ],
  ['no such table', [answer(400, 'no such table: events')], ['agentlog push --init']],
  [
    'a table has other columns, or is a view',
    [
      answer(400, 'table events has no column named payload'),
      answer(400, 'cannot modify events because it is a view'),
      faultOfMessage('D1_ERROR: NOT NULL constraint failed: events.other').message,
    ],
    ['another database'],
  ],
  [
    'the daily limit of the free tier',
    [answer(400, 'exceeded its daily read limit')],
    ['00:00 UTC', 'paid plan'],
  ],
  ['the database is full', [answer(400, 'Exceeded maximum DB size')], ['another database', 'old sessions']],
  [
    'too many requests of one Worker invocation',
    [faultOfMessage('Too many API requests by single worker invocation').message],
    ['log less in one request'],
  ],
];

for (const [says, messages, named] of ROWS) {
  test(`docs/d1.md names what agentlog names when D1 says: ${says}`, () => {
    const missing = [row(says), ...messages].flatMap((text) =>
      named.filter((name) => !text.includes(name)).map((name) => `${name}: ${text}`),
    );
    assert.deepEqual(missing, []);
  });
}

test('docs/d1.md says that nothing has to be done about what D1 does not refuse for good, and it does not', () => {
  const fault = (status: number, message: string) =>
    faultOfAnswer(
      status,
      new Headers(),
      JSON.stringify({ success: false, errors: [{ code: 7500, message }], result: null }),
    ).remedy;
  assert.match(row('too large, overloaded'), /nothing: it is sent in halves/);
  assert.deepEqual(
    [fault(413, ''), fault(400, 'string or blob too big: SQLITE_TOOBIG'), fault(429, 'D1 DB is overloaded')],
    ['smaller', 'smaller', 'smaller'],
  );
  assert.match(row('429, 5xx, no answer'), /nothing: it is sent again/);
  assert.deepEqual([fault(429, ''), fault(500, 'x'), fault(504, '')], ['later', 'later', 'later']);
  assert.match(row('anything else'), /permanent/);
  assert.equal(fault(400, 'some new refusal'), 'never');
});

test('the table of docs/d1.md has a row for each meaning that a refusal can have', () => {
  const source = readPage('src/store/d1/fault-rules.ts');
  const meanings = [...source.matchAll(/says:\s*(['"])(.*?)\1,?(?:\s*$| isTooLarge| \})/gm)].map(
    ([, , text]) => text ?? '',
  );
  const known = [
    ...ROWS.flatMap(([, messages]) => messages),
    'the request is larger than D1 takes',
    'the request was too much work for D1',
    'D1 fails for the moment',
    'D1 refuses',
  ];
  assert.equal(meanings.length, source.match(/remedy: '/g)?.length);
  assert.deepEqual(
    meanings.filter((meaning) => !known.some((text) => text.startsWith(meaning))),
    [],
  );
});

test('docs/d1.md and the README name the variables that say where the database is, and no others', () => {
  const names = readD1Settings({}).missing.concat('AGENTLOG_D1_URL').sort();
  const table = [...page.matchAll(/^\| (`[A-Z].*`) \| /gm)].flatMap(
    ([, cell = '']) => cell.match(/\w+/g) ?? [],
  );
  assert.deepEqual(table.sort(), [...names, 'AGENTLOG_D1'].sort());
  const [cell = ''] = readPage('README.md').match(/^\| `CLOUDFLARE_ACCOUNT_ID`[^|]*/m) ?? [];
  assert.deepEqual((cell.match(/\w+/g) ?? []).sort(), names);
});
