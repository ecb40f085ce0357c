import { slice } from '../../../base/held.ts';
import { type AnswerDraft, setError, setModel, setTokens } from './answer-draft.ts';
import { valueAfter } from './json-slice.ts';
import type { LongText } from './long-text.ts';
import { addText } from './text-builder.ts';
import type { TokenCounts, WireFormat } from './types.ts';
import {
  anthropicCounts,
  chatCounts,
  cohereCounts,
  converseCounts,
  geminiCounts,
  invocationCounts,
  NO_COUNTS,
  plainCounts,
  responsesCounts,
} from './usage.ts';
import { errorInside } from './wire-error.ts';

/** An error is said at once; further on the word is one of the model's, in the arguments of a tool. */
const ERROR_CHARS = 4_096;

/** The keys under which an answer's text stands, by language. */
const TEXT_KEYS: Readonly<Record<WireFormat, readonly string[]>> = {
  'openai-chat': ['content'],
  'openai-completions': ['text', 'content'],
  'openai-responses': ['text'],
  'openai-embeddings': [],
  anthropic: ['text'],
  gemini: ['text'],
  'bedrock-converse': ['text'],
  'bedrock-invoke': ['text', 'generation', 'outputText', 'content'],
  ollama: ['content', 'response'],
  cohere: ['text'],
};

/**
 * Reads what can be read of an answer or an event of which only the ends are there, or that broke off: the model, the use
 * of tokens, an error, the beginning of the text.
 */
export function foldCut(format: WireFormat, draft: AnswerDraft, { head, tail, bytes }: LongText): void {
  const find = (key: string): unknown => valueAfter(tail, key, 'last') ?? valueAfter(head, key, 'first');
  const modelKey = format === 'gemini' ? 'modelVersion' : 'model';
  setModel(draft, valueAfter(head, modelKey, 'first') ?? valueAfter(tail, modelKey, 'last'));
  setTokens(draft, countsOf(format, find));
  if (draft.tokens === NO_COUNTS)
    setError(draft, errorInside({ error: valueAfter(slice(head, 0, ERROR_CHARS), 'error', 'first') }));
  const type = valueAfter(head, 'type', 'first');
  if (type === 'response.completed' || type === 'response.incomplete') draft.isComplete = true;
  if (draft.text.chars === 0) addTextOf(format, draft, head, bytes);
}

function addTextOf(format: WireFormat, draft: AnswerDraft, head: string, bytes: number): void {
  const keys = TEXT_KEYS[format];
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string;
    const whole = valueAfter(head, key, 'first');
    const text = whole ?? valueAfter(head, key, 'first', true);
    if (typeof text !== 'string' || text === '') continue;
    addText(draft.text, text);
    // How much of what is not there was text is not known; nearly all, as a rule.
    if (whole === undefined && bytes > head.length) draft.text.chars += bytes - head.length;
    return;
  }
}

function countsOf(format: WireFormat, find: (key: string) => unknown): TokenCounts {
  switch (format) {
    case 'openai-chat':
    case 'openai-completions':
    case 'openai-embeddings':
      return chatCounts(find('usage'));
    case 'openai-responses':
      return responsesCounts(find('usage'));
    case 'anthropic':
      return anthropicCounts(find('usage'));
    case 'gemini':
      return geminiCounts(find('usageMetadata'));
    case 'bedrock-converse':
      return converseCounts(find('usage'));
    case 'bedrock-invoke':
      return invokeCounts(find);
    case 'ollama':
      return plainCounts({ input: find('prompt_eval_count'), output: find('eval_count') }, 'input', 'output');
    case 'cohere':
      return cohereCounts(find('usage'));
  }
}

function invokeCounts(find: (key: string) => unknown): TokenCounts {
  const usage = find('usage');
  const read = [anthropicCounts(usage), chatCounts(usage), converseCounts(usage)];
  for (let i = 0; i < read.length; i++) {
    const counts = read[i] as TokenCounts;
    if (counts.input !== null) return counts;
  }
  return invocationCounts(find('amazon-bedrock-invocationMetrics'));
}
