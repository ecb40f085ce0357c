import { charCodeAt } from '../base/held.ts';
import { findInLongRuns } from './long-runs.ts';
import { findFlagged, findNamed, findPaired, findTagged } from './named-values.ts';
import { findAnchored, findAnchoredInShort, isAnchor } from './shape-index.ts';
import { createSpans, mergeSpans, type Spans } from './spans.ts';

/** The shortest text that can hold a secret: `pin=1`. */
export const MIN_SECRET_CHARS = 5;

/** Of a text up to this length one look at each character costs less than seeking each sign through it. */
const MAX_SHORT_CHARS = 96;

const NAMED = 1;
const PAIRED = 2;
const FLAGGED = 4;
const TAGGED = 8;
const ANCHORED = 16;
const ALL: number = NAMED | PAIRED | FLAGGED | TAGGED | ANCHORED;

/** What each ASCII character may lead to. */
const LEADS: Uint8Array = new Uint8Array(128);
LEADS[58] = NAMED;
LEADS[61] = NAMED;
LEADS[44] = PAIRED;
LEADS[45] = FLAGGED;
LEADS[60] = TAGGED;
for (let code = 0; code < 128; code += 1) if (isAnchor(code)) LEADS[code] = (LEADS[code] ?? 0) | ANCHORED;

/** Where secrets stand in a text, in order and apart from each other; `undefined` where none does. Linear in the text's length. */
export function findSecrets(text: string): Spans | undefined {
  const leads = text.length <= MAX_SHORT_CHARS ? leadsOf(text) : ALL;
  if (leads === 0 && text.length < 16) return undefined;
  const spans = createSpans();
  findInLongRuns(text, spans);
  if (leads === ALL) findAnchored(text, spans);
  else if ((leads & ANCHORED) !== 0) findAnchoredInShort(text, spans);
  if ((leads & NAMED) !== 0) findNamed(text, spans);
  if ((leads & PAIRED) !== 0) findPaired(text, spans);
  if ((leads & FLAGGED) !== 0) findFlagged(text, spans);
  if ((leads & TAGGED) !== 0) findTagged(text, spans);
  if (spans.count === 0) return undefined;
  mergeSpans(spans);
  return spans;
}

function leadsOf(text: string): number {
  let leads = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = charCodeAt(text, i);
    if (code < 128) leads |= LEADS[code] as number;
  }
  return leads;
}
