import { VERBS } from '../../src/cli/verbs.ts';
import type { Draw } from './draw.ts';
import { mutate } from './mutate.ts';

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

/** A text, and the number that it is as a span in seconds, a size in bytes, a count or an ISO time in Unix seconds, where it was made as one. */
export interface ValueText {
  readonly text: string;
  readonly span?: number;
  readonly bytes?: number;
  readonly count?: number;
  readonly moment?: number;
}

/** What a verb does besides what it reads: no words are left out by a test that runs nothing. */
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

const SPAN_S: readonly (readonly [string, number])[] = [
  ['s', 1],
  ['m', 60],
  ['h', 3600],
  ['d', 86_400],
  ['w', 604_800],
];
const BYTES: readonly (readonly [string, number])[] = [
  ['', 1],
  ['B', 1],
  ['KB', 1e3],
  ['mb', 1e6],
  [' GB', 1e9],
  ['T', 1e12],
  ['k', 1e3],
];
const ZONES: readonly (readonly [string, number])[] = [
  ['', 0],
  ['Z', 0],
  ['z', 0],
  ['+01:00', -3600],
  ['-0530', 19_800],
  ['+00:00', 0],
];
const VALUE_TOKENS: readonly string[] = [
  '.',
  '-',
  '+',
  'e',
  ':',
  'T',
  'Z',
  ' ',
  '0',
  '9',
  '٣',
  '１',
  '\n',
  'w',
  'KB',
  ',',
  '_',
  '00',
];

function drawValue(draw: Draw): ValueText {
  const number = draw.below(draw.pick([10, 1000, 1_000_000_000]));
  const text = numberText(draw, number);
  switch (draw.below(5)) {
    case 0:
      return { text: String(number), ...(number > 0 && { count: number }), bytes: number };
    case 1: {
      const [unit, seconds] = draw.pick(SPAN_S);
      return { text: text + unit, span: Number(text) * seconds };
    }
    case 2: {
      const [unit, bytes] = draw.pick(BYTES);
      return { text: text + unit, bytes: Number(text) * bytes };
    }
    case 3:
      return drawMoment(draw);
    default:
      if (draw.oneIn(4))
        return {
          text: drawMoment(draw)
            .text.replace(/-\d\d/, '-02')
            .replace(/\d\d(?!\d|-)/, '30'),
        };
      return { text: mutate(draw.oneIn(2) ? drawMoment(draw).text : text, draw, VALUE_TOKENS).slice(0, 60) };
  }
}

function numberText(draw: Draw, number: number): string {
  return draw.oneIn(2) ? String(number) : `${number}.${draw.below(1000)}`;
}

/** A moment in ISO form, of a day that is in the calendar. */
function drawMoment(draw: Draw): ValueText {
  const day = Date.UTC(1970 + draw.below(200), draw.below(12), 1 + draw.below(28));
  const date = new Date(day).toISOString().slice(0, 10);
  if (draw.oneIn(4)) return { text: date, moment: day / 1000 };
  const [hour, minute, second] = [draw.below(24), draw.below(60), draw.oneIn(3) ? undefined : draw.below(60)];
  const fraction = second !== undefined && draw.oneIn(3) ? draw.below(1000) : undefined;
  const [zone, shift] = draw.pick(ZONES);
  const two = (count: number): string => String(count).padStart(2, '0');
  const seconds = second === undefined ? '' : `:${two(second)}`;
  const parts = fraction === undefined ? '' : `.${String(fraction).padStart(3, '0')}`;
  return {
    text: `${date}${draw.pick(['T', ' ', 't'])}${two(hour)}:${two(minute)}${seconds}${parts}${zone}`,
    moment: day / 1000 + hour * 3600 + minute * 60 + (second ?? 0) + (fraction ?? 0) / 1000 + shift,
  };
}
