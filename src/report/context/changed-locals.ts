import type { FailureNote, LocalNote } from './types.ts';

/** Values up to this length are shown whole, others around their first difference. */
const MAX_WHOLE_CHARS = 40;
const CHARS_BEFORE = 12;

/** A variable whose value is another one than at the failure before. */
export interface ChangedLocal {
  readonly name: string;
  /** `null -> "2"`. */
  readonly text: string;
  /** Whether the text shows the new value whole. */
  readonly isWhole: boolean;
}

/** The variables that both failures have with different values, in the order of the later one. */
export function findChangedLocals(latest: FailureNote, previous: FailureNote): ChangedLocal[] {
  const before = new Map(previous.locals.map(({ name, text }) => [name, text]));
  return latest.locals.flatMap((local) => {
    const old = before.get(local.name);
    return old === undefined || old === local.text ? [] : [change(local, old)];
  });
}

function change({ name, text }: LocalNote, old: string): ChangedLocal {
  if (text.length <= MAX_WHOLE_CHARS && old.length <= MAX_WHOLE_CHARS)
    return { name, text: `${old} -> ${text}`, isWhole: true };
  let same = 0;
  while (same < text.length && text[same] === old[same]) same += 1;
  const from = Math.max(0, same - CHARS_BEFORE);
  return { name, text: `${around(old, from)} -> ${around(text, from)}`, isWhole: false };
}

function around(text: string, from: number): string {
  const end = from + MAX_WHOLE_CHARS;
  const shown = text.slice(from, end).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
  return `${from > 0 ? '…' : ''}${shown}${end < text.length ? '…' : ''}`;
}
