import { countField, field, itemsOf } from './json-field.ts';
import type { TokenCounts } from './types.ts';

/**
 * From each provider's own counts to one meaning: `input` is all input, cached tokens too, `output` all output, reasoning too.
 * Where a provider counts a part beside the whole it is added, where it counts it inside it is not. What was not given stays null.
 */

/** Nothing is known. */
export const NO_COUNTS: TokenCounts = { input: null, output: null, total: null };

type Count = number | null;
const { isSafeInteger } = Number;
const { max } = Math;

/** Chat completions of OpenAI and all who speak it; also its legacy completions and embeddings, which report no output. */
export function chatCounts(usage: unknown): TokenCounts {
  const details = field(usage, 'prompt_tokens_details') ?? field(usage, 'prompt_token_details');
  return inclusive(
    countField(usage, 'prompt_tokens'),
    countField(usage, 'completion_tokens'),
    countField(usage, 'total_tokens'),
    // In their order: OpenAI and most; DeepSeek; Mistral; Moonshot.
    countField(details, 'cached_tokens') ??
      countField(usage, 'prompt_cache_hit_tokens') ??
      countField(usage, 'num_cached_tokens') ??
      countField(usage, 'cached_tokens'),
    countField(field(usage, 'completion_tokens_details'), 'reasoning_tokens') ??
      countField(usage, 'reasoning_tokens'),
  );
}

/** OpenAI's responses. */
export function responsesCounts(usage: unknown): TokenCounts {
  return inclusive(
    countField(usage, 'input_tokens'),
    countField(usage, 'output_tokens'),
    countField(usage, 'total_tokens'),
    countField(field(usage, 'input_tokens_details'), 'cached_tokens'),
    countField(field(usage, 'output_tokens_details'), 'reasoning_tokens'),
  );
}

/**
 * Anthropic's messages: the three kinds of input stand side by side. What was spent on compacting the conversation is counted
 * beside the rest and added; an advisor's tokens are another model's.
 */
export function anthropicCounts(usage: unknown): TokenCounts {
  const read = countField(usage, 'cache_read_input_tokens');
  let input = sum(countField(usage, 'input_tokens'), writtenToCache(usage), read);
  let output = countField(usage, 'output_tokens');
  const iterations = itemsOf(field(usage, 'iterations'));
  for (let i = 0; i < iterations.length; i++) {
    const iteration = iterations[i];
    if (field(iteration, 'type') !== 'compaction') continue;
    const { input: more, output: moreOut } = anthropicCounts({
      input_tokens: field(iteration, 'input_tokens'),
      output_tokens: field(iteration, 'output_tokens'),
      cache_creation_input_tokens: field(iteration, 'cache_creation_input_tokens'),
      cache_read_input_tokens: field(iteration, 'cache_read_input_tokens'),
    });
    input = sum(input, more, null);
    output = sum(output, moreOut, null);
  }
  const thinking = countField(field(usage, 'output_tokens_details'), 'thinking_tokens');
  return counts(input, output, null, read, thinking);
}

function writtenToCache(usage: unknown): Count {
  const written = countField(usage, 'cache_creation_input_tokens');
  if (written !== null) return written;
  const byAge = field(usage, 'cache_creation');
  const short = countField(byAge, 'ephemeral_5m_input_tokens');
  return short === null
    ? countField(byAge, 'ephemeral_1h_input_tokens')
    : sum(short, countField(byAge, 'ephemeral_1h_input_tokens'), null);
}

/**
 * Gemini: thoughts stand beside the candidates, results of the provider's own tools beside the prompt, cached tokens inside the prompt.
 * A count of zero is not sent: where the total is the input and the thoughts, the candidates had none.
 *
 * @see https://ai.google.dev/api/generate-content#UsageMetadata
 */
