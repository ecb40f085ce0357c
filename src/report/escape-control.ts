/**
 * The text with everything that could drive a terminal or pass for another line made visible: control characters of
 * both sets, escape sequences, line separators and the marks that turn the direction of writing.
 * `\n`, `\r` and `\t` are written so, the others `\x1b` or `\u2028`. A text without them comes back as it is.
 */
export function escapeControl(text: string): string {
  return text.replace(UNSAFE, escapeOne);
}

const UNSAFE: RegExp = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeOne(char: string): string {
  const short = SHORT[char];
  if (short !== undefined) return short;
  const code = char.charCodeAt(0).toString(16);
  return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`;
}

/** A line of JSON, still of the same meaning, in which nothing is left that `escapeControl` would escape. */
export function escapeJson(json: string): string {
  // Between values JSON has room for white space, within a string for escapes alone.
  return json.replace(UNSAFE, (char) =>
    char < ' ' ? ' ' : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The text on one safe line of at most `maxChars` characters; a cut shows as `…`. */
export function oneLine(text: string, maxChars: number): string {
  // Only what can be shown is escaped, so that the cost does not grow with the text.
  const escaped = escapeControl(text.length > maxChars ? text.slice(0, maxChars + 1) : text);
  if (escaped.length <= maxChars) return escaped;
  let end = maxChars - 1;
  const code = escaped.charCodeAt(end - 1);
  if (code >= 0xd800 && code <= 0xdbff) end -= 1;
  return `${escaped.slice(0, end)}…`;
}
