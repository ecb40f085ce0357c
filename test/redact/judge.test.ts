import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  isBasicCredential,
  isMixed,
  isMixedCase,
  isNoNumber,
  isNoPlainWord,
  isNoWordChain,
} from '../../src/redact/shapes/judge.ts';
import { randomOf, seeded } from './generate.ts';

type Judge = (secret: string) => boolean;

const TABLE: readonly (readonly [Judge, string, boolean])[] = [
  [isMixed, 'aB3', true],
  [isMixed, 'abcDEF', true],
  [isMixed, 'abc123', true],
  [isMixed, 'password', false],
  [isMixed, 'Password', false],
  [isMixed, 'chapter7', false],
  [isMixed, '', false],
  [isMixedCase, 'abcDEF', true],
  [isMixedCase, 'Abcdef', false],
  [isNoWordChain, 'sk-learn-contrib-imbalanced-learn', false],
  [isNoWordChain, 'sk-fading-circle-12-container', false],
  [isNoWordChain, 'sk-abcdefghijklmnopqrst', true],
  [isNoWordChain, 'sk-aB3-cD4-eF5-gH6', true],
  [isNoPlainWord, 'authentication', false],
  [isNoPlainWord, 'Authentication', false],
  [isNoPlainWord, 'token-based', false],
  [isNoPlainWord, 'abcdefgh1', true],
  [isNoPlainWord, 'abcDefgh', true],
  [isNoPlainWord, 'abcdefghijklmnopqrstuvwxyz', true],
  [isNoNumber, '1000', false],
  [isNoNumber, '10a0', true],
  [isBasicCredential, btoa('ada:lovelace'), true],
  [isBasicCredential, btoa('ada:'), true],
  [isBasicCredential, btoa('no colon here'), false],
  [isBasicCredential, 'Options', false],
  [isBasicCredential, 'authentication', false],
  [isBasicCredential, 'understanding+of', false],
  [isBasicCredential, '', false],
];

for (const [judge, given, expected] of TABLE) {
  test(`${judge.name} says ${expected} of ${JSON.stringify(given)}`, () =>
    assert.equal(judge(given), expected));
}

test('nearly every random text of base 62 is mixed', () => {
  const random = seeded(11);
  let plain = 0;
  for (let i = 0; i < 20_000; i += 1) if (!isMixed(randomOf('alnum', 22, random))) plain += 1;
  assert.ok(plain <= 3, String(plain));
});
