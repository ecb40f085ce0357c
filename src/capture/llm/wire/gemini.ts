import { type AnswerDraft, type AnswerFold, addTool, setError, setModel, setTokens } from './answer-draft.ts';
import { field, isRecord, itemsOf, textField } from './json-field.ts';
import { addText } from './text-builder.ts';
import { geminiCounts } from './usage.ts';
import { errorInside, wireError } from './wire-error.ts';

/** Reads Gemini's answers, of the Gemini API and of Vertex, whole or in parts; an array is a stream of them. */
export function createGeminiFold(draft: AnswerDraft): AnswerFold {
  function addAnswer(value: unknown): void {
    // Code Assist has the answer one level below.
    const answer = field(value, 'response') ?? value;
    setModel(draft, field(answer, 'modelVersion'));
    const usage = field(answer, 'usageMetadata');
    if (isRecord(usage)) setTokens(draft, geminiCounts(usage));
    const candidate = firstCandidate(field(answer, 'candidates'));
    if (candidate !== undefined) {
      addParts(draft, field(field(candidate, 'content'), 'parts'));
      if (textField(candidate, 'finishReason') !== undefined) draft.isComplete = true;
    }
    const feedback = field(answer, 'promptFeedback');
    const blocked = textField(feedback, 'blockReason');
    if (blocked !== undefined) {
      setError(
        draft,
        wireError(blocked, textField(feedback, 'blockReasonMessage') ?? 'The prompt was blocked.'),
      );
      draft.isComplete = true;
    }
    setError(draft, errorInside(value));
  }

  return (value) => {
    if (isRecord(value)) addAnswer(value);
    const items = itemsOf(value);
    for (let i = 0; i < items.length; i++) addAnswer(items[i]);
  };
}

function firstCandidate(candidates: unknown): unknown {
  const items = itemsOf(candidates);
  for (let i = 0; i < items.length; i++) {
    const index = field(items[i], 'index');
    if (index === 0 || index === undefined || index === null) return items[i];
  }
  return undefined;
}

function addParts(draft: AnswerDraft, parts: unknown): void {
  const items = itemsOf(parts);
  for (let i = 0; i < items.length; i++) {
    const part = items[i];
    if (field(part, 'thought') !== true) addText(draft.text, field(part, 'text'));
    addTool(draft, field(field(part, 'functionCall'), 'name'));
  }
}
