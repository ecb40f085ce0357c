import { basename, isAbsolute, relative } from 'node:path';
import { isSecretName } from '../redact/names.ts';
import { MARKER } from '../redact/redact.ts';

/**
 * A process's command line in short, for the task of a session that nobody named: `node src/main.js --port 8080`. The
 * value behind a flag with a secret's name is hidden; the text as a whole is still to be redacted.
 */
export function commandLine(argv: readonly string[], cwd: string): string {
  const [program = 'node', script, ...args] = hideFlagSecrets(argv);
  const words = [basename(program).replace(/\.exe$/i, '')];
  if (script !== undefined) words.push(quoted(shortened(script, cwd)));
  for (const arg of args) words.push(arg === MARKER ? MARKER : quoted(arg));
  return words.join(' ');
}

/**
 * The words of a command line without the values of flags that have a secret's name: `--password VALUE`. Once the words are
 * joined nothing shows where a value ends. What is secret within a word is left to `redact`.
 */
export function hideFlagSecrets(words: readonly string[]): string[] {
  return words.map((word, i) => {
    const flag = /^--?([^=]+)$/.exec(words[i - 1] ?? '')?.[1];
    return flag !== undefined && isSecretName(flag) && !word.startsWith('-') ? MARKER : word;
  });
}

function shortened(path: string, cwd: string): string {
  if (!isAbsolute(path)) return path;
  const below = relative(cwd, path);
  return below === '' || below.startsWith('..') || isAbsolute(below) ? path : below;
}

function quoted(word: string): string {
  return /^[^\s"'\\]+$/.test(word) ? word : JSON.stringify(word);
}
