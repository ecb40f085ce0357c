import type { Draw } from './draw.ts';
import { mutate } from './mutate.ts';

/** A text, and the number that it is as a span in seconds, a size in bytes, a count or an ISO time in Unix seconds, where it was made as one. */
export interface ValueText {
  readonly text: string;
  readonly span?: number;
  readonly bytes?: number;
  readonly count?: number;
  readonly moment?: number;
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

/** A number, a span, a size or a moment, or what nearly is one. */
export function drawValue(draw: Draw): ValueText {
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
      if (draw.oneIn(20)) return { text: '9'.repeat(1 + draw.below(400)) };
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
