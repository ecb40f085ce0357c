import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Remedy } from '../../../src/store/d1/d1-error.ts';
import { faultOfAnswer } from '../../../src/store/d1/fault.ts';

const NOW = Date.UTC(2026, 10, 22);
const failure = (message: string, code = 7500): string =>
  JSON.stringify({ success: false, errors: [{ code, message }], messages: [], result: [] });

interface Expected {
  readonly remedy: Remedy;
  readonly says: RegExp;
  readonly retryAfterMs?: number | undefined;
}
const PAGE = '<!DOCTYPE html>\n<html><head><title>504 Gateway Time-out</title></head></html>';
const OVERLOAD = failure('D1 DB is overloaded. Requests queued for too long.', 7429);

const ANSWERS: readonly (readonly [string, number, Record<string, string>, string, Expected])[] = [
  [
    'a bad token',
    401,
    {},
    failure('Authentication error', 10000),
    { remedy: 'never', says: /CLOUDFLARE_API_TOKEN.*"D1 Edit"/ },
  ],
  [
    'a bad token, said with 403',
    403,
    {},
    failure('Authentication error', 10000),
    { remedy: 'never', says: /CLOUDFLARE_API_TOKEN/ },
  ],
  [
    'a token of no possible form',
    400,
    {},
    failure('Invalid request headers', 6003),
    { remedy: 'never', says: /CLOUDFLARE_API_TOKEN/ },
  ],
  [
    'a token without an explanation',
    401,
    {},
    '',
    { remedy: 'never', says: /CLOUDFLARE_API_TOKEN.*HTTP 401/ },
  ],
  [
    'a foreign account',
    403,
    {},
    failure('The given account is not valid', 7403),
    { remedy: 'never', says: /CLOUDFLARE_ACCOUNT_ID/ },
  ],
  [
    'an unknown database',
    404,
    {},
    failure('The database x could not be found', 7404),
    { remedy: 'never', says: /AGENTLOG_D1_DATABASE_ID/ },
  ],
  [
    'a database id that is no UUID',
    400,
    {},
    failure('Invalid property: databaseId => Invalid uuid', 7400),
    { remedy: 'never', says: /AGENTLOG_D1_DATABASE_ID/ },
  ],
  [
    'a path that is none',
    404,
    {},
    failure('No route for the URI', 7003),
    { remedy: 'never', says: /AGENTLOG_D1_URL/ },
  ],
  ['a page that is not there', 404, {}, PAGE, { remedy: 'never', says: /AGENTLOG_D1_URL/ }],
  ['a redirect', 302, { location: '/login' }, '', { remedy: 'never', says: /AGENTLOG_D1_URL/ }],
  ['a redirect that is hidden', 0, {}, '', { remedy: 'never', says: /AGENTLOG_D1_URL/ }],
  ['a success that is a page', 200, {}, PAGE, { remedy: 'never', says: /AGENTLOG_D1_URL/ }],
  ['a success that breaks off', 200, {}, '{"success":true,"res', { remedy: 'later', says: /HTTP 200/ }],
  ['a success without a body', 200, {}, '', { remedy: 'later', says: /HTTP 200/ }],
  ['a success of another API', 200, {}, '{"success":true}', { remedy: 'never', says: /AGENTLOG_D1_URL/ }],
  [
    'a failure within a success',
    200,
    {},
    '{"success":true,"result":[{"success":false,"error":"no such table: events"}]}',
    { remedy: 'never', says: /push --init/ },
  ],
  [
    'the rate limit',
    429,
    { 'retry-after': '300' },
    failure('Rate limited', 971),
    { remedy: 'later', says: /HTTP 429/, retryAfterMs: 300_000 },
  ],
  [
    'the rate limit with a date',
    429,
    { 'retry-after': new Date(NOW + 7_000).toUTCString() },
    '',
    { remedy: 'later', says: /HTTP 429/, retryAfterMs: 7_000 },
  ],
  [
    'the rate limit with a date gone by',
    429,
    { 'retry-after': new Date(NOW - 7_000).toUTCString() },
    '',
    { remedy: 'later', says: /HTTP 429/, retryAfterMs: 0 },
  ],
  [
    'the rate limit with nonsense',
    429,
    { 'retry-after': 'soon' },
    '<b>slow</b>',
    { remedy: 'later', says: /HTTP 429/ },
  ],
  [
    'the rate limit without a time',
    429,
    {},
    failure('Rate limited', 971),
    { remedy: 'later', says: /HTTP 429/ },
  ],
  ['an overload', 429, {}, OVERLOAD, { remedy: 'smaller', says: /too much work/ }],
  [
    'an overload with a time to come back',
    429,
    { 'retry-after': '2' },
    OVERLOAD,
    { remedy: 'later', says: /overloaded/, retryAfterMs: 2_000 },
  ],
  [
    'a quota told as a rate',
    429,
    {},
    failure("You have exceeded D1's daily write limit"),
    { remedy: 'never', says: /00:00 UTC/ },
  ],
  ['a body that is too large', 413, {}, PAGE, { remedy: 'smaller', says: /larger than D1 takes/ }],
  [
    'an internal error',
    500,
    {},
    failure('internal error; reference = 0a1b'),
    { remedy: 'later', says: /HTTP 500/ },
  ],
  [
    'an internal error of too much work',
    500,
    {},
    failure('D1 DB exceeded its CPU time limit and was reset.', 7429),
    { remedy: 'smaller', says: /CPU/ },
  ],
  ['a gateway that gave up', 504, {}, PAGE, { remedy: 'later', says: /HTTP 504\)/ }],
  [
    'a gateway that is closed',
    503,
    { 'retry-after': '1.5' },
    PAGE,
    { remedy: 'later', says: /HTTP 503/, retryAfterMs: 1_500 },
  ],
  ['a request that took too long', 408, {}, '', { remedy: 'later', says: /HTTP 408/ }],
  [
    'errors that are no errors',
    400,
    {},
    '{"success":false,"errors":[null,7,{"code":"x"},{"message":{}}]}',
    { remedy: 'never', says: /D1 refuses/ },
  ],
  [
    'errors that are no list',
    400,
    {},
    '{"success":false,"errors":"no"}',
    { remedy: 'never', says: /D1 refuses \(HTTP 400\)/ },
  ],
  ['JSON that is no answer', 400, {}, '[1,2]', { remedy: 'never', says: /D1 refuses/ }],
];

for (const [title, status, headers, body, { remedy, says, retryAfterMs }] of ANSWERS) {
  test(`HTTP ${status}, ${title}: ${remedy} helps`, () => {
    const fault = faultOfAnswer(status, new Headers(headers), body, { now: NOW });
    assert.deepEqual({ remedy: fault.remedy, retryAfterMs: fault.retryAfterMs }, { remedy, retryAfterMs });
    assert.match(fault.message, says);
    assert.doesNotMatch(fault.message, /\n/);
  });
}
