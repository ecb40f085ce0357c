import { SHAPES } from '../../src/redact/shapes/table.ts';
import { generate, randomOf, seeded } from '../redact/generate.ts';
import { SECRET_NAMES } from '../redact/must-hide-names.ts';
import { SURROUNDINGS } from '../redact/surroundings.ts';
import type { Maker, Making } from './value-making.ts';

const SAMPLES_PER_SHAPE = 2;
const random = seeded(20_260_101);
/** Made-up secrets of every published form. */
const SHAPED = SHAPES.flatMap((row) =>
  Array.from({ length: SAMPLES_PER_SHAPE }, () => generate(row.example, random)),
);
const WORDS: readonly string[] = Array.from({ length: 40 }, () => randomOf('alnum', 14, random));
/** Numbers of characters before a secret: within what is stored, at its end, and at the end of what is looked at. */
const BEFORE: readonly number[] = [0, 0, 0, 0, 60, 150, 190, 199, 205, 2040, 4090];

/** A text with a secret in it that shows itself, whatever stands around it. */
function shapedText({ draw, secrets }: Making): string {
  const { text, secret } = draw.pick(SHAPED);
  const { around } = draw.pick(SURROUNDINGS);
  const whole = around(text);
  secrets.push({ secret, around: whole.replace(text, '') });
  const before = draw.pick(BEFORE);
  return before === 0 ? whole : `${'a b '.repeat(before >> 2)}${' '.repeat(draw.below(20))}${whole}`;
}

/** A word that only the name it stands under makes a secret. */
function named({ draw, secrets }: Making): readonly [name: string, word: string] {
  const name = draw.pick(SECRET_NAMES);
  const secret = draw.pick(WORDS);
  secrets.push({ secret, around: name });
  return [name, secret];
}

class Holder {
  id = 1;
}

/** Values with a secret in some place of theirs. */
export const SECRETIVE: readonly Maker[] = [
  ['secret text', shapedText],
  ['secret field', (making) => ({ a: making.inside(), secret: shapedText(making) })],
  ['secret key', (making) => ({ [shapedText(making)]: making.inside() })],
  ['named secret', (making) => ({ b: 1, ...Object.fromEntries([named(making)]), a: making.inside() })],
  [
    'named secrets below a name',
    (making) => {
      const [name, word] = named(making);
      return { [name]: { list: [word, { a: word }] } };
    },
  ],
  ['named class field', (making) => Object.assign(new Holder(), Object.fromEntries([named(making)]))],
  ['named pair', (making) => [named(making)]],
  ['named entry', (making) => new Map<unknown, unknown>([named(making), ['a', making.inside()]])],
  [
    'name and value',
    (making) => {
      const [name, value] = named(making);
      return [{ [making.draw.pick(['name', 'key'])]: name, value }];
    },
  ],
  ['secret map key', (making) => new Map([[shapedText(making), making.inside()]])],
  ['secret set item', (making) => new Set([making.inside(), shapedText(making)])],
  ['secret error', (making) => new RangeError(shapedText(making), { cause: making.inside() })],
  [
    'secret error fields',
    (making) => {
      const [name, word] = named(making);
      return Object.assign(new Error('x'), {
        name: shapedText(making),
        code: shapedText(making),
        [name]: word,
      });
    },
  ],
  ['secret symbol', (making) => Symbol(shapedText(making))],
  ['secret function', (making) => Object.defineProperty(() => {}, 'name', { value: shapedText(making) })],
  [
    'secret class',
    (making) => {
      const name = shapedText(making);
      return new ({ [name]: class {} }[name] as new () => object)();
    },
  ],
  ['secret tag', (making) => Object.create({ [Symbol.toStringTag]: shapedText(making) }) as object],
  ['secret box', (making) => Object(shapedText(making)) as object],
  [
    'secret pattern',
    (making) => {
      const text = shapedText(making);
      return /^[\w-]+$/.test(text) ? new RegExp(text) : text;
    },
  ],
  ['secret parameters', (making) => new URLSearchParams([['a', 'b'], [...named(making)]])],
  [
    'secret url',
    (making) => {
      const [, word] = named(making);
      return new URL(`https://bo:${word}@a.b/?password=${word}`);
    },
  ],
  ['secret json', (making) => JSON.stringify({ deep: JSON.stringify(Object.fromEntries([named(making)])) })],
  ['secret bytes', (making) => Buffer.from(shapedText(making))],
];
