import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolveSession } from '../../src/session/resolve.ts';

const NONE = { current: () => undefined, derived: () => undefined };
/** In the order of rank. */
const SOURCES = [
  { given: 'call' },
  { context: 'context' },
  { started: 'process' },
  { environment: 'environment' },
  { current: () => 'current' },
  { derived: () => 'agent' },
] as const;

for (const [rank, source] of SOURCES.entries()) {
  const [name = '', value] = Object.entries(source)[0] ?? [];
  test(`the source "${name}" comes before all below it`, () => {
    const sources = Object.assign({ ...NONE }, ...SOURCES.slice(rank));
    assert.equal(resolveSession(sources), typeof value === 'function' ? value() : value);
  });
}

test('where nobody names a session there is none', () => {
  assert.equal(resolveSession(NONE), undefined);
});

test('the folder is not looked at when somebody else names the session', () => {
  const fail = () => assert.fail('asked');
  assert.equal(resolveSession({ environment: 'e', current: fail, derived: fail }), 'e');
});
