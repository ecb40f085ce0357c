/** A moment in UTC, to the second: `2026-02-14T17:33:40Z`; `?` for what is no time. */
export function renderTime(ts: unknown): string {
  if (typeof ts !== 'number' || !(Math.abs(ts) < MAX_TS)) return '?';
  return new Date(ts * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** A moment in UTC without its date where that is the date of the other moment: `17:33:40Z`. */
export function renderTimeNear(ts: number, other: number): string {
  const text = renderTime(ts);
  return text.slice(0, 11) === renderTime(other).slice(0, 11) ? text.slice(11) : text;
}

/** The last moment that a `Date` can hold, in seconds. */
const MAX_TS = 8.64e12;

/** A duration given in milliseconds, in three digits or so: `12 ms`, `2.3 s`, `4 min 5 s`, `5 h 20 min`, `15 d 8 h`. */
export function renderDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 2 * HOUR_S) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const minutes = Math.floor(seconds / 60);
  if (seconds < 2 * DAY_S) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return `${Math.floor(seconds / DAY_S)} d ${Math.floor((seconds % DAY_S) / HOUR_S)} h`;
}

const HOUR_S = 3_600;
const DAY_S = 86_400;

/** How long ago a moment was, in Unix seconds, in one unit: `40 s ago`, `3 h ago`, `12 d ago`. What is to come was now. */
export function renderAge(ts: number, now: number): string {
  const seconds = Math.max(0, now - ts);
  if (seconds < 100) return `${Math.floor(seconds)} s ago`;
  if (seconds < 100 * 60) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 48 * 3600) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86_400)} d ago`;
}

/** A size in bytes, in three digits or so: `812 B`, `64 KB`, `1.2 GB`; a KB is 1000 bytes. */
export function renderSize(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 999.5 && unit < SIZE_UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const digits = unit > 0 && size < 9.95 ? 1 : 0;
  return `${size.toFixed(digits)} ${SIZE_UNITS[unit]}`;
}

const SIZE_UNITS: readonly string[] = ['B', 'KB', 'MB', 'GB', 'TB'];
