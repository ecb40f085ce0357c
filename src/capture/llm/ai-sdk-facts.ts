import { nodeProbe } from '../../base/probe.ts';
import type { Describe } from '../../value/describe.ts';
import { readData } from '../../value/read.ts';
import { callErrorOf } from './call-error.ts';
import type { CallFacts } from './call-payload.ts';
import { readPrompt } from './prompt-text.ts';
import { readResponse } from './response-text.ts';
import type { TokenCounts } from './wire/types.ts';

/** What a call of the AI SDK counts: tokens in and out, or those of what it embeds. */
export type CountKind = 'text' | 'embedding';

/** What the SDK's message tells of a call that is over. Reads own data properties alone. */
export function factsOf(
  message: unknown,
  kind: CountKind,
  durationMs: number,
  describe: Describe,
): CallFacts {
  const event = read(message, 'event');
  const result = read(message, 'result');
  const error = read(message, 'error');
  const model = read(event, 'modelId');
  const prompt = readPrompt(read(event, kind === 'text' ? 'messages' : 'value'), describe);
  const content = kind === 'text' ? read(result, 'content') : undefined;
  return {
    ...(typeof model === 'string' && { model }),
    ...(prompt !== undefined && { prompt }),
    ...(content !== undefined && readResponse({ content }, describe)),
    tokens: countsOf(result, kind),
    durationMs,
    ...(read(result, 'stream') !== undefined && { stream: true }),
    ...(error !== undefined && { error: callErrorOf(error, describe) }),
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
  const given = countsOf(read(message, 'result'), kind);
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
  const usage = read(result, 'usage');
  if (kind === 'embedding') {
    const tokens = count(read(usage, 'tokens'));
    return { input: tokens, output: null, total: tokens };
  }
  const input = read(usage, 'inputTokens');
  const output = read(usage, 'outputTokens');
  // Models of the SDK's earlier versions give plain numbers.
  const all = { input: count(read(input, 'total') ?? input), output: count(read(output, 'total') ?? output) };
  const cached = count(read(input, 'cacheRead') ?? read(usage, 'cachedInputTokens'));
  const reasoning = count(read(output, 'reasoning') ?? read(usage, 'reasoningTokens'));
  return {
    ...all,
    total:
      count(read(usage, 'totalTokens')) ??
      (all.input === null || all.output === null ? null : all.input + all.output),
    ...(cached !== null && { cached }),
    ...(reasoning !== null && { reasoning }),
  };
}

function count(value: unknown): number | null {
  return Number.isSafeInteger(value) ? (value as number) : null;
}

function read(value: unknown, key: string): unknown {
  return readData(value, key, nodeProbe);
}
