import { usageError } from './verb.ts';

const UNIT_S: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };
/** Unix times from here on, September 2001, are what a number means. */
const MIN_UNIX_S = 1e9;
/** From here on they are in milliseconds. */
const MIN_UNIX_MS = 1e11;
const ISO = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)?(Z|[+-]\d\d:?\d\d)?$/i;

/** A span of time as the value of a flag, `10m`, `2h`, `7d`, in seconds. @throws AGENTLOG_USAGE */
export function readSpan(flag: string, text: string): number {
  const span = spanOf(text);
  if (span === undefined)
    throw usageError(`--${flag} takes a time like 30s, 10m, 2h, 7d or 2w, not ${JSON.stringify(text)}`);
  return span;
}

/**
 * A moment as the value of a flag, in Unix seconds: so long ago (`10m`), an ISO time, UTC where it names no zone, or a Unix
 * time. @throws AGENTLOG_USAGE
 */
export function readMoment(flag: string, text: string, now: number): number {
  const span = spanOf(text);
  if (span !== undefined) return now - span;
  const moment = unixOf(text) ?? isoOf(text);
  if (moment !== undefined) return moment;
  throw usageError(
    `--${flag} takes 10m, 2h, 7d, an ISO time like 2026-02-14T17:33:40Z or Unix seconds, not ${JSON.stringify(text)}`,
  );
}

function spanOf(text: string): number | undefined {
  const [, count = '', unit = ''] = /^(\d{1,9}(?:\.\d{1,3})?)([smhdw])$/.exec(text) ?? [];
  const seconds = UNIT_S[unit];
  return seconds === undefined ? undefined : Number(count) * seconds;
}

function unixOf(text: string): number | undefined {
  if (!/^\d{10,14}(?:\.\d{1,9})?$/.test(text)) return undefined;
  const number = Number(text);
  if (number < MIN_UNIX_S) return undefined;
  return number < MIN_UNIX_MS ? number : number / 1000;
}

function isoOf(text: string): number | undefined {
  const [whole, zone] = ISO.exec(text) ?? [];
  if (whole === undefined || !isInCalendar(whole.slice(0, 10))) return undefined;
  const isDay = whole.length === 10;
  const ms = Date.parse(zone === undefined && !isDay ? `${whole}Z` : whole);
  return Number.isNaN(ms) ? undefined : ms / 1000;
}

/** `Date.parse` takes the 30th of February for a day in March. */
function isInCalendar(day: string): boolean {
  const ms = Date.parse(day);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day);
}
