import { type AnswerDraft, type AnswerFold, addTool, setError, setTokens } from './answer-draft.ts';
import { createAnthropicFold } from './anthropic.ts';
import { createConverseFold } from './bedrock-converse.ts';
import { field, itemsOf } from './json-field.ts';
import { createChatFold } from './openai-chat.ts';
import { addText } from './text-builder.ts';
import type { TokenCounts } from './types.ts';
import { invocationCounts, plainCounts } from './usage.ts';
import { errorInside } from './wire-error.ts';

const { isSafeInteger } = Number;

/**
 * Reads what models answer under Bedrock's invoke, each in the language of its maker: Anthropic's messages, chat completions,
 * Nova, Llama, Mistral, Titan, Cohere. The last chunk of a stream carries Bedrock's own count of tokens.
 */
export function createInvokeFold(draft: AnswerDraft): AnswerFold {
  const anthropic = createAnthropicFold(draft);
  const chat = createChatFold(draft);
  const converse = createConverseFold(draft);

  function addOwn(value: unknown): void {
    if (typeof field(value, 'type') === 'string') anthropic(value);
    else if (field(value, 'choices') !== undefined) chat(value);
    else if (isConverse(value)) converse(value);
    else addOther(draft, value);
  }

  return (value) => {
    addOwn(value);
    const metrics = field(value, 'amazon-bedrock-invocationMetrics');
    if (metrics === undefined) return;
    setTokens(draft, filled(draft.tokens, invocationCounts(metrics)));
    draft.isComplete = true;
  };
}

const CONVERSE_KEYS: readonly string[] = [
  'output',
  'contentBlockDelta',
  'contentBlockStart',
  'messageStop',
  'metadata',
];

function isConverse(value: unknown): boolean {
  for (let i = 0; i < CONVERSE_KEYS.length; i++) {
    if (field(value, CONVERSE_KEYS[i] ?? '') !== undefined) return true;
  }
  return false;
}

function addOther(draft: AnswerDraft, value: unknown): void {
  // Llama; Titan's stream; Cohere's Command R.
  addText(draft.text, field(value, 'generation') ?? field(value, 'outputText') ?? field(value, 'text'));
  // Mistral, Titan, Cohere's Command.
  const items = itemsOf(field(value, 'outputs') ?? field(value, 'results') ?? field(value, 'generations'));
  addText(draft.text, field(items[0], 'text') ?? field(items[0], 'outputText'));
  const calls = itemsOf(field(value, 'tool_calls'));
  for (let i = 0; i < calls.length; i++) addTool(draft, field(calls[i], 'name'));
  const llama = plainCounts(value, 'prompt_token_count', 'generation_token_count');
  const titan = plainCounts(value, 'inputTextTokenCount', 'totalOutputTextTokenCount');
  const titanWhole = plainCounts(items[0], '', 'tokenCount');
  setTokens(draft, filled(filled(filled(llama, titan), titanWhole), draft.tokens));
  setError(draft, errorInside(value));
}

/** The first counts, and what they lack from the second. */
export function filled(first: TokenCounts, second: TokenCounts): TokenCounts {
  if (first.input !== null && first.output !== null) return first;
  if (first.input === null && first.output === null) return second;
  const input = first.input ?? second.input;
  const output = first.output ?? second.output;
  const total = input === null || output === null ? null : input + output;
  return { ...first, input, output, total: isSafeInteger(total) ? total : null };
}
