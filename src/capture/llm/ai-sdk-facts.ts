import { readData } from '../../value/read.ts';
import { callErrorOf } from './call-error.ts';
import { type CallFacts, toCount } from './call-payload.ts';
import { readPrompt } from './prompt-text.ts';
import { readResponse } from './response-text.ts';
import type { TokenCounts } from './wire/types.ts';

/** What a call of the AI SDK counts: tokens in and out, or those of what it embeds. */
export type CountKind = 'text' | 'embedding';

/** What the SDK's message tells of a call that is over. Reads own data properties alone. */
export function factsOf(message: unknown, kind: CountKind, durationMs: number): CallFacts {
  const event = fieldOf(message, 'event');
  const result = fieldOf(message, 'result');
  const error = fieldOf(message, 'error');
  const model = fieldOf(event, 'modelId');
  const prompt = readPrompt(fieldOf(event, kind === 'text' ? 'messages' : 'value'));
  const content = kind === 'text' ? fieldOf(result, 'content') : undefined;
  return {
    ...(typeof model === 'string' && { model }),
    ...(prompt !== undefined && { prompt }),
    ...(content !== undefined && readResponse({ content })),
    tokens: countsOf(result, kind),
    durationMs,
    ...(fieldOf(result, 'stream') !== undefined && { stream: true }),
    ...(error !== undefined && { error: callErrorOf(error) }),
  };
}

/** Whether the network did not tell all that the SDK may know when the call ends; of a stream it knows nothing then. */
export function lacksCounts({ tokens, stream, error }: CallFacts, kind: CountKind): boolean {
  if (stream === true || error !== undefined) return false;
  return tokens.input === null || (kind === 'text' && tokens.output === null);
}

/** The facts with the counts that the SDK gives where the network gave none. */
export function fillCounts(facts: CallFacts, message: unknown, kind: CountKind): CallFacts {
  const { tokens } = facts;
  const given = countsOf(fieldOf(message, 'result'), kind);
  return {
    ...facts,
    tokens: {
      ...given,
      ...tokens,
      input: tokens.input ?? given.input,
      output: tokens.output ?? given.output,
      total: tokens.total ?? given.total,
    },
  };
}

function countsOf(result: unknown, kind: CountKind): TokenCounts {
  const usage = fieldOf(result, 'usage');
  if (kind === 'embedding') {
    const tokens = toCount(fieldOf(usage, 'tokens'));
    return { input: tokens, output: null, total: tokens };
  }
  const input = fieldOf(usage, 'inputTokens');
  const output = fieldOf(usage, 'outputTokens');
  // Models of the SDK's earlier versions give plain numbers.
  const all = {
    input: toCount(fieldOf(input, 'total') ?? input),
    output: toCount(fieldOf(output, 'total') ?? output),
  };
  const cached = toCount(fieldOf(input, 'cacheRead') ?? fieldOf(usage, 'cachedInputTokens'));
  const reasoning = toCount(fieldOf(output, 'reasoning') ?? fieldOf(usage, 'reasoningTokens'));
  return {
    ...all,
    total:
      toCount(fieldOf(usage, 'totalTokens')) ??
      (all.input === null || all.output === null ? null : all.input + all.output),
    ...(cached !== null && { cached }),
    ...(reasoning !== null && { reasoning }),
  };
}

/** A field of what the SDK hands over. Runs none of its code: `undefined` for what only a getter could give. */
export function fieldOf(holder: unknown, key: string): unknown {
  return readData(holder, key);
}
