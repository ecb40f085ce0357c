import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillFromPool } from '../../src/base/random.ts';
import {
  createEventId,
  createSessionId,
  createSuffix,
  encodeSuffix,
  ID_PREFIX,
  isSessionId,
  suffixOf,
} from '../../src/event/ids.ts';
import type { EventType } from '../../src/event/types.ts';

const fillWith = (byte: number) => (bytes: Uint8Array) => bytes.fill(byte);

const ENCODED: readonly (readonly [readonly number[], string])[] = [
  [[0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 'aaaaaaaaaaaaaaaa'],
  [[255, 255, 255, 255, 255, 255, 255, 255, 255, 255], '7777777777777777'],
  // RFC 4648: "foobar" is MZXW6YTBOI, here padded with zero bytes to ten.
  [[102, 111, 111, 98, 97, 114, 0, 0, 0, 0], 'mzxw6ytboiaaaaaa'],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 'aebagbafaydqqcik'],
  // Missing bytes count as zero, further ones are not read.
  [[255], '74aaaaaaaaaaaaaa'],
  [[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255], 'aaaaaaaaaaaaaaaa'],
];

for (const [bytes, expected] of ENCODED) {
  test(`the bytes ${bytes.join(' ')} are written ${expected}`, () => {
    assert.equal(encodeSuffix(Uint8Array.from(bytes)), expected);
  });
}

for (const type of Object.keys(ID_PREFIX) as EventType[]) {
  test(`an id of a ${type} is its prefix and 16 letters and digits`, () => {
    assert.equal(createEventId(type, fillWith(0)), `${ID_PREFIX[type]}_aaaaaaaaaaaaaaaa`);
    assert.match(createEventId(type, fillFromPool), new RegExp(`^${ID_PREFIX[type]}_[a-z2-7]{16}$`));
  });
}

test('ten thousand suffixes are all different', () => {
  const seen = new Set<string>();
  for (let i = 0; i < 10_000; i += 1) seen.add(createSuffix(fillFromPool));
  assert.equal(seen.size, 10_000);
});

test('a new session id is one, and its suffix names its file', () => {
  const id = createSessionId(fillFromPool);
  assert.equal(isSessionId(id), true);
  assert.equal(`sess_${suffixOf(id)}`, id);
});

const SESSION_IDS: readonly (readonly [string, boolean])[] = [
  ['sess_abcd', true],
  ['sess_A-z_0', true],
  [`sess_${'a'.repeat(64)}`, true],
  [`sess_${'a'.repeat(65)}`, false],
  ['sess_abc', false],
  ['sess_', false],
  ['', false],
  ['sess_ab/cd', false],
  ['sess_../../x', false],
  ['sess_abcd\n', false],
  ['\nsess_abcd', false],
  ['sess_abcd\0', false],
  ['sess_äbcd', false],
  ['SESS_abcd', false],
  ['xsess_abcd', false],
];

for (const [text, expected] of SESSION_IDS) {
  test(`${JSON.stringify(text)} ${expected ? 'can' : 'cannot'} be a session's id`, () => {
    assert.equal(isSessionId(text), expected);
  });
}
