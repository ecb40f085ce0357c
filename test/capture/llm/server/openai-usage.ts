import type { Usage } from './scenarios.ts';

/** The `usage` object of chat completions as each of the providers that speak it writes it. */
export function chatUsage(usage: Usage, flags: ReadonlySet<string>): Record<string, unknown> {
  const { input, output, cached, reasoning } = usage;
  const counts = { prompt_tokens: input, completion_tokens: output, total_tokens: input + output };
  const prompt = {
    ...(cached !== undefined && { cached_tokens: cached }),
    ...(usage.cacheWrite !== undefined && { cache_write_tokens: usage.cacheWrite }),
  };
  const completion = { ...(reasoning !== undefined && { reasoning_tokens: reasoning }) };
  const details = {
    ...(cached !== undefined && { prompt_tokens_details: { ...prompt, audio_tokens: 0 } }),
    ...(reasoning !== undefined && {
      completion_tokens_details: {
        ...completion,
        audio_tokens: 0,
        accepted_prediction_tokens: 0,
        rejected_prediction_tokens: 0,
      },
    }),
  };
  if (flags.has('mistral')) return { ...counts, ...(cached !== undefined && { num_cached_tokens: cached }) };
  if (flags.has('deepseek')) {
    const hit = cached ?? 0;
    return {
      ...counts,
      prompt_cache_hit_tokens: hit,
      prompt_cache_miss_tokens: input - hit,
      ...(reasoning !== undefined && { completion_tokens_details: completion }),
    };
  }
  if (flags.has('groq'))
    return {
      queue_time: 0.03,
      prompt_time: 0.001,
      completion_time: 0.01,
      total_time: 0.011,
      ...counts,
      ...details,
    };
  if (flags.has('openrouter'))
    return {
      ...counts,
      ...details,
      cost: 0.0012,
      is_byok: false,
      cost_details: { upstream_inference_cost: null },
    };
  return { ...counts, ...details };
}
