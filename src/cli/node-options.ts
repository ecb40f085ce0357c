/**
 * The value of `NODE_OPTIONS` that loads `preloadPath` before a program, and keeps what is there.
 * Unchanged when the preload is in it already.
 * @see https://github.com/nodejs/node/blob/v20.20.0/src/node_options.cc `ParseNodeOptionsEnvVar`
 */
export function nodeOptionsWithPreload(existing: string | undefined, preloadPath: string): string {
  const kept = existing ?? '';
  if (hasPreload(splitNodeOptions(kept), preloadPath)) return kept;
  const ours = `--require ${quoteNodeOption(preloadPath)}`;
  return kept.trim() === '' ? ours : `${ours} ${kept}`;
}

function hasPreload(words: readonly string[], path: string): boolean {
  return words.some(
    (word, i) =>
      word === `--require=${path}` ||
      (word === path && (words[i - 1] === '--require' || words[i - 1] === '-r')),
  );
}

/** A word as Node reads it back. Quotes only where they are needed: Node before 12 does not know them. */
function quoteNodeOption(word: string): string {
  return /[ "]/.test(word) ? `"${word.replace(/["\\]/g, '\\$&')}"` : word;
}

/** Splits as Node does: at spaces, with double quotes, a backslash escaping within quotes alone. */
export function splitNodeOptions(text: string): string[] {
  const words: string[] = [];
  let quoted = false;
  let begins = true;
  for (let i = 0; i < text.length; i += 1) {
    let char = text[i] ?? '';
    if (char === '\\' && quoted) {
      i += 1;
      char = text[i] ?? '';
    } else if (char === ' ' && !quoted) {
      begins = true;
      continue;
    } else if (char === '"') {
      quoted = !quoted;
      continue;
    }
    if (begins) words.push(char);
    else words[words.length - 1] += char;
    begins = false;
  }
  return words;
}