export function geminiCounts(usage: unknown): TokenCounts {
  const input = sum(
    countField(usage, 'promptTokenCount'),
    countField(usage, 'toolUsePromptTokenCount'),
    null,
  );
  const candidates = countField(usage, 'candidatesTokenCount');
  const thoughts = countField(usage, 'thoughtsTokenCount');
  const total = countField(usage, 'totalTokenCount');
  const cached = countField(usage, 'cachedContentTokenCount');
  let output = candidates;
  if (candidates === null) {
    if (total !== null && total === sum(input, thoughts, null)) output = thoughts ?? 0;
  } else if (total === null || total !== sum(input, candidates, null)) {
    output = sum(candidates, thoughts, null);
  }
  return counts(input, output, total, cached, thoughts);
}

/** Bedrock's converse: what was read from and written to a cache stands beside the input. */
export function converseCounts(usage: unknown): TokenCounts {
  const read = countField(usage, 'cacheReadInputTokens') ?? countField(usage, 'cacheReadInputTokenCount');
  const written =
    countField(usage, 'cacheWriteInputTokens') ?? countField(usage, 'cacheWriteInputTokenCount');
  const input = sum(countField(usage, 'inputTokens'), written, read);
  return counts(input, countField(usage, 'outputTokens'), countField(usage, 'totalTokens'), read, null);
}

/** `amazon-bedrock-invocationMetrics`, which ends a stream of Bedrock's invoke whatever the model. */
export function invocationCounts(metrics: unknown): TokenCounts {
  const read = countField(metrics, 'cacheReadInputTokenCount');
  const input = sum(
    countField(metrics, 'inputTokenCount'),
    countField(metrics, 'cacheWriteInputTokenCount'),
    read,
  );
  return counts(input, countField(metrics, 'outputTokenCount'), null, read, null);
}

/** Two counts under names of their own, as Ollama and the models behind Bedrock's invoke give them. */
export function plainCounts(value: unknown, inputKey: string, outputKey: string): TokenCounts {
  return counts(countField(value, inputKey), countField(value, outputKey), null, null, null);
}

/** Cohere's chat. What it bills (`billed_units`) are not all tokens, and not taken for them. */
export function cohereCounts(usage: unknown): TokenCounts {
  const tokens = field(usage, 'tokens');
  return counts(
    countField(tokens, 'input_tokens'),
    countField(tokens, 'output_tokens'),
    null,
    countField(usage, 'cached_tokens'),
    null,
  );
}

/**
 * Both parts are inside their wholes, as OpenAI counts. xAI counts reasoning beside the output: the total tells, and a
 * part larger than its whole.
 *
 * @see https://docs.x.ai/docs/key-information/consumption-and-rate-limits
 */
function inclusive(input: Count, output: Count, total: Count, cached: Count, reasoning: Count): TokenCounts {
  if (output === null || reasoning === null || reasoning === 0)
    return counts(input, output, total, cached, reasoning);
  const both = sum(input, output, null);
  const isBeside =
    total !== null && both !== null && (total === both || total === sum(both, reasoning, null))
      ? total !== both
      : reasoning > output;
  return counts(input, isBeside ? sum(output, reasoning, null) : output, total, cached, reasoning);
}

/** A total below what it is the total of, and a part above its whole, are not believed. */
function counts(input: Count, output: Count, given: Count, cached: Count, reasoning: Count): TokenCounts {
  const both = input === null || output === null ? null : sum(input, output, null);
  const least = both ?? max(input ?? 0, output ?? 0);
  const total = given !== null && given >= least ? given : both;
  const isCached = cached !== null && (input === null || cached <= input);
  const isReasoned = reasoning !== null && (output === null || reasoning <= output);
  // A literal of its own for each: an assignment would run a setter that the program gave to all objects.
  if (isCached)
    return isReasoned ? { input, output, total, cached, reasoning } : { input, output, total, cached };
  return isReasoned ? { input, output, total, reasoning } : { input, output, total };
}

/** Null where the first is unknown; a further part that was not given adds nothing. */
function sum(first: Count, second: Count, third: Count): Count {
  if (first === null) return null;
  const all = first + (second ?? 0) + (third ?? 0);
  return isSafeInteger(all) ? all : null;
}
