import assert from 'node:assert/strict';
import { test } from 'node:test';
import { missingD1Settings, readD1Settings } from '../../src/base/d1-settings.ts';

const FULL = {
  CLOUDFLARE_ACCOUNT_ID: ' acc ',
  AGENTLOG_D1_DATABASE_ID: 'db\n',
  CLOUDFLARE_API_TOKEN: '\ttok',
};
const CLOUDFLARE = 'https://api.cloudflare.com/client/v4';

test('blanks around the values do not count, and Cloudflare is the address where none is given', () => {
  assert.deepEqual(readD1Settings(FULL), {
    settings: { accountId: 'acc', databaseId: 'db', apiToken: 'tok', baseUrl: CLOUDFLARE },
    missing: [],
    complaints: [],
  });
});

test('what is missing or empty is named', () => {
  const { settings, missing } = readD1Settings({
    ...FULL,
    CLOUDFLARE_API_TOKEN: '  ',
    CLOUDFLARE_ACCOUNT_ID: undefined,
  });
  assert.deepEqual([settings, missing], [undefined, ['CLOUDFLARE_ACCOUNT_ID', 'CLOUDFLARE_API_TOKEN']]);
  assert.match(missingD1Settings(['A']), /^A is not set; /);
  assert.match(missingD1Settings(['A', 'B']), /^A, B are not set; /);
});

const URLS: readonly (readonly [given: string, baseUrl: string, complaints: number])[] = [
  ['', CLOUDFLARE, 0],
  ['  ', CLOUDFLARE, 0],
  ['http://127.0.0.1:80/client/v4', 'http://127.0.0.1:80/client/v4', 0],
  ['https://proxy.example/x//', 'https://proxy.example/x', 0],
  ['proxy.example', CLOUDFLARE, 1],
  ['file:///etc/passwd', CLOUDFLARE, 1],
  // Whoever connects refuses it; to go to another place with the token would be worse.
  ['https://user:word@proxy.example', 'https://user:word@proxy.example', 0],
];
for (const [given, baseUrl, complaints] of URLS) {
  test(`AGENTLOG_D1_URL ${JSON.stringify(given)} gives ${baseUrl}, with ${complaints} complaints that do not show it`, () => {
    const reading = readD1Settings({ ...FULL, AGENTLOG_D1_URL: given });
    assert.deepEqual([reading.settings?.baseUrl, reading.complaints.length], [baseUrl, complaints]);
    assert.ok(given.trim() === '' || !reading.complaints.join().includes(given));
  });
}
