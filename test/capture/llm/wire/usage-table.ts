import type { TokenCounts } from '../../../../src/capture/llm/wire/types.ts';
import {
  anthropicCounts as anthropic,
  chatCounts as chat,
  cohereCounts as cohere,
  converseCounts as converse,
  geminiCounts as gemini,
  invocationCounts as invoke,
  plainCounts,
  responsesCounts as responses,
} from '../../../../src/capture/llm/wire/usage.ts';

export type Reader = (given: unknown) => TokenCounts;
export const plain: Reader = (given) => plainCounts(given, 'prompt_eval_count', 'eval_count');

export function of(
  input: number | null,
  output: number | null,
  total: number | null,
  more: object = {},
): object {
  return { input, output, total, ...more };
}

/** Counts as a provider sends them, who reads them, and what is read. */
export const USAGES: readonly (readonly [string, Reader, unknown, object])[] = [
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
