import { indexOf } from '../../../base/held.ts';
import { type AnswerDraft, type AnswerFold, addTool, setError, setModel, setTokens } from './answer-draft.ts';
import { field, isRecord, itemsOf } from './json-field.ts';
import { addText } from './text-builder.ts';
import { anthropicCounts } from './usage.ts';
import { errorInside } from './wire-error.ts';

const { create } = Object;

/** What a stream tells of its usage in pieces, each of which replaces the one before where it says anything. */
const USAGE_KEYS = [
  'input_tokens',
  'output_tokens',
  'cache_creation_input_tokens',
  'cache_read_input_tokens',
  'cache_creation',
  'output_tokens_details',
  'iterations',
] as const;
type Usage = { [K in (typeof USAGE_KEYS)[number]]?: unknown };

/** Reads Anthropic's messages, whole or as events. */
export function createAnthropicFold(draft: AnswerDraft): AnswerFold {
  // Without a prototype, because it is written by key.
  const usage: Usage = create(null);
  let firstOutput: unknown;

  function addUsage(given: unknown): void {
    takeUsage(given);
    setTokens(draft, anthropicCounts(usage));
  }

  function takeUsage(given: unknown): void {
    if (!isRecord(given)) return;
    for (let i = 0; i < USAGE_KEYS.length; i++) {
      const key = USAGE_KEYS[i] as (typeof USAGE_KEYS)[number];
      const value = field(given, key);
      if (value !== undefined && value !== null) usage[key] = value;
    }
  }

  function addBlock(block: unknown): void {
    const type = field(block, 'type');
    if (type === 'text') addText(draft.text, field(block, 'text'));
    else if (typeof type === 'string' && indexOf(type, 'tool_use') !== -1)
      addTool(draft, field(block, 'name'));
  }

  return (value) => {
    switch (field(value, 'type')) {
      case 'content_block_delta': {
        const delta = field(value, 'delta');
        if (field(delta, 'type') === 'text_delta') addText(draft.text, field(delta, 'text'));
        return;
      }
      case 'content_block_start':
        addBlock(field(value, 'content_block'));
        return;
      case 'message_start': {
        const message = field(value, 'message');
        setModel(draft, field(message, 'model'));
        takeUsage(field(message, 'usage'));
        // The output of a stream that has just begun is no count of it.
        firstOutput = usage.output_tokens;
        delete usage.output_tokens;
        setTokens(draft, anthropicCounts(usage));
        return;
      }
      case 'message_delta':
        addUsage(field(value, 'usage'));
        return;
      case 'message_stop':
        usage.output_tokens ??= firstOutput;
        setTokens(draft, anthropicCounts(usage));
        draft.isComplete = true;
        return;
      case 'message':
      case undefined: {
        setModel(draft, field(value, 'model'));
        addUsage(field(value, 'usage'));
        const blocks = itemsOf(field(value, 'content'));
        for (let i = 0; i < blocks.length; i++) addBlock(blocks[i]);
        setError(draft, errorInside(value));
        return;
      }
      case 'error':
        setError(draft, errorInside(value));
        return;
      default:
    }
  };
}
