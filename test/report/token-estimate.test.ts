import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import o200k from 'js-tiktoken/ranks/o200k_base';
import { countTokensAtMost } from '../../src/report/token-estimate.ts';
import { FIRST_RANK, TOKEN_RANKS } from '../../src/report/token-ranks.ts';
import { fc } from '../properties.ts';
import { root } from '../root.ts';
import { countTokens } from './tokenizer.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Given a text: how much more than the tokenizer's count the bound may be. */
const TEXTS: readonly (readonly [name: string, text: string, limit: number])[] = [
  ['code', read('src/session/journal.ts'), 1.45],
  ['a page', read('README.md'), 1.45],
  [
    'a failure',
    `TypeError: Cannot read properties of undefined (reading 'percent')\n  at src/cart.js:7 cartTotal\n` +
      '  coupon = undefined\n  price = 12\n  item = {sku: "tea", price: 12, qty: 1, coupon: "Spring"}\n',
    1.4,
  ],
  [
    'a log',
    'GET /api/orders/8841?page=2 500 12.4 ms - 1832 "Mozilla/5.0 (X11; Linux x86_64)"\n'.repeat(5),
    1.5,
  ],
  ['hexadecimal digits', randomBytes(300).toString('hex'), 1.6],
  ['digits', '31415926535897932384626433832795028841971', 1.01],
  ['base64', randomBytes(150).toString('base64'), 1.5],
  ['spaces', `a${' '.repeat(79)}b\n\n\n\t\t\tc`, 3],
  ['German', 'Die Menge der Bestellung ist ungültig. Bitte prüfen Sie den Lagerbestand.', 2.2],
  ['Russian', 'Ошибка: не удалось прочитать свойство неопределённого значения', 2.8],
  ['Japanese', 'エラー: 注文の数量が正しくありません。在庫を確認してください。', 3.2],
  ['emoji', '✅ done ❌ failed 🚀 launch 👨‍👩‍👧 🎉', 2.2],
];

for (const [name, text, limit] of TEXTS) {
  test(`the bound of ${name} is at least the tokenizer's count and at most ${limit} times it`, () => {
    const tokens = countTokens(text);
    const bound = countTokensAtMost(text);
    assert.ok(bound >= tokens && bound <= tokens * limit, `${bound} for ${tokens}`);
  });
}

const HOSTILE: readonly string[] = [
  '',
  'a'.repeat(1500),
  ' '.repeat(1500),
  '\n'.repeat(1500),
  '\0\x1b[31m\x07'.repeat(200),
  '\ud800 \udfff',
  '<|endoftext|>',
  "don't they'LL I'Ve",
  'é́́́́́́',
  '\u200b\ufeff\u2028',
  '½Ⅷ٣',
  'ǅǅǅ',
];

for (const text of HOSTILE) {
  test(`the bound is not below the count of ${JSON.stringify(text.slice(0, 20))}`, () => {
    assert.ok(countTokensAtMost(text) >= countTokens(text));
  });
}

test('the bound is below the count of no text', () => {
  const words = fc.constantFrom(
    'undefined',
    ' at',
    '\n  ',
    'src/',
    '.js:',
    '=>',
    '{',
    '"',
    ' ',
    '\t',
    '日',
    'é',
    '🚀',
  );
  const unit = fc.oneof(
    { weight: 3, arbitrary: words },
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.stringMatching(/^[A-Za-z0-9_$]{1,30}$/),
    fc.stringMatching(/^[\s!-/:-@]{1,12}$/),
  );
  const text = fc.array(unit, { maxLength: 30 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (given) => countTokensAtMost(given) >= countTokens(given)),
    { numRuns: 2000 },
  );
});

test('a number of up to three digits is one token', () => {
  const numbers = Array.from({ length: 1110 }, (_, i) =>
    i < 10 ? `${i}` : i < 110 ? `${i - 10}`.padStart(2, '0') : `${i - 110}`.padStart(3, '0'),
  );
  const more = numbers.filter((text) => countTokens(text) !== 1 || countTokensAtMost(text) !== 1);
  assert.deepEqual(more, []);
});

test("the ranks are the tokenizer's own", () => {
  const byRank: string[] = [];
  for (const line of o200k.bpe_ranks.split('\n')) {
    const [, offset, ...tokens] = line.split(' ');
    for (const [i, token] of tokens.entries())
      byRank[Number(offset) + i] = Buffer.from(token, 'base64').toString('latin1');
  }
  const ours = TOKEN_RANKS.split('\u0100').slice(0, -1);
  assert.deepEqual(ours, byRank.slice(FIRST_RANK, FIRST_RANK + ours.length));
  assert.ok(ours.length > 5000);
  assert.ok(byRank.slice(0, FIRST_RANK).every((token) => token.length === 1));
});
