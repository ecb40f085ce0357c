import { redactJson } from '../redact/redact-json.ts';
import { escapeJson } from '../report/escape-control.ts';

/**
 * A stored line, redacted once more before it is printed: a log may come from an older version that knew fewer shapes. Nothing in it
 * drives a terminal. What comes back is still JSON.
 */
export function redactLine(text: string): string {
  return escapeJson(redactJson(text));
}
