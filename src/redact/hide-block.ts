import { charCodeAt } from '../base/held.ts';
import { ALNUM, isAt } from './characters.ts';
import { addSpan, type Spans } from './spans.ts';
import { endOfLine } from './value-end.ts';
import type { ValuePlace } from './value-place.ts';
import { skipBlanks } from './value-start.ts';

const LINE_FEED = 10;
const RETURN = 13;
const MAX_BLANKS = 64;

/** A block of YAML: the lines below that are indented deeper than the name. */
export function hideBlock(text: string, from: number, place: ValuePlace, spans: Spans): number {
  let at = from + 1;
  while (
    at < from + 4 &&
    (charCodeAt(text, at) === 45 || charCodeAt(text, at) === 43 || isAt(text, at, ALNUM))
  )
    at += 1;
  if (charCodeAt(text, at) === RETURN) at += 1;
  if (charCodeAt(text, at) !== LINE_FEED) return 0;
  const indent = indentOf(text, place.nameStart);
  let reached = 0;
  while (at < text.length) {
    const line = at + 1;
    const start = skipBlanks(text, line);
    if (start - line <= indent) break;
    const end = endOfLine(text, start, 0);
    if (end > start) addSpan(spans, start, end);
    reached = end;
    at = end;
    if (charCodeAt(text, at) === RETURN) at += 1;
    if (charCodeAt(text, at) !== LINE_FEED) break;
  }
  return reached;
}

function indentOf(text: string, nameStart: number): number {
  let line = nameStart;
  while (line > 0 && nameStart - line < MAX_BLANKS && charCodeAt(text, line - 1) !== LINE_FEED) line -= 1;
  return skipBlanks(text, line) - line;
}
