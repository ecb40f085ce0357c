import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSecretName, isSecretNumberName } from '../../src/redact/names.ts';

const SECRET = [
  'password',
  'DB_PASSWORD',
  'dbPassword',
  'userPASSWORD',
  'api_key',
  'apiKey',
  'API-KEY',
  'openai.api.key',
  'openAIApiKey',
  'apikey',
  'x-api-key',
  'authorization',
  'Authorization',
  'proxy-authorization',
  'accessToken',
  'token',
  'client_secret',
  'secretAccessKey',
  'privateKey',
  'credentials',
  'set-cookie',
  'pin',
  'cvv',
  '--password',
  `${'very_'.repeat(60)}long_password`,
];

const HARMLESS = [
  '',
  'tokens_in',
  'max_tokens',
  'tokenCount',
  'author',
  'authority',
  'keyboard',
  'key',
  'monkey',
  'pinned',
  'spin',
  'opinion',
  'name',
  'constructor',
  '__proto__',
  'toString',
  'Ж',
  '🔑',
  '_',
  'x'.repeat(10_000),
];

for (const name of SECRET) {
  test(`the name ${JSON.stringify(name.slice(-40))} announces a secret`, () => {
    assert.equal(isSecretName(name), true);
    assert.equal(isSecretName(name), true, 'the second answer, which is remembered, is the same');
  });
}

for (const name of HARMLESS) {
  test(`the name ${JSON.stringify(name.slice(0, 40))} announces no secret`, () => {
    assert.equal(isSecretName(name), false);
  });
}

const NUMBERS: readonly (readonly [string, boolean])[] = [
  ['pin', true],
  ['userPin', true],
  ['password', true],
  ['otp', true],
  ['cvv', true],
  ['token', false],
  ['apiKey', false],
  ['count', false],
];

for (const [name, expected] of NUMBERS) {
  test(`a number under ${name} is ${expected ? 'a secret' : 'no secret'}`, () => {
    assert.equal(isSecretNumberName(name), expected);
  });
}
