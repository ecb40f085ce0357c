import { usageError } from './verb.ts';

const UNIT_BYTES: Readonly<Record<string, number>> = { '': 1, B: 1, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };

/** A size as the value of a flag, `500MB`, `1GB`, in bytes; a KB is 1000 of them. @throws AGENTLOG_USAGE */
export function readSize(flag: string, text: string): number {
  const [, count = '', unit = ''] = /^(\d{1,15}(?:\.\d{1,3})?) ?([KMGT]?B?)$/.exec(text.toUpperCase()) ?? [];
  const bytes = UNIT_BYTES[unit] ?? UNIT_BYTES[`${unit}B`];
  if (count === '' || bytes === undefined)
    throw usageError(`--${flag} takes a size like 64KB, 500MB or 1GB, not ${JSON.stringify(text)}`);
  return Number(count) * bytes;
}
