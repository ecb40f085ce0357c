import { append } from '../../../base/held.ts';
import { MAX_TOOL_NAMES } from '../../../base/limits.ts';
import {
  type AnswerDraft,
  type AnswerFold,
  addContent,
  addTool,
  setError,
  setModel,
  setTokens,
} from './answer-draft.ts';
import { field, isRecord, itemsOf, textField } from './json-field.ts';
import { addText } from './text-builder.ts';
import { chatCounts } from './usage.ts';
import { errorInside } from './wire-error.ts';

interface ToolCall {
  readonly index: unknown;
  readonly id: string | undefined;
}

/**
 * Reads the chat completions of OpenAI, Azure, Mistral, Groq, DeepSeek, OpenRouter and all servers that speak alike, the legacy
 * completions and the embeddings; whole answers and chunks. Of several choices the first is read.
 */
export function createChatFold(draft: AnswerDraft): AnswerFold {
  const calls: ToolCall[] = [];

  function addCalls(list: unknown): void {
    const items = itemsOf(list);
    for (let i = 0; i < items.length && calls.length < MAX_TOOL_NAMES; i++) {
      const item = items[i];
      const name = textField(field(item, 'function'), 'name') ?? textField(field(item, 'custom'), 'name');
      if (name === undefined) continue;
      const call: ToolCall = { index: field(item, 'index'), id: textField(item, 'id') };
      // Some servers repeat the name with every piece of the arguments.
      if (call.index !== undefined && isKnown(calls, call)) continue;
      append(calls, call);
      addTool(draft, name);
    }
  }

  function addMessage(message: unknown): void {
    addContent(draft.text, field(message, 'content'));
    addText(draft.refusal, field(message, 'refusal'));
    const list = field(message, 'tool_calls');
    if (list !== undefined) addCalls(list);
    const legacy = field(message, 'function_call');
    if (legacy !== undefined) addTool(draft, field(legacy, 'name'));
    const audio = field(message, 'audio');
    if (audio !== undefined) addText(draft.text, field(audio, 'transcript'));
  }

  return (value) => {
    if (draft.model === undefined) setModel(draft, field(value, 'model'));
    const choice = firstChoice(field(value, 'choices'));
    if (choice !== undefined) {
      const message = field(choice, 'delta') ?? field(choice, 'message');
      if (message === undefined) addText(draft.text, field(choice, 'text'));
      else addMessage(message);
      if (typeof field(choice, 'finish_reason') === 'string') draft.isComplete = true;
      setError(draft, errorInside(choice));
    }
    const usage = field(value, 'usage') ?? field(field(value, 'x_groq'), 'usage');
    if (isRecord(usage)) setTokens(draft, chatCounts(usage));
    setError(draft, errorInside(value));
  };
}

function firstChoice(choices: unknown): unknown {
  const items = itemsOf(choices);
  for (let i = 0; i < items.length; i++) {
    const index = field(items[i], 'index');
    if (index === 0 || index === undefined || index === null) return items[i];
  }
  return undefined;
}

function isKnown(calls: readonly ToolCall[], call: ToolCall): boolean {
  for (let i = calls.length - 1; i >= 0; i--) {
    const known = calls[i];
    if (known?.index !== call.index) continue;
    // Some servers number all calls 0: there the id tells them apart.
    if (call.id === undefined || known?.id === call.id) return true;
  }
  return false;
}
