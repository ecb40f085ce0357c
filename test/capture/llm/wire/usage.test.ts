import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  anthropicCounts as anthropic,
  chatCounts as chat,
  cohereCounts as cohere,
  converseCounts as converse,
  geminiCounts as gemini,
  invocationCounts as invoke,
  NO_COUNTS,
  responsesCounts as responses,
} from '../../../../src/capture/llm/wire/usage.ts';
import { fc } from '../../../properties.ts';
import { of, plain, USAGES } from './usage-table.ts';

for (const [title, read, given, expected] of USAGES) {
  test(`tokens, ${title}`, () => assert.deepEqual(read(given), expected));
}

const NO_COUNT: readonly unknown[] = ['100', -1, 1.5, Number.NaN, 1e308, 2 ** 53, {}, [], [5], true, null];

for (const bad of NO_COUNT) {
  test(`a count of ${JSON.stringify(bad)} is unknown`, () => {
    const seen = [
      chat({
        prompt_tokens: bad,
        completion_tokens: bad,
        total_tokens: bad,
        prompt_tokens_details: { cached_tokens: bad },
      }),
      responses({ input_tokens: bad, output_tokens: bad, input_tokens_details: bad }),
      anthropic({ input_tokens: bad, output_tokens: bad, cache_read_input_tokens: bad, iterations: bad }),
      gemini({ promptTokenCount: bad, candidatesTokenCount: bad, thoughtsTokenCount: bad }),
      converse({ inputTokens: bad, outputTokens: bad, cacheReadInputTokens: bad }),
      cohere({ tokens: { input_tokens: bad, output_tokens: bad } }),
    ];
    assert.deepEqual(seen, Array(seen.length).fill(NO_COUNTS));
  });
}

test('a sum beyond the whole numbers that JavaScript holds is unknown', () => {
  const huge = Number.MAX_SAFE_INTEGER;
  assert.deepEqual(chat({ prompt_tokens: huge, completion_tokens: huge }), of(huge, huge, null));
  assert.deepEqual(anthropic({ input_tokens: huge, cache_read_input_tokens: 1, output_tokens: 0 }), {
    ...of(null, 0, null),
    cached: 1,
  });
});

test('counts that a program put on all objects are not counts of an answer', () => {
  Object.assign(Object.prototype, { prompt_tokens: 5, input_tokens: 5 });
  try {
    assert.deepEqual([chat({}), responses({})], [NO_COUNTS, NO_COUNTS]);
  } finally {
    Reflect.deleteProperty(Object.prototype, 'prompt_tokens');
    Reflect.deleteProperty(Object.prototype, 'input_tokens');
  }
});

test('whatever the usage is, a count is null or a whole number from 0 up', () => {
  const keys = [
    ...new Set(
      USAGES.flatMap(([, , given]) =>
        [...JSON.stringify(given).matchAll(/"(\w+)":/g)].map((m) => m[1] ?? ''),
      ),
    ),
  ];
  const leaf = fc.oneof(fc.nat(), fc.integer(), fc.double(), fc.string(), fc.constant(null));
  const details = fc.oneof(leaf, fc.dictionary(fc.constantFrom(...keys), leaf));
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...keys), details), (given) => {
      for (const read of [chat, responses, anthropic, gemini, converse, invoke, cohere, plain]) {
        const { input, output, total, cached, reasoning } = read(given);
        for (const count of [input, output, total, cached ?? null, reasoning ?? null])
          assert.ok(count === null || (Number.isSafeInteger(count) && count >= 0), String(count));
        assert.ok((cached ?? 0) <= (input ?? Number.MAX_SAFE_INTEGER));
        assert.ok((reasoning ?? 0) <= (output ?? Number.MAX_SAFE_INTEGER));
      }
    }),
    { numRuns: 500 },
  );
});
