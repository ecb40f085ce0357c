import { type AnswerDraft, type AnswerFold, addTool, setError, setModel, setTokens } from './answer-draft.ts';
import { field, itemsOf } from './json-field.ts';
import { addText } from './text-builder.ts';
import { plainCounts } from './usage.ts';
import { errorInside } from './wire-error.ts';

/** Reads Ollama's chat, generate and embed, whole or line by line. */
export function createOllamaFold(draft: AnswerDraft): AnswerFold {
  return (value) => {
    setModel(draft, field(value, 'model'));
    const message = field(value, 'message');
    if (message === undefined) addText(draft.text, field(value, 'response'));
    else {
      addText(draft.text, field(message, 'content'));
      const calls = itemsOf(field(message, 'tool_calls'));
      for (let i = 0; i < calls.length; i++) addTool(draft, field(field(calls[i], 'function'), 'name'));
    }
    const isDone = field(value, 'done');
    if (isDone !== false) setTokens(draft, plainCounts(value, 'prompt_eval_count', 'eval_count'));
    if (isDone === true) draft.isComplete = true;
    setError(draft, errorInside(value));
  };
}
