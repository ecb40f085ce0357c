import { append, putIn, slice } from '../../../base/held.ts';
import { MAX_NAME_CHARS, MAX_TOOL_NAMES } from '../../../base/limits.ts';
import { field, itemsOf } from './json-field.ts';
import { addText, createTextBuilder, type TextBuilder } from './text-builder.ts';
import type { AnswerReading, TokenCounts, WireError } from './types.ts';
import { NO_COUNTS } from './usage.ts';

/** What is known so far of an answer. */
export interface AnswerDraft {
  model: string | undefined;
  readonly text: TextBuilder;
  /** What the model said in place of an answer. */
  readonly refusal: TextBuilder;
  readonly tools: string[];
  tokens: TokenCounts;
  error: WireError | undefined;
  isComplete: boolean;
}

/**
 * Adds one JSON value, an event of a stream or a whole answer, to a draft, and is done with it then: its strings may change
 * behind its back. Never throws, whatever the value.
 */
export type AnswerFold = (value: unknown) => void;

/** A draft of which nothing is known. */
export function createAnswerDraft(): AnswerDraft {
  return {
    model: undefined,
    text: createTextBuilder(),
    refusal: createTextBuilder(),
    tools: [],
    tokens: NO_COUNTS,
    error: undefined,
    isComplete: false,
  };
}

/** The first model that is named stays. */
export function setModel(draft: AnswerDraft, model: unknown): void {
  if (draft.model !== undefined || typeof model !== 'string' || model === '') return;
  draft.model = slice(model, 0, MAX_NAME_CHARS);
}

/** Later counts replace earlier ones, unless they say nothing. */
export function setTokens(draft: AnswerDraft, tokens: TokenCounts): void {
  if (tokens.input !== null || tokens.output !== null || tokens.total !== null) draft.tokens = tokens;
}

/** The first error stays. */
export function setError(draft: AnswerDraft, error: WireError | undefined): void {
  draft.error ??= error;
}

/** Notes the call of a tool; what has no name is none. Only the first `MAX_TOOL_NAMES` are kept. */
export function addTool(draft: AnswerDraft, name: unknown): void {
  if (typeof name !== 'string' || name === '' || draft.tools.length >= MAX_TOOL_NAMES) return;
  append(draft.tools, slice(name, 0, MAX_NAME_CHARS));
}

/** The draft as what was understood. */
export function readingOf(draft: AnswerDraft): AnswerReading {
  const { model, tools, tokens, error, isComplete } = draft;
  const reading: AnswerReading = { tools, tokens, isComplete };
  const said = draft.text.chars > 0 ? draft.text : draft.refusal;
  if (model !== undefined) putIn(reading, 'model', model);
  if (said.chars > 0) putIn(reading, 'response', said);
  if (error !== undefined) putIn(reading, 'error', error);
  return reading;
}

/** Adds what is spoken of a content: a string, or parts of which those of text count (not thoughts, not pictures). */
export function addContent(builder: TextBuilder, content: unknown): void {
  if (typeof content === 'string') {
    addText(builder, content);
    return;
  }
  const parts = itemsOf(content);
  for (let i = 0; i < parts.length; i++) {
    const type = field(parts[i], 'type');
    if (type === undefined || type === 'text' || type === 'output_text')
      addText(builder, field(parts[i], 'text'));
  }
}
