import type { LineKind } from '../../src/store/folder/types.ts';
import type { Draw } from './draw.ts';
import { mutate } from './mutate.ts';
import { LINES, type PoolLine, SESSION, STRANGE } from './session-lines.ts';

/** A session's file, in whatever state. */
export interface FileCase {
  readonly bytes: Buffer;
  /** The texts of the lines that nobody touched, in their order: all are to be read. */
  readonly untouched: readonly string[];
  /** The sizes in which the file is given. */
  readonly pieces: readonly number[];
  readonly only: readonly LineKind[];
  readonly last: number;
  /** Chooses a line of those that are given, and which of the costly looks are taken. */
  readonly place: number;
}

const ENDS: readonly string[] = ['\n', '\r\n', '\n\n', ' \n', '\r\n\r\n', '\t\n\0\n'];
const KINDS: readonly (readonly LineKind[])[] = [
  ['failure'],
  ['llm_call'],
  ['llm_call', 'session'],
  ['session'],
  [],
  ['tool_output', 'decision'],
  ['git_diff'],
];
/** Small ones cost most of a case's time: they come seldom. */
const PIECES: readonly (readonly number[])[] = [[100, 900], [1000, 64], [50], [7, 300], [2, 3], [1]];
const PIECES_EVERY = 24;
/** More than what is read at once, in either direction. */
const LONG_BYTES = [20_000, 33_000, 70_000, 300_000];
const LONG_EVERY = 800;
/** Longer than any line that is read. */
const ENDLESS_BYTES = 6_400_000;
const ENDLESS_EVERY = 50_000;
const OTHERS: readonly string[] = LINES.map(({ bytes: [head, tail] }) => head + tail);
const TOKENS: readonly string[] = [
  '{"event_type":"',
  '{"session_id":"',
  `"session_id":"${SESSION}"`,
  '"event_type":"llm_call",',
  '"event_type":"decision",',
  '"tokens_total":7,',
  '"tokens_in":-3,',
  '"tokens_in":3794886428571605790284,',
  '"tokens_out":1e3,',
  '"tokens\\u005ftotal":1,',
  '"ts":1e999,',
  '"ts":-1e300,',
  '"__proto__":{"t":"x"},',
  '"model":null,',
  '"model":"\xc3\xa9",',
  ' ',
  '\n',
  '\0\0\0',
  ...STRANGE,
];

/** A file of some lines, most of them whole, between what crashes, power cuts and other writers leave. */
export function drawFile(draw: Draw): FileCase {
  const untouched: string[] = [];
  let number = 0;
  const isLong = draw.oneIn(LONG_EVERY);
  let bytes = isLong ? filler() : '';

  function filler(): string {
    const size = draw.pick(LONG_BYTES) + draw.below(200);
    let text = '';
    while (text.length < size) text += `${whole(draw.pick(LINES))}\n`;
    return text;
  }

  /** A line as its writer wrote it. */
  function whole(line: PoolLine): string {
    const id = numbered(number++);
    untouched.push(line.text.join(id));
    return line.bytes.join(id);
  }

  function torn(): string {
    const text = draw.pick(OTHERS);
    return text.slice(0, draw.below(text.length));
  }

  if (draw.oneIn(ENDLESS_EVERY)) bytes += `${'x'.repeat(ENDLESS_BYTES)}${draw.pick(['\n', '\0'])}`;
  for (let left = 1 + draw.below(4); left > 0; left -= 1) bytes += piece();
  const end = draw.below(12);
  if (end === 10) bytes = bytes.slice(0, -1);
  if (end === 11) bytes += torn();
  const isDamaged = draw.oneIn(16);
  if (isDamaged) bytes = mutate(bytes, draw, TOKENS, OTHERS);
  return {
    bytes: Buffer.from(bytes, 'latin1'),
    untouched: isDamaged ? [] : untouched,
    pieces: draw.oneIn(PIECES_EVERY) ? (isLong ? [4096, 1] : draw.pick(PIECES)) : [],
    only: draw.pick(KINDS),
    last: 1 + draw.below(4),
    place: draw.below(1 << 16),
  };

  function piece(): string {
    switch (draw.below(12)) {
      case 4:
        return `${whole(draw.pick(LINES))}${draw.pick(ENDS)}`;
      case 5:
        return `${torn()}\n`;
      case 6:
        return `${torn()}${whole(draw.pick(LINES))}\n`;
      case 7:
        return `${'\0'.repeat(1 + draw.below(draw.oneIn(50) ? 40_000 : 9))}${whole(draw.pick(LINES))}\n`;
      case 8:
        return `${mutate(draw.pick(OTHERS), draw, TOKENS, OTHERS)}${whole(draw.pick(LINES))}\n`;
      case 9:
        return `${draw.pick(TOKENS)}${draw.pick(TOKENS)}\n`;
      case 10:
      case 11:
        return `${mutate(draw.pick(OTHERS), draw, TOKENS, OTHERS)}\n`;
      default:
        return `${whole(draw.pick(LINES))}\n`;
    }
  }
}

/** Sixteen letters that no other line of the file has. */
function numbered(number: number): string {
  return number.toString(32).padStart(16, 'x');
}
