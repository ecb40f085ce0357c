import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPlaceholder } from '../../src/redact/placeholder.ts';
import { randomWord } from './secrets.ts';

const PLACEHOLDERS = [
  '',
  'null',
  'undefined',
  'None',
  'true',
  'string',
  'string;',
  'number',
  '<your-key>',
  '<API_KEY>',
  '<redacted>',
  '[REDACTED]',
  '[your token]',
  '***REDACTED***',
  'sk-ant-...',
  'sk-...',
  'sk-...f3Qz',
  'sk-proj-…',
  'ghp_xxxx',
  'ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
  'xoxb-xxxx-xxxx',
  'npm_XXXXXXXX',
  '********',
  '••••••••',
  'xxxxxxxx',
  'XXXX-XXXX-XXXX',
  '........',
  '____',
  'sk-****abcd',
  '****1234',
  'AKIA...',
  'eyJhbGciOi...',
  'process.env.API_KEY',
  'process.env.API_KEY!',
  "process.env['API_KEY']",
  'import.meta.env.VITE_KEY',
  'os.environ["API_KEY"]',
  'secrets.NPM_TOKEN',
  'this.password',
  'req.headers.authorization',
  'config.get("token")',
  `\${token}`,
  `\${{ secrets.NPM_TOKEN }}`,
  '{{ vault_password }}',
  '{password}',
  '$TOKEN',
  '$(cat token.txt)',
  '%API_KEY%',
  '%s',
  '%(password)s',
  '@DB_PASSWORD@',
  'getPassword()',
  'await getToken(user)',
  'crypto.randomBytes(32)',
  'os.getenv("API_KEY")',
  'your-api-key',
  'YOUR_API_KEY',
  'your_token_here',
  'sk-your-key',
  'INSERT_KEY_HERE',
  'api-key-here',
  'replace-me',
];

const SECRETS = [
  'changeme',
  'hunter2',
  'password',
  'correct horse',
  'p4ss.w0rd',
  'x',
  'xx1',
  '1234',
  '000000',
  'secret',
  'admin',
  'my-secret',
  'Tr0ub4dor&3',
  'pa$$word',
  '$ecret!',
  'hunter2...',
  'hunter2....',
  `sk-${randomWord(48)}`,
  `ghp_${randomWord(36)}`,
  `<${randomWord(30)}> ${randomWord(30)}`,
  randomWord(300),
];

for (const text of PLACEHOLDERS) {
  test(`${JSON.stringify(text)} only holds a secret's place`, () => assert.equal(isPlaceholder(text), true));
}

for (const text of SECRETS) {
  test(`${JSON.stringify(text.slice(0, 24))} is taken as a secret`, () => {
    assert.equal(isPlaceholder(text), false);
  });
}

test('a long hostile text is judged in linear time', () => {
  for (const piece of ['x', '*', 'a-', 'a.', 'a(', '<', '${', '[', '.', 'your-', 'config.', ' '])
    isPlaceholder(piece.repeat(1_000_000 / piece.length));
  for (const piece of ['a-', 'a.', 'a(', 'config.a', '{', 'await ']) isPlaceholder(piece.repeat(30));
});
