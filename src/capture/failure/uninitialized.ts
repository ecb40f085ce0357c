/** A place in a text: line and column from 0. */
export interface TextPosition {
  readonly lineNumber: number;
  readonly columnNumber?: number;
}

/**
 * Of the names declared in a block, those that were not initialized yet when the code stood at `at`: their `let` or `const`
 * comes later, or is the very statement that failed. V8 shows them as `undefined`, in a loop as the previous
 * turn's value. Judged by the text: names are only left out where a declaration is found in this very block.
 */
export function findUninitialized(
  source: string,
  block: { readonly start: TextPosition; readonly end: TextPosition },
  at: TextPosition,
  names: readonly string[],
): string[] {
  const from = offsetOf(source, block.start);
  const to = offsetOf(source, block.end);
  const failed = offsetOf(source, at);
  if (to - from > MAX_BLOCK_CHARS || failed < from || failed > to) return [];
  const pending: string[] = [];
  for (const statement of declarations(source, from, to)) {
    if (statement.end <= failed) continue;
    for (const name of names) {
      if (nameIn(statement.head, name)) pending.push(name);
    }
  }
  return pending;
}

/** A longer block is not searched: it is generated code. */
export const MAX_BLOCK_CHARS = 200_000;
/** What may be between the keyword and the `=`: a name, a pattern, several names. */
const MAX_HEAD_CHARS = 300;

/** Comments, texts and regular expressions, which are stepped over whole, and what the structure is read from. */
const TOKEN = new RegExp(
  [
    /\/\/[^\n]*|\/\*[\s\S]*?\*\//,
    /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/,
    // Behind one of these a slash divides nothing.
    /(?<=(?:[=(,:[!&|?{};+*%<>~^-]|\b(?:return|typeof|case|in|of))\s{0,8})\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\//,
    /[{}()[\];]|\n|\b(?:let|const)\b(?=\s*[\w$[{])/,
  ]
    .map((part) => part.source)
    .join('|'),
);

interface Declaration {
  /** What stands between `let` and its `=`, or all of it. */
  readonly head: string;
  readonly end: number;
}

/** The `let` and `const` statements directly in the block, not those in blocks and functions inside it. */
function declarations(source: string, from: number, to: number): Declaration[] {
  const found: Declaration[] = [];
  let depth = source[from] === '{' || source[from] === '(' ? -1 : 0;
  const isLoopHead =
    source[from] === '(' && /\bfor(?:\s+await)?\s*$/.test(source.slice(Math.max(0, from - 20), from));
  let current: { keywordEnd: number; depth: number } | undefined;
  const token = new RegExp(TOKEN, 'g');
  token.lastIndex = from;
  for (let match = token.exec(source); match !== null && match.index < to; match = token.exec(source)) {
    const text = match[0];
    if (text === '{' || text === '(' || text === '[') depth += 1;
    else if (text === '}' || text === ')' || text === ']') depth -= 1;
    else if (text === 'let' || text === 'const') {
      if (current === undefined && depth <= 0) current = { keywordEnd: match.index + text.length, depth };
      continue;
    }
    if (current !== undefined && endsStatement(text, source, match.index, depth, current.depth)) {
      found.push(toDeclaration(source, current.keywordEnd, match.index));
      current = undefined;
    }
    // The loop's body is a block of its own.
    if (isLoopHead && depth < 0) return found;
  }
  if (current !== undefined) found.push(toDeclaration(source, current.keywordEnd, to));
  return found;
}

/** A semicolon, the end of the block, or a line's end after which no operator goes on. */
function endsStatement(text: string, source: string, at: number, depth: number, began: number): boolean {
  if (depth < began) return true;
  if (depth > began) return false;
  if (text === ';') return true;
  if (text !== '\n') return false;
  const before = /[^\s]\s*$/.exec(source.slice(Math.max(0, at - 200), at))?.[0]?.trim() ?? '';
  const after = /^\s*(\S)/.exec(source.slice(at, at + 200))?.[1] ?? '';
  return !'=,+-*/%&|<>?:.('.includes(before || ';') && !'=,+-*/%&|<>?:.)'.includes(after || ';');
}

function toDeclaration(source: string, keywordEnd: number, end: number): Declaration {
  const whole = source.slice(keywordEnd, Math.min(end, keywordEnd + MAX_HEAD_CHARS));
  let depth = 0;
  for (let i = 0; i < whole.length; i += 1) {
    const char = whole[i] as string;
    if ('{[('.includes(char)) depth += 1;
    else if ('}])'.includes(char)) depth -= 1;
    // A `=` inside brackets is a pattern's default.
    else if (char === '=' && depth === 0) return { head: whole.slice(0, i), end };
  }
  return { head: whole, end };
}

function nameIn(head: string, name: string): boolean {
  const at = head.indexOf(name);
  if (at === -1) return false;
  return new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(head);
}

function offsetOf(source: string, { lineNumber, columnNumber = 0 }: TextPosition): number {
  let offset = 0;
  for (let line = 0; line < lineNumber; line += 1) {
    const next = source.indexOf('\n', offset);
    if (next === -1) return source.length;
    offset = next + 1;
  }
  return Math.min(offset + columnNumber, source.length);
}
