import { VERBS } from '../../src/cli/verbs.ts';
import type { Draw } from './draw.ts';
import { mutate } from './mutate.ts';
import { drawValue, type ValueText } from './value-texts.ts';

/** A command line, and what it says where nobody touched it. */
export interface LineCase {
  readonly args: readonly string[];
  /** `undefined` where it was touched. */
  readonly said: Said | undefined;
  /** A text that the readers of numbers, times and sizes are asked about. */
  readonly value: ValueText;
}

/** What an untouched command line says: words, and flags in their order. */
export interface Said {
  readonly verb: string;
  readonly words: readonly string[];
  readonly flags: readonly (readonly [name: string, value: string | true])[];
}

/** Words that mean something to one verb or another, and words that are hard on whoever prints them. */
const WORDS: readonly string[] = [
  ...[
    'failure',
    'llm_call',
    'task',
    'two words',
    '',
    ' ',
    'é😀',
    '\x1b[2J',
    'a\nb',
    '\ud800',
    '=',
    'a=b',
    '.',
    '/',
    '\\',
    "'",
    '"',
  ],
  ...[
    '0',
    '1',
    '-1',
    '1e9',
    '0x10',
    '999999999',
    '9'.repeat(400),
    'NaN',
    'null',
    'true',
    '10m',
    '2026-02-14',
    'sess_abcdefgh',
    'all',
  ],
  ...['x'.repeat(5000), 'failur', 'constructor', '__proto__', 'hasOwnProperty', 'password=hunter2'],
];
const HOSTILE: readonly string[] = [
  ...[
    '--',
    '-',
    '---',
    '--=',
    '--=x',
    '-=',
    '--no-json',
    '--json=',
    '--__proto__',
    '--__proto__=1',
    '--constructor',
    '-x',
    '-abc',
    '-h',
  ],
  ...[
    '--help',
    '--help=1',
    '-v',
    '--last=',
    '--session',
    '--session=',
    '--last=-1',
    '--context=',
    '--tty',
    '--d1',
    '--toString=1',
  ],
];
const FLAGS = VERBS.flatMap(({ flags }) => Object.keys(flags).map((name) => `--${name}`));
const TOKENS: readonly string[] = [
  ...WORDS.filter((word) => word.length < 100),
  ...HOSTILE,
  ...FLAGS,
  '=',
  '-',
  '--',
];
const VALUES: readonly string[] = WORDS.filter((word) => !word.startsWith('-'));

export function drawLine(draw: Draw): LineCase {
  const { args, said } = untouched(draw);
  const isTouched = draw.oneIn(2);
  return {
    args: isTouched ? touched(args, draw) : args,
    said: isTouched ? undefined : said,
    value: drawValue(draw),
  };
}

function untouched(draw: Draw): { args: string[]; said: Said } {
  const verb = draw.pick(VERBS);
  const args: string[] = [verb.name];
  const flags: (readonly [string, string | true])[] = [];
  const words: string[] = [];
  const names = Object.keys(verb.flags);
  for (let left = names.length === 0 ? 0 : draw.below(4); left > 0; left -= 1) {
    const name = draw.pick(names);
    const isText = verb.flags[name]?.type === 'string';
    const value = isText ? (draw.oneIn(3) ? drawValue(draw).text : draw.pick(VALUES)) : true;
    flags.push([name, value]);
    if (value === true) args.push(`--${name}`);
    else if (value.startsWith('-') || draw.oneIn(2)) args.push(`--${name}=${value}`);
    else args.push(`--${name}`, value);
  }
  // The words of another program's command line may look like anything; ours may behind a `--`.
  const isFree = draw.oneIn(3);
  if (isFree) args.push('--');
  for (let left = draw.below(4); left > 0; left -= 1) {
    const isFirst = words.length === 0;
    words.push(isFree || (verb.passesRest === true && !isFirst) ? draw.pick(TOKENS) : draw.pick(VALUES));
  }
  return { args: [...args, ...words], said: { verb: verb.name, words, flags } };
}

/** Arguments left out, repeated, moved, taken from elsewhere, and changed inside. */
function touched(args: readonly string[], draw: Draw): string[] {
  const list = [...args];
  for (let changes = 1 + draw.below(3); changes > 0; changes -= 1) {
    const at = draw.below(list.length + 1);
    switch (draw.below(6)) {
      case 0:
        list.splice(at, 1);
        break;
      case 1:
        list.splice(at, 0, draw.pick(HOSTILE));
        break;
      case 2:
        list.splice(at, 0, draw.pick(TOKENS));
        break;
      case 3:
        list.splice(at, 0, ...list.slice(draw.below(list.length + 1)));
        break;
      case 4:
        list.splice(at, 0, draw.pick(FLAGS));
        break;
      default:
        list[at] = mutate(list[at] ?? '', draw, TOKENS);
    }
  }
  // The system lets no argument hold a NUL.
  return list.map((arg) => arg.replaceAll('\0', ''));
}
