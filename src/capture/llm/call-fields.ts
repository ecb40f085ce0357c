import { readData } from '../../value/read.ts';
import { callErrorOf } from './call-error.ts';
import { type CallFacts, toCount } from './call-payload.ts';
import { readPrompt } from './prompt-text.ts';
import { readResponse } from './response-text.ts';

/**
 * What a program told of a call, from its object with the fields of `LlmCallFields` or `LlmCall`. What is no count is `null`.
 * Runs none of the program's code.
 */
export function readFields(fields: unknown): CallFacts {
  const field = (key: string): unknown => readData(fields, key);
  const model = field('model');
  const stream = field('stream');
  const error = field('error');
  const cached = toCount(field('tokensCached'));
  const reasoning = toCount(field('tokensReasoning'));
  const duration = field('durationMs');
  return {
    ...readResponse(field('response')),
    model: typeof model === 'string' ? model : undefined,
    prompt: readPrompt(field('prompt')),
    tokens: {
      input: toCount(field('tokensIn')),
      output: toCount(field('tokensOut')),
      total: null,
      ...(cached !== null && { cached }),
      ...(reasoning !== null && { reasoning }),
    },
    durationMs: typeof duration === 'number' ? duration : null,
    stream: typeof stream === 'boolean' ? stream : undefined,
    error: error === undefined || error === null ? undefined : callErrorOf(error),
  };
}
