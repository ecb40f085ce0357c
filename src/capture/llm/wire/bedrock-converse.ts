import { type AnswerDraft, type AnswerFold, addTool, setError, setTokens } from './answer-draft.ts';
import { field, isRecord, itemsOf } from './json-field.ts';
import { addText } from './text-builder.ts';
import { converseCounts } from './usage.ts';
import { errorInside } from './wire-error.ts';

/**
 * Reads Bedrock's converse, whole or as events. An event of a stream comes as `{ <its name>: <its payload> }`, the form that Nova
 * sends under `invoke` of its own accord.
 */
export function createConverseFold(draft: AnswerDraft): AnswerFold {
  function addBlocks(blocks: unknown): void {
    const items = itemsOf(blocks);
    for (let i = 0; i < items.length; i++) {
      addText(draft.text, field(items[i], 'text'));
      addTool(draft, field(field(items[i], 'toolUse'), 'name'));
    }
  }

  function addUsage(usage: unknown): void {
    if (isRecord(usage)) setTokens(draft, converseCounts(usage));
  }

  return (value) => {
    const delta = field(value, 'contentBlockDelta');
    if (delta !== undefined) {
      addText(draft.text, field(field(delta, 'delta'), 'text'));
      return;
    }
    const start = field(field(value, 'contentBlockStart'), 'start');
    if (start !== undefined) addTool(draft, field(field(start, 'toolUse'), 'name'));
    if (field(value, 'messageStop') !== undefined) draft.isComplete = true;
    addUsage(field(field(value, 'metadata'), 'usage'));
    addBlocks(field(field(field(value, 'output'), 'message'), 'content'));
    addUsage(field(value, 'usage'));
    setError(draft, errorInside(value));
  };
}
