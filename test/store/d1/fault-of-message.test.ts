import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import type { D1Error, Remedy } from '../../../src/store/d1/d1-error.ts';
import { faultOfAnswer, faultOfMessage, quote } from '../../../src/store/d1/fault.ts';

const NOW = Date.UTC(2026, 10, 22);
const failure = (message: string, code = 7500): string =>
  JSON.stringify({ success: false, errors: [{ code, message }], messages: [], result: [] });

/** What D1 says, the remedy, and what the reader must be told. */
const MESSAGES: readonly (readonly [string, Remedy, RegExp])[] = [
  // Retryable, as Cloudflare lists them.
  ['Network connection lost.', 'later', /for the moment/],
  ['Internal error while starting up D1 DB storage caused object to be reset.', 'later', /for the moment/],
  ['Internal error in D1 DB storage caused object to be reset.', 'later', /for the moment/],
  ['D1 DB reset because its code was updated.', 'later', /for the moment/],
  ['Cannot resolve D1 DB due to transient issue on remote node.', 'later', /for the moment/],
  ["Can't read from request stream because client disconnected.", 'later', /for the moment/],
  ['internal error; reference = 0a1b2c', 'later', /for the moment/],
  ['database is locked: SQLITE_BUSY', 'later', /for the moment/],
  // Too much.
  ['D1 DB is overloaded. Requests queued for too long.', 'smaller', /too much work/],
  ['D1 DB is overloaded. Too many requests queued.', 'smaller', /too much work/],
  ["D1 DB's isolate exceeded its memory limit and was reset.", 'smaller', /too much work/],
  ['D1 DB exceeded its CPU time limit and was reset.', 'smaller', /too much work/],
  ['D1 DB storage operation exceeded timeout which caused object to be reset.', 'smaller', /too much work/],
  ['string or blob too big: SQLITE_TOOBIG', 'smaller', /larger than D1 takes/],
  ['statement too long: SQLITE_TOOBIG', 'smaller', /larger than D1 takes/],
  // Permanent.
  ['no such table: events: SQLITE_ERROR', 'never', /agentlog push --init/],
  ['table events has no column named payload: SQLITE_ERROR', 'never', /use another database/],
  ['no such column: session_id: SQLITE_ERROR', 'never', /use another database/],
  [
    'NOT NULL constraint failed: events.tenant: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_NOTNULL)',
    'never',
    /use another database/,
  ],
  ['cannot modify events because it is a view: SQLITE_ERROR', 'never', /use another database/],
  ['ON CONFLICT clause does not match any PRIMARY KEY or UNIQUE constraint', 'never', /use another database/],
  [
    "Your account has exceeded D1's free tier daily row write limit. Upgrade to a paid plan, or wait until 00:00 UTC.",
    'never',
    /daily quota.*00:00 UTC/,
  ],
  ['Exceeded maximum DB size.', 'never', /10 GB/],
  ['database or disk is full: SQLITE_FULL', 'never', /10 GB/],
  ['Too many API requests by single Worker invocation.', 'never', /Worker invocation/],
  ['near "FRO": syntax error at offset 9: SQLITE_ERROR', 'never', /D1 refuses \(.*syntax error/],
  ['', 'never', /D1 refuses/],
];

for (const [message, remedy, says] of MESSAGES) {
  test(`"${message}" is a fault that ${remedy} helps against, from the binding and over REST`, () => {
    const faults = [
      faultOfMessage(`D1_ERROR: ${message}`),
      ...(message === '' ? [] : [faultOfAnswer(400, new Headers(), failure(message), { now: NOW })]),
    ];
    for (const fault of faults) {
      assert.equal(fault.remedy, remedy);
      assert.match(fault.message, says);
      assert.equal(fault.code, 'AGENTLOG_D1');
      assert.equal(fault.isTooLarge, /TOOBIG/.test(message));
      assert.doesNotMatch(fault.message, /\n|D1_ERROR/);
    }
  });
}

test("a server's words stand on one line, cut to 200 characters, without control characters and secrets", () => {
  const secret = `ghp_${randomBytes(18).toString('hex')}`;
  const fault: D1Error = faultOfMessage(`a\u001b[31m\r\n\tb password=${secret} ${'long '.repeat(200)}`);
  assert.ok(fault.message.length < 260, fault.message);
  assert.match(fault.message, /a \[31m b password=\*\*\*REDACTED\*\*\* long/);
  assert.ok(!fault.message.includes(secret));
});

test('the token is hidden wherever a server repeats it, escaped or not, and before the cut', () => {
  const token = `${randomBytes(20).toString('base64')}+/=`;
  for (const text of [
    `bad ${token}!`,
    `x${token}${token}`,
    encodeURIComponent(token),
    `${'y '.repeat(85)}${token}`,
  ]) {
    const said = quote(text, token);
    for (let i = 0; i + 8 <= token.length; i += 1) assert.ok(!said.includes(token.slice(i, i + 8)), said);
  }
  const escaped = [...token].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  const body = `{"success":false,"errors":[{"code":1,"message":"no ${escaped}"}]}`;
  assert.ok(!faultOfAnswer(400, new Headers(), body, { secret: token }).message.includes(token));
});
