import {
  type AnswerDraft,
  type AnswerFold,
  addContent,
  addTool,
  setError,
  setModel,
  setTokens,
} from './answer-draft.ts';
import { field, isRecord, itemsOf } from './json-field.ts';
import { addText } from './text-builder.ts';
import { cohereCounts } from './usage.ts';
import { errorInside } from './wire-error.ts';

/** Reads Cohere's chat (v2), whole or as events. */
export function createCohereFold(draft: AnswerDraft): AnswerFold {
  function addUsage(usage: unknown): void {
    if (isRecord(usage)) setTokens(draft, cohereCounts(usage));
  }

  return (value) => {
    const delta = field(value, 'delta');
    const message = field(delta, 'message');
    switch (field(value, 'type')) {
      case 'content-start':
      case 'content-delta':
        addText(draft.text, field(field(message, 'content'), 'text'));
        return;
      case 'tool-call-start':
        addTool(draft, field(field(field(message, 'tool_calls'), 'function'), 'name'));
        return;
      case 'message-end':
        addUsage(field(delta, 'usage'));
        setError(draft, errorInside(delta));
        draft.isComplete = true;
        return;
      case undefined: {
        setModel(draft, field(value, 'model'));
        const whole = field(value, 'message');
        addContent(draft.text, field(whole, 'content'));
        const calls = itemsOf(field(whole, 'tool_calls'));
        for (let i = 0; i < calls.length; i++) addTool(draft, field(field(calls[i], 'function'), 'name'));
        addUsage(field(value, 'usage'));
        setError(draft, errorInside(value));
        return;
      }
      default:
        setError(draft, errorInside(value));
    }
  };
}
