import { MARKER, redact } from './redact.ts';

/**
 * A JSON text with every secret in it hidden; what comes back is JSON again: where redaction of the text as a whole would break it, each
 * string is redacted by itself. What holds no secret comes back as it is.
 */
export function redactJson(text: string): string {
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
