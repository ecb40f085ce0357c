import { append, indexOf, slice } from '../../../base/held.ts';
import { MAX_TOOL_NAMES } from '../../../base/limits.ts';
import { type AnswerDraft, type AnswerFold, addTool, setError, setModel, setTokens } from './answer-draft.ts';
import { field, isRecord, itemsOf, textField } from './json-field.ts';
import { addText, type TextBuilder } from './text-builder.ts';
import { responsesCounts } from './usage.ts';
import { errorInside, errorOf } from './wire-error.ts';

/** Reads OpenAI's responses, whole or as events. */
export function createResponsesFold(draft: AnswerDraft): AnswerFold {
  const seenItems: unknown[] = [];

  /** An item is told of when it is added and when it is done: the call in it is one. */
  function addItemOnce(event: unknown): void {
    const item = field(event, 'item');
    const name = toolName(item);
    const place = field(event, 'output_index') ?? field(item, 'id');
    if (name === undefined || isSeen(seenItems, place) || seenItems.length >= MAX_TOOL_NAMES) return;
    append(seenItems, place);
    addTool(draft, name);
  }

  function addResponse(response: unknown): void {
    setModel(draft, field(response, 'model'));
    const usage = field(response, 'usage');
    if (isRecord(usage)) setTokens(draft, responsesCounts(usage));
    setError(draft, errorInside(response));
  }

  /** A stream that was joined late, or is read from its last event alone, has all of its output there. */
  function addOutput(response: unknown): void {
    const hasText = draft.text.chars > 0;
    const hasRefusal = draft.refusal.chars > 0;
    const hasTools = draft.tools.length > 0;
    const items = itemsOf(field(response, 'output'));
    for (let i = 0; i < items.length; i++) {
      const item = items[i];
      if (!hasTools) addTool(draft, toolName(item));
      if (field(item, 'type') !== 'message') continue;
      const parts = itemsOf(field(item, 'content'));
      for (let k = 0; k < parts.length; k++) {
        if (!hasText) addPart(draft.text, parts[k], 'output_text', 'text');
        if (!hasRefusal) addPart(draft.refusal, parts[k], 'refusal', 'refusal');
      }
    }
  }

  return (value) => {
    const type = field(value, 'type');
    switch (type) {
      case 'response.output_text.delta':
        addText(draft.text, field(value, 'delta'));
        return;
      case 'response.refusal.delta':
        addText(draft.refusal, field(value, 'delta'));
        return;
      case 'response.output_item.added':
      case 'response.output_item.done':
        addItemOnce(value);
        return;
      case 'response.completed':
      case 'response.incomplete':
      case 'response.failed':
      case 'response.cancelled': {
        const response = field(value, 'response') ?? value;
        addResponse(response);
        addOutput(response);
        if (type === 'response.failed') setError(draft, { type: 'error', msg: '' });
        draft.isComplete = true;
        return;
      }
      case 'error':
        setError(draft, errorInside(value) ?? errorOfEvent(value));
        return;
      default:
        if (typeof type === 'string') {
          if (indexOf(type, 'response.') === 0) addResponse(field(value, 'response'));
          return;
        }
        addResponse(value);
        addOutput(value);
    }
  };
}

/** The event's own `type` says `error` and no more: its code is the name. */
function errorOfEvent(event: unknown): ReturnType<typeof errorOf> {
  return errorOf({ code: field(event, 'code'), message: field(event, 'message') });
}

function addPart(builder: TextBuilder, part: unknown, type: string, key: string): void {
  if (field(part, 'type') === type) addText(builder, field(part, key));
}

/** `web_search_call` is a call of `web_search`; functions and custom tools have names of their own. */
function toolName(item: unknown): string | undefined {
  const type = textField(item, 'type');
  if (type === undefined) return undefined;
  const end = type.length - '_call'.length;
  if (end <= 0 || indexOf(type, '_call', end) !== end) return undefined;
  return textField(item, 'name') ?? slice(type, 0, end);
}

function isSeen(seen: readonly unknown[], item: unknown): boolean {
  for (let i = 0; i < seen.length; i++) if (seen[i] === item) return true;
  return false;
}
