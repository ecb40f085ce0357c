import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { TokenCounts } from '../../../../src/capture/llm/wire/types.ts';
import * as usage from '../../../../src/capture/llm/wire/usage.ts';

type Reader = (given: unknown) => TokenCounts;
const plain: Reader = (given) => usage.plainCounts(given, 'prompt_eval_count', 'eval_count');
const { chatCounts: chat, responsesCounts: responses, anthropicCounts: anthropic } = usage;
const {
  geminiCounts: gemini,
  converseCounts: converse,
  invocationCounts: invoke,
  cohereCounts: cohere,
} = usage;

function of(input: number | null, output: number | null, total: number | null, more: object = {}): object {
  return { input, output, total, ...more };
}

const TABLE: readonly (readonly [string, Reader, unknown, object])[] = [
  [
    'OpenAI: both parts are inside',
    chat,
    {
      prompt_tokens: 100,
      completion_tokens: 20,
      total_tokens: 120,
      prompt_tokens_details: { cached_tokens: 64 },
      completion_tokens_details: { reasoning_tokens: 8 },
    },
    of(100, 20, 120, { cached: 64, reasoning: 8 }),
  ],
  ['no total: the sum', chat, { prompt_tokens: 1, completion_tokens: 2 }, of(1, 2, 3)],
  ['one count alone', chat, { prompt_tokens: 7 }, of(7, null, null)],
  ['embeddings', chat, { prompt_tokens: 7, total_tokens: 7 }, of(7, null, 7)],
  ['zeros are numbers', chat, { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 }, of(0, 0, 0)],
  [
    'a total below the one part that is known is not believed',
    chat,
    { prompt_tokens: 10, total_tokens: 3 },
    of(10, null, null),
  ],
  [
    'a total below its parts is not believed',
    chat,
    { prompt_tokens: 5, completion_tokens: 6, total_tokens: 0 },
    of(5, 6, 11),
  ],
  [
    'xAI: reasoning stands beside the output, the total tells',
    chat,
    {
      prompt_tokens: 32,
      completion_tokens: 9,
      total_tokens: 135,
      completion_tokens_details: { reasoning_tokens: 94 },
    },
    of(32, 103, 135, { reasoning: 94 }),
  ],
  [
    'xAI: less reasoning than output, the total tells',
    chat,
    {
      prompt_tokens: 10,
      completion_tokens: 50,
      total_tokens: 80,
      completion_tokens_details: { reasoning_tokens: 20 },
    },
    of(10, 70, 80, { reasoning: 20 }),
  ],
  [
    'xAI without a total: more reasoning than output',
    chat,
    { prompt_tokens: 1, completion_tokens: 2, completion_tokens_details: { reasoning_tokens: 317 } },
    of(1, 319, 320, { reasoning: 317 }),
  ],
  [
    'DeepSeek',
    chat,
    {
      prompt_tokens: 100,
      completion_tokens: 20,
      total_tokens: 120,
      prompt_cache_hit_tokens: 64,
      prompt_cache_miss_tokens: 36,
    },
    of(100, 20, 120, { cached: 64 }),
  ],
  [
    'Mistral: num_cached_tokens',
    chat,
    { prompt_tokens: 9, num_cached_tokens: 4 },
    of(9, null, null, { cached: 4 }),
  ],
  [
    'Mistral: prompt_token_details',
    chat,
    { prompt_tokens: 9, prompt_token_details: { cached_tokens: 4 } },
    of(9, null, null, { cached: 4 }),
  ],
  ['Moonshot', chat, { prompt_tokens: 9, cached_tokens: 4 }, of(9, null, null, { cached: 4 })],
  [
    'more cached than there was is not believed',
    chat,
    { prompt_tokens: 9, prompt_tokens_details: { cached_tokens: 40 } },
    of(9, null, null),
  ],
  [
    'OpenAI responses',
    responses,
    {
      input_tokens: 100,
      output_tokens: 20,
      total_tokens: 120,
      input_tokens_details: { cached_tokens: 64 },
      output_tokens_details: { reasoning_tokens: 8 },
    },
    of(100, 20, 120, { cached: 64, reasoning: 8 }),
  ],
  [
    'Anthropic: the three inputs stand side by side',
    anthropic,
    {
      input_tokens: 10,
      cache_creation_input_tokens: 5,
      cache_read_input_tokens: 500,
      output_tokens: 42,
      output_tokens_details: { thinking_tokens: 30 },
    },
    of(515, 42, 557, { cached: 500, reasoning: 30 }),
  ],
  [
    'Anthropic: nulls',
    anthropic,
    { input_tokens: 10, cache_creation_input_tokens: null, cache_read_input_tokens: null, output_tokens: 4 },
    of(10, 4, 14),
  ],
  [
    'Anthropic: what was written to the cache, by age',
    anthropic,
    {
      input_tokens: 1,
      output_tokens: 1,
      cache_creation: { ephemeral_5m_input_tokens: 2, ephemeral_1h_input_tokens: 3 },
    },
    of(6, 1, 7),
  ],
  [
    'Anthropic: compaction is counted, an advisor is not',
    anthropic,
    {
      input_tokens: 10,
      output_tokens: 5,
      iterations: [
        { type: 'compaction', input_tokens: 1000, output_tokens: 100 },
        { type: 'message', input_tokens: 10, output_tokens: 5 },
        { type: 'advisor_message', input_tokens: 7, output_tokens: 7 },
      ],
    },
    of(1010, 105, 1115),
  ],
  [
    'Anthropic: no input is null',
    anthropic,
    { cache_read_input_tokens: 5, output_tokens: 1 },
    of(null, 1, null, { cached: 5 }),
  ],
  [
    'Gemini: thoughts stand beside the candidates',
    gemini,
    {
      promptTokenCount: 100,
      cachedContentTokenCount: 64,
      candidatesTokenCount: 12,
      thoughtsTokenCount: 8,
      totalTokenCount: 120,
    },
    of(100, 20, 120, { cached: 64, reasoning: 8 }),
  ],
  [
    'Gemini: results of tools are input',
    gemini,
    { promptTokenCount: 10, toolUsePromptTokenCount: 5, candidatesTokenCount: 2, totalTokenCount: 17 },
    of(15, 2, 17),
  ],
  [
    'Gemini: only thoughts before the limit',
    gemini,
    { promptTokenCount: 10, thoughtsTokenCount: 100, totalTokenCount: 110 },
    of(10, 100, 110, { reasoning: 100 }),
  ],
  ['Gemini: a blocked prompt', gemini, { promptTokenCount: 10, totalTokenCount: 10 }, of(10, 0, 10)],
  ['Gemini: the output unknown', gemini, { promptTokenCount: 10 }, of(10, null, null)],
  [
    'Gemini: a total that has the thoughts inside the candidates',
    gemini,
    { promptTokenCount: 10, candidatesTokenCount: 20, thoughtsTokenCount: 5, totalTokenCount: 30 },
    of(10, 20, 30, { reasoning: 5 }),
  ],
  [
    'Bedrock converse: the cache stands beside the input',
    converse,
    {
      inputTokens: 3,
      outputTokens: 5,
      totalTokens: 108,
      cacheReadInputTokens: 90,
      cacheWriteInputTokens: 10,
    },
    of(103, 5, 108, { cached: 90 }),
  ],
  [
    'Bedrock converse: a total without the cache',
    converse,
    { inputTokens: 3, outputTokens: 5, totalTokens: 8, cacheReadInputTokens: 90 },
    of(93, 5, 98, { cached: 90 }),
  ],
  [
    'Bedrock invoke',
    invoke,
    { inputTokenCount: 3, outputTokenCount: 5, cacheReadInputTokenCount: 2, cacheWriteInputTokenCount: 1 },
    of(6, 5, 11, { cached: 2 }),
  ],
  ['Ollama', plain, { prompt_eval_count: 26, eval_count: 298 }, of(26, 298, 324)],
  ['Ollama: the prompt was cached', plain, { eval_count: 298 }, of(null, 298, null)],
  [
    'Cohere',
    cohere,
    {
      billed_units: { input_tokens: 1, output_tokens: 2 },
      tokens: { input_tokens: 70, output_tokens: 9 },
      cached_tokens: 16,
    },
    of(70, 9, 79, { cached: 16 }),
  ],
  ['Cohere: what is billed is no count', cohere, { billed_units: { input_tokens: 1 } }, of(null, null, null)],
];

for (const [title, read, given, expected] of TABLE) {
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
    assert.deepEqual(seen, Array(seen.length).fill(usage.NO_COUNTS));
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
    assert.deepEqual([chat({}), responses({})], [usage.NO_COUNTS, usage.NO_COUNTS]);
  } finally {
    Reflect.deleteProperty(Object.prototype, 'prompt_tokens');
    Reflect.deleteProperty(Object.prototype, 'input_tokens');
  }
});

test('whatever the usage is, a count is null or a whole number from 0 up', () => {
  const keys = [
    ...new Set(
      TABLE.flatMap(([, , given]) => [...JSON.stringify(given).matchAll(/"(\w+)":/g)].map((m) => m[1] ?? '')),
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
