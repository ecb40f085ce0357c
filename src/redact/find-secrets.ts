import { findInLongRuns } from './long-runs.ts';
import { findFlagged, findNamed, findPaired, findTagged } from './named-values.ts';
import { findAnchored } from './shape-index.ts';
import { createSpans, mergeSpans, type Spans } from './spans.ts';

/** The shortest text that can hold a secret: `pin=1`. */
export const MIN_SECRET_CHARS = 5;

/** Where secrets stand in a text, in order and apart from each other; `undefined` where none does. Linear in the text's length. */
export function findSecrets(text: string): Spans | undefined {
  const spans = createSpans();
  findInLongRuns(text, spans);
  findAnchored(text, spans);
  findNamed(text, spans);
  findPaired(text, spans);
  findFlagged(text, spans);
  findTagged(text, spans);
  if (spans.count === 0) return undefined;
  mergeSpans(spans);
  return spans;
}
