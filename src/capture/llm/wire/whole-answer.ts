import { charCodeAt, indexOf, slice } from '../../../base/held.ts';
import type { AnswerDraft, AnswerFold } from './answer-draft.ts';
import { foldCut } from './fold-cut.ts';
import { eachItem, skipSpace } from './json-scan.ts';
import { END_BYTES } from './long-text.ts';
import { parsed, parseJson } from './parse-json.ts';
import type { WireFormat } from './types.ts';

/**
 * Reads an answer that is one JSON text. Of one that broke off what is there counts: the whole items of an array, whole lines,
 * else what is found by its key.
 */
export function readWhole(format: WireFormat, draft: AnswerDraft, fold: AnswerFold, text: string): void {
  // The vectors are most of it, and nobody asks for them.
  if (format === 'openai-embeddings' && text.length > END_BYTES && foldEnds(format, draft, text)) return;
  const value = parseJson(text);
  if (value !== undefined) {
    fold(value);
    draft.isComplete = true;
    return;
  }
  const start = skipSpace(text, 0);
  if (charCodeAt(text, start) === 91) {
    eachItem(text, start, (from, to) => {
      if (to !== -1) fold(parsed(slice(text, from, to)));
    });
  } else if (!foldLines(fold, text)) {
    foldCut(format, draft, { head: text, tail: text, bytes: text.length });
  }
}

/** Whether the last character is one that ends a JSON object or array. */
export function endsJson(text: string): boolean {
  let end = text.length - 1;
  while (end > 0 && charCodeAt(text, end) <= 32) end--;
  const last = charCodeAt(text, end);
  return last === 125 || last === 93;
}

function foldEnds(format: WireFormat, draft: AnswerDraft, text: string): boolean {
  if (!endsJson(text)) return false;
  foldCut(format, draft, {
    head: slice(text, 0, END_BYTES),
    tail: slice(text, -END_BYTES),
    bytes: text.length,
  });
  draft.isComplete = true;
  return true;
}

/** Whether the text is lines of JSON, by its first one. */
function foldLines(fold: AnswerFold, text: string): boolean {
  let from = 0;
  for (;;) {
    const end = indexOf(text, '\n', from);
    const value = parseJson(slice(text, from, end === -1 ? text.length : end));
    if (value === undefined && from === 0) return false;
    if (value !== undefined) fold(value);
    if (end === -1) return true;
    from = end + 1;
  }
}
