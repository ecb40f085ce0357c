/** Where a text is not what the samples say. */
export interface TextDifference {
  /** From 1. */
  readonly line: number;
  /** The line as the first sample has it; nothing behind its end. */
  readonly expected: string;
  readonly got: string;
  readonly why: string;
}

/** A number with its unit, a word, or one character that is neither. */
const TOKEN = /\d+(?:\.\d+)?\p{L}{0,3}(?![\p{L}\p{N}_])|[\p{L}\p{N}_]+|./gsu;
const WORD = /^[\p{L}\p{N}_]/u;
const NUMBER = /^\d+(?:\.\d+)?\p{L}{0,3}$/u;

/**
 * The first place where `text` differs from what all samples share; undefined where there is none. What may differ is a single
 * word or number, at a place where two samples differ: a number by another number, a word whose length the samples share by one
 * of that length. Whitespace, punctuation and how many words there are may not. A line whose every word differs from sample to
 * sample is a difference unless all are numbers: too little would be left to compare.
 */
export function findTextDifference(samples: readonly string[], text: string): TextDifference | undefined {
  const [first = ''] = samples;
  if (samples.every((sample) => sample === first) && text === first) return undefined;
  const rows = samples.map(tokensOf);
  const given = tokensOf(text);
  const [head = []] = rows;
  const length = Math.max(given.length, ...rows.map((row) => row.length));
  let line: Line = { words: 0, masked: 0, names: 0 };
  let number = 1;
  for (let at = 0; at <= length; at += 1) {
    const column = rows.map((row) => row[at]);
    const why = judge(column, given[at]);
    if (why !== undefined) return differenceAt(number, first, text, why);
    const token = head[at];
    if (token === '\n' || token === undefined) {
      if (isSwallowed(line))
        return differenceAt(number, first, text, 'no word of this line is the same in two bare runs');
      line = { words: 0, masked: 0, names: 0 };
      number += 1;
    } else line = count(line, column);
  }
  return undefined;
}

interface Line {
  readonly words: number;
  readonly masked: number;
  /** Masked ones that are no numbers. */
  readonly names: number;
}

type Column = readonly (string | undefined)[];

function tokensOf(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

/** Why a token may not stand where the samples have these. */
function judge(column: Column, given: string | undefined): string | undefined {
  const [first] = column;
  if (column.every((token) => token === first)) {
    return given === first ? undefined : 'it differs from the bare runs, which agree here';
  }
  const words = column.filter((token) => token !== undefined && WORD.test(token)) as string[];
  if (words.length < column.length) return 'the bare runs are not of one shape here';
  if (given === undefined || !WORD.test(given)) return 'no word where the bare runs have one';
  if (words.every((word) => NUMBER.test(word))) {
    return NUMBER.test(given) ? undefined : 'no number where the bare runs have one';
  }
  const [{ length } = ''] = words;
  const isOfOneLength = words.every((word) => word.length === length);
  return isOfOneLength && given.length !== length ? 'a word of another length' : undefined;
}

function count(line: Line, column: Column): Line {
  const [first = ''] = column;
  if (!WORD.test(first)) return line;
  const isMasked = column.some((token) => token !== first);
  const isName = isMasked && column.some((token) => !NUMBER.test(token ?? ''));
  return {
    words: line.words + 1,
    masked: line.masked + (isMasked ? 1 : 0),
    names: line.names + (isName ? 1 : 0),
  };
}

function isSwallowed({ words, masked, names }: Line): boolean {
  return names > 0 && masked === words;
}

function differenceAt(line: number, first: string, text: string, why: string): TextDifference {
  const lineOf = (whole: string): string => whole.split('\n')[line - 1] ?? '';
  return { line, expected: lineOf(first), got: lineOf(text), why };
}
