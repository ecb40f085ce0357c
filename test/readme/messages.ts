import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.ts';

/** Something that agentlog says, as its source has it. */
export interface Message {
  /** Relative to `src/`. */
  readonly file: string;
  /** With `…` for what varies; of an expression that is no text, its source in braces: `{unknownVerb(name)}`. */
  readonly text: string;
}

/** What says a line or makes an error, and which of its arguments is the text. */
const SAYERS: Readonly<Record<string, number>> = {
  tell: 0,
  tellOnce: 0,
  tellRedacted: 0,
  warnOnce: 0,
  'stderr.write': 0,
  usageError: 0,
  AgentlogError: 1,
  D1Error: 0,
  GitTrouble: 0,
  refusal: 1,
  invalid: 0,
  'complaints.push': 0,
  Error: 0,
  RangeError: 0,
  TypeError: 0,
};
const CALL: RegExp = /(?<![\w.])(?:process\.)?(stderr\.write|complaints\.push|\w+)\(/g;

/** Every line that agentlog can say and every error that it can throw, as their calls in `src/` have them. */
export function readMessages(): Message[] {
  const source = join(root, 'src');
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .flatMap((file) => messagesOf(file, readFileSync(join(source, file), 'utf8')));
}

/** The texts in the body of a function of a file: what a message that is no text is put together from. */
export function readTextsOf(file: string, name: string): string[] {
  const source = readFileSync(join(root, 'src', file), 'utf8');
  const at = source.search(new RegExp(`(?:function ${name}\\b|const ${name}\\b)`));
  if (at === -1) throw new Error(`${file} has no ${name}`);
  const body = source.slice(at, at + source.slice(at).search(/\n\}|\n\};|;\n\n/));
  return textsIn(body).filter((text) => /[^…\s] [^…\s]/.test(text));
}

function messagesOf(file: string, source: string): Message[] {
  return [...source.matchAll(CALL)].flatMap((call) => {
    const place = SAYERS[call[1] ?? ''];
    const before = source.slice(0, call.index);
    if (place === undefined || /(?:function|class) $|(?:^|\n) *(?:\/\/|\/?\*).*$/.test(before)) return [];
    const argument = splitArguments(source, call.index + call[0].length)[place] ?? '';
    return textsOf(argument).map((text) => ({ file, text: text.replace(/^agentlog: |\n$/g, '') }));
  });
}

/** The texts that an expression may be. */
function textsOf(expression: string): string[] {
  const plain = expression.trim();
  const wrapped = /^(?:oneLine|redact)\(/.exec(plain);
  if (wrapped !== null) return textsOf(splitArguments(plain, wrapped[0].length)[0] ?? '');
  const [, one, other] = /^[^'"`]*?\? (.+?)\n?\s+: (.+)$/s.exec(plain) ?? [];
  if (one !== undefined && other !== undefined) return [...textsOf(one), ...textsOf(other)];
  const [text] = /^['"`]/.test(plain) ? textsIn(plain) : [];
  return [text ?? `{${plain.replace(/\s+/g, ' ')}}`];
}

/** The string and template literals of a piece of source, those inside of others left out; `${…}` is `…`. */
function textsIn(source: string): string[] {
  const texts: string[] = [];
  for (let at = 0; at < source.length; at += 1) {
    const quote = source[at] ?? '';
    if (source.startsWith('//', at)) at = source.indexOf('\n', at);
    if (at === -1) break;
    if (!`'"\``.includes(quote)) continue;
    const end = endOfText(source, at);
    const inner = source.slice(at + 1, end);
    texts.push(unescaped(quote === '`' ? withoutHoles(inner) : inner));
    at = end;
  }
  return texts;
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char));
}

/** The place of the quote that ends the text which begins at `start`. */
function endOfText(source: string, start: number): number {
  const quote = source[start];
  for (let at = start + 1; at < source.length; at += 1) {
    if (source[at] === '\\') at += 1;
    else if (quote === '`' && source.startsWith('${', at)) at = endOfHole(source, at + 2);
    else if (source[at] === quote) return at;
  }
  return source.length;
}

/** The place of the brace that ends a hole of a template. */
function endOfHole(source: string, start: number): number {
  let depth = 1;
  for (let at = start; at < source.length; at += 1) {
    if (`'"\``.includes(source[at] ?? '')) at = endOfText(source, at);
    else if (source[at] === '{') depth += 1;
    else if (source[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return source.length;
}

function withoutHoles(template: string): string {
  let text = '';
  for (let at = 0; at < template.length; at += 1) {
    if (!template.startsWith('${', at)) {
      text += template[at];
      continue;
    }
    text += '…';
    at = endOfHole(template, at + 2);
  }
  return text.replace(/…+/g, '…');
}

/** The arguments of a call, whose first begins at `start`. */
function splitArguments(source: string, start: number): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = start;
  for (let at = start; at < source.length; at += 1) {
    const char = source[at] ?? '';
    if (`'"\``.includes(char)) at = endOfText(source, at);
    else if ('([{'.includes(char)) depth += 1;
    else if (')]}'.includes(char) && depth > 0) depth -= 1;
    else if ((char === ',' && depth === 0) || char === ')') {
      parts.push(source.slice(from, at));
      from = at + 1;
      if (char === ')') break;
    }
  }
  return parts;
}
