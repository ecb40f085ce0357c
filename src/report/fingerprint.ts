import type { Fields } from '../base/fields.ts';
import type { FailureEvent } from '../event/types.ts';

/** A message is stored with 200 characters; of a longer one no more is looked at. */
const MAX_TEXT_CHARS = 400;

/**
 * What failures of one kind have in common: the error's type, the failure point, and the message with everything folded
 * that differs from run to run. Takes whatever stands in a log; never throws.
 *
 * The point is the file and the function, without the line: an edit above it moves the line, and an agent edits between
 * any two runs. Where the function has no name of its own, that of the test stands for it, else the line, because one file of
 * tests has dozens of such functions.
 */
export function fingerprintOf(failure: FailureEvent): string {
  const { error, location, test } = failure as unknown as {
    error?: Fields;
    location?: Fields;
    test?: unknown;
  };
  const name = textOf(location?.function);
  const isNamed = name !== '' && name !== '<anonymous>';
  const instead = isNamed ? '' : textOf(test) || String(location?.line);
  const point = [textOf(location?.file), name, instead];
  return [textOf(error?.type), ...point, foldMessage(textOf(error?.msg))].join('\0');
}

/**
 * A message without what differs from run to run: quoted parts, paths and addresses, ids, and numbers.
 *
 * @example
 * foldMessage("no user 'ada' (42) in /tmp/x7/users.db") // no user '…' (#) in /…
 */
export function foldMessage(message: string): string {
  let text = message.slice(0, MAX_TEXT_CHARS);
  for (const [part, instead] of FOLDS) text = text.replace(part, instead);
  return text.trim();
}

/** In this order: what is quoted may hold all the others. Each is linear in the text. */
const FOLDS: readonly (readonly [RegExp, string])[] = [
  // A quote opens where no word ends, so that an apostrophe opens none; a cut message may never close it.
  [/(?<![\p{L}\p{N}])'(?:[^'\\]|\\[\s\S])*(?:'|$)/gu, "'…'"],
  [/"(?:[^"\\]|\\[\s\S])*(?:"|$)/gu, '"…"'],
  [/`(?:[^`\\]|\\[\s\S])*(?:`|$)/gu, '`…`'],
  [/(?<![\p{L}\p{N}])(?:\w+:\/)?(?:[A-Za-z]:)?[\\/][^\s,;:()'"]+/gu, '/…'],
  [/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/giu, '#'],
  [/\b(?=[a-z_-]*\d)[a-z0-9_-]{12,}\b/giu, '#'],
  [/\b0x[0-9a-f]+\b/giu, '#'],
  [/[-+]?\d+(?:[.,_]\d+)*(?:e[-+]?\d+)?/giu, '#'],
  [/\s+/gu, ' '],
];

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, MAX_TEXT_CHARS) : '';
}
