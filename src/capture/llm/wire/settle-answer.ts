import { indexOf, slice } from '../../../base/held.ts';
import { type AnswerDraft, setError } from './answer-draft.ts';
import { filled } from './bedrock-invoke.ts';
import { parsed } from './parse-json.ts';
import type { AnswerHead, Endpoint } from './types.ts';
import { invocationCounts } from './usage.ts';
import { statusName, wireError } from './wire-error.ts';

const { create } = Object;

const COUNT_HEADERS = [
  ['inputTokenCount', 'x-amzn-bedrock-input-token-count'],
  ['outputTokenCount', 'x-amzn-bedrock-output-token-count'],
  ['cacheReadInputTokenCount', 'x-amzn-bedrock-cache-read-input-token-count'],
  ['cacheWriteInputTokenCount', 'x-amzn-bedrock-cache-write-input-token-count'],
] as const;

/** Adds what the headers know to an answer that has come to its end, or broken off. */
export function settleAnswer(draft: AnswerDraft, endpoint: Endpoint, head: AnswerHead): void {
  if (head.status !== null && head.status >= 400) {
    setError(draft, wireError(refusalName(head), ''));
    return;
  }
  if (endpoint.format !== 'bedrock-invoke') return;
  const metrics: { [K in (typeof COUNT_HEADERS)[number][0]]?: unknown } = create(null);
  for (let i = 0; i < COUNT_HEADERS.length; i++) {
    const pair = COUNT_HEADERS[i] as (typeof COUNT_HEADERS)[number];
    const value = head.header(pair[1]);
    if (value !== undefined) metrics[pair[0]] = parsed(value);
  }
  draft.tokens = filled(draft.tokens, invocationCounts(metrics));
}

/** The name of a refusal before its body is read: AWS has it in a header. */
export function refusalName(head: AnswerHead): string {
  return awsType(head) ?? statusName(head.status);
}

/** AWS's name of an error, `ThrottlingException` of `ThrottlingException:http://…`; undefined where the header is not there. */
export function awsType(head: AnswerHead): string | undefined {
  const name = head.header('x-amzn-errortype');
  if (name === undefined || name === '') return undefined;
  const colon = indexOf(name, ':');
  return colon === -1 ? name : slice(name, 0, colon);
}
