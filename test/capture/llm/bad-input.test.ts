import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type ModelServer, startModelServer } from './model-server.ts';
import { ODD, type OddAnswer } from './odd-answers.ts';
import { compareRuns, type LoggedCall } from './run-client.ts';

let server: ModelServer;
before(async () => {
  const odd = Object.fromEntries(Object.entries(ODD).map(([model, { send }]) => [model, send]));
  server = await startModelServer(undefined, undefined, odd);
});
after(() => server.close());

for (const transport of ['fetch', 'http']) {
  test(`odd answers through ${transport} do a recorded program no harm, and their events say what is unknown`, async () => {
    const bodies = Object.keys(ODD).map((model) =>
      JSON.stringify({ model, messages: [{ role: 'user', content: model }] }),
    );
    const calls = await compareRuns({ program: 'odd.cjs', args: [transport, ...bodies], server }, 'register');
    const logged = Object.fromEntries(calls.map((call) => [call.model, readable(call, ODD[call.model])]));
    const expected = Object.fromEntries(Object.entries(ODD).map(([model, odd]) => [model, expectedOf(odd)]));
    assert.deepEqual(logged, expected);
    assert.equal(calls.length, bodies.length);
  });
}

function readable(
  { tokens_in, tokens_out, tokens_total, response, error }: LoggedCall,
  odd?: OddAnswer,
): object {
  const { v = null } = response as { v?: string };
  const { isAnyError = false } = odd ?? {};
  return {
    tokens_in,
    tokens_out,
    tokens_total,
    response: v,
    ...(error !== undefined && !isAnyError && { error }),
  };
}

function expectedOf(odd: OddAnswer): object {
  const { response = null, error, tokens = [null, null, null] } = odd;
  const [tokens_in, tokens_out, tokens_total] = tokens;
  return {
    ...{ tokens_in, tokens_out, tokens_total },
    response: response?.slice(0, 200) ?? null,
    ...(error !== undefined && { error }),
  };
}

/** Bodies that name no model: they are nobody's call. */
const ODD_REQUESTS: readonly string[] = [
  'not JSON',
  'null',
  '7',
  '[]',
  '"text"',
  '{',
  '{"model":7,"messages":[]}',
  '{"model":{"a":1},"messages":null}',
  '{"messages":'.repeat(2_000),
  '['.repeat(20_000),
];

for (const transport of ['fetch', 'http']) {
  test(`odd requests through ${transport} arrive as they are, and are no calls`, async () => {
    const calls = await compareRuns(
      { program: 'odd.cjs', args: [transport, ...ODD_REQUESTS], server },
      'register',
    );
    assert.deepEqual(calls, []);
  });
}
