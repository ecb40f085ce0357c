import { MAX_STRING_CHARS } from '../../base/limits.ts';
import { clip } from '../../redact/redact.ts';
import type { SafeText } from '../../redact/safe-text.ts';
import { describe } from '../../value/describe.ts';
import { readData } from '../../value/read.ts';

/** Why a tool failed, in one line: `TypeError: no such file`; of what is no error, its type and value. Runs none of its code. */
export function errorLine(thrown: unknown): SafeText {
  const { t, v } = describe(thrown, { depth: 1 });
  const message = textOf(readData(v, 'msg') ?? v);
  const line = (message === '' ? t : `${t}: ${message}`).replace(/\s+/g, ' ');
  return clip(line, MAX_STRING_CHARS).text;
}

/** A message that was cut is a descriptor. */
function textOf(shown: unknown): string {
  if (typeof shown === 'string') return shown;
  const v = readData(shown, 'v');
  if (typeof v === 'string') return v;
  return shown === undefined || shown === null ? '' : JSON.stringify(shown);
}
