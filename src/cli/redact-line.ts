import { MARKER, redact } from '../redact/redact.ts';
import { escapeJson } from '../report/escape-control.ts';

/**
 * A stored line, redacted once more before it is printed: a log may come from an older version that knew fewer shapes. Nothing in it
 * drives a terminal. What comes back is still JSON: where redaction of the text as a whole would break it, each string is redacted by itself.
 */
export function redactLine(text: string): string {
  return escapeJson(redactJson(text));
}

function redactJson(text: string): string {
  const safe = redact(text);
  if (safe === text || isJson(safe)) return safe;
  try {
    return JSON.stringify(JSON.parse(text), (_key, value) =>
      typeof value === 'string' ? redact(value) : value,
    );
  } catch {
    return JSON.stringify(MARKER);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
