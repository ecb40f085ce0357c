import assert from 'node:assert/strict';
import { fc } from '../../properties.ts';
import type { Claim } from './claim.ts';
import { A, B, fill, makeCall, tallies } from './lines.ts';

/** What every store counts of tokens. */
export function testTokens(it: Claim): void {
  it('tokens are counted by model, the most first, and of what no number is, none', async (store) => {
    const lines = [
      makeCall(A, { model: 'big', tokens_in: 10, tokens_out: 5, tokens_total: 15 }),
      makeCall(A, { model: 'big', tokens_in: 10, tokens_out: 5 }),
      makeCall(A, { model: 'odd', tokens_in: '10', tokens_out: 5.5 }),
      makeCall(A, { model: 'odd', tokens_total: 0.25, tokens_in: 99 }),
      makeCall(A, { model: 'none', error: { type: 'E', msg: 'm' } }),
      makeCall(A, { model: 'minus', tokens_total: -4, tokens_in: 3 }),
      makeCall(A, { model: 'text', tokens_total: '8', tokens_in: 2, tokens_out: 2 }),
      makeCall(A, { model: 'also', tokens_in: 4, tokens_out: [1] }),
      makeCall(A, { model: '' }),
      makeCall(A, { model: 'é "quoted" \\ \u{1f600}', tokens_total: 1 }),
      makeCall(B, { model: 'big', tokens_total: 1000 }),
    ];
    await fill(store, lines, [A, B]);
    const summary = await store.tokenSummary(A);
    assert.deepEqual(Object.entries(summary.by_model), [
      ['big', { calls: 2, tokens: 30 }],
      ['odd', { calls: 2, tokens: 5.75 }],
      ['also', { calls: 1, tokens: 4 }],
      ['text', { calls: 1, tokens: 4 }],
      ['é "quoted" \\ \u{1f600}', { calls: 1, tokens: 1 }],
      ['', { calls: 1, tokens: 0 }],
      ['minus', { calls: 1, tokens: 0 }],
      ['none', { calls: 1, tokens: 0 }],
    ]);
    assert.equal(summary.total_tokens, 44.75);
    assert.deepEqual(await tallies(store), [`${A} {"llm_call":10} 44.75`, `${B} {"llm_call":1} 1000`]);
  });

  it('whatever stands where numbers of tokens should, the sums are those of the numbers above zero', async (store) => {
    const count = fc.oneof(
      fc.integer({ min: -5, max: 2000 }),
      fc.constantFrom(null, 0.5, -0.25, '7', '', true, [3], { n: 4 }, undefined),
    );
    const calls = fc.array(
      fc.record({
        model: fc.constantFrom('a', 'b', 'toString', '__proto__', '1', 7, null),
        tokens_in: count,
        tokens_out: count,
        tokens_total: count,
      }),
      { minLength: 1, maxLength: 40 },
    );
    let sessions = 0;
    await fc.assert(
      fc.asyncProperty(calls, async (made) => {
        sessions += 1;
        const id = `sess_${String(sessions).padStart(4, '0')}`;
        const lines = made.map((fields) => makeCall(id, fields));
        await fill(store, lines, [id]);
        const sums = new Map<string, { calls: number; tokens: number }>();
        for (const { model, ...tokens } of made) {
          if (typeof model !== 'string') continue;
          const sum = sums.get(model) ?? { calls: 0, tokens: 0 };
          sums.set(model, { calls: sum.calls + 1, tokens: sum.tokens + expectedTokens(tokens) });
        }
        const { total_tokens: total, by_model: models } = await store.tokenSummary(id);
        assert.deepEqual(new Map(Object.entries(models)), sums);
        assert.equal(
          total,
          [...sums.values()].reduce((sum, { tokens }) => sum + tokens, 0),
        );
      }),
      { numRuns: 20 },
    );
  });

  it('tokens too many to be whole numbers are counted as well as can be', async (store) => {
    const huge = makeCall(A, { model: 'huge', tokens_total: Number.MAX_SAFE_INTEGER * 1000 });
    const again = makeCall(A, { model: 'huge', tokens_total: Number.MAX_SAFE_INTEGER * 1000 });
    await fill(store, [huge, again, makeCall(A, { model: 'small', tokens_total: 5 })], [A]);
    const { by_model: models } = await store.tokenSummary(A);
    assert.deepEqual(models, {
      huge: { calls: 2, tokens: Number.MAX_SAFE_INTEGER * 2000 },
      small: { calls: 1, tokens: 5 },
    });
  });
}

function expectedTokens(
  call: Readonly<Record<'tokens_in' | 'tokens_out' | 'tokens_total', unknown>>,
): number {
  const above = (value: unknown) => (typeof value === 'number' && value > 0 ? value : 0);
  const { tokens_in: input, tokens_out: output, tokens_total: total } = call;
  return typeof total === 'number' ? above(total) : above(input) + above(output);
}
