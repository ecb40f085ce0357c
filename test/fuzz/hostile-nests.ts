import { Hooks, Items, Private, REALM } from './hostile-classes.ts';
import { accessor, alarm } from './ran.ts';
import { HARD_TEXTS } from './session-lines.ts';
import type { Maker, Making } from './value-making.ts';

const TRAPS = new Proxy({}, { get: (_, name) => alarm(`trap ${String(name)}`) });
/** How long a list says it is, true or not. */
const LENGTHS: readonly unknown[] = [0, 3, 6, 1e9, -1, -5.5, 2.5, Number.NaN, Infinity, '7', null, 2 ** 60];
const KEYS: readonly string[] = [
  'a',
  'b',
  '',
  '0',
  'name',
  'value',
  'key',
  'length',
  'size',
  'message',
  't',
  'v',
  'n',
  '__proto__',
  'then',
  'toString',
  'constructor',
  'é\n',
  'k'.repeat(120),
  '\ud800',
  '\x1b[2J',
];

/** Values with others in them. */
export const NESTS: readonly Maker[] = [
  [
    'object',
    (making) =>
      Object.fromEntries(
        Array.from({ length: making.draw.below(5) }, () => [making.draw.pick(KEYS), making.inside()]),
      ),
  ],
  ['array', (making) => Array.from({ length: making.draw.below(8) }, () => making.inside())],
  [
    'map',
    (making) =>
      new Map(Array.from({ length: making.draw.below(4) }, () => [making.inside(), making.inside()])),
  ],
  ['set', (making) => new Set(Array.from({ length: making.draw.below(8) }, () => making.inside()))],
  ['error', hostileError],
  [
    'errors',
    (making) => new AggregateError([making.inside(), making.inside()], 'all', { cause: making.inside() }),
  ],
  ['instance', (making) => Object.assign(new Private(), { field: making.inside() })],
  ['hooked map', (making) => Map.prototype.set.call(new Hooks(), 'a', making.inside())],
  [
    'hooked list',
    (making) => {
      const list = new Items();
      list.push(making.inside(), 1);
      return list;
    },
  ],
  ['bare', (making) => Object.assign(Object.create(null), { a: making.inside() }) as object],
  ['proxy', (making) => new Proxy(Object(making.inside()) as object, TRAPS)],
  ['quiet proxy', (making) => new Proxy(Object(making.inside()) as object, {})],
  [
    'child of a proxy',
    (making) =>
      Object.create(new Proxy({}, TRAPS), { a: { value: making.inside(), enumerable: true } }) as object,
  ],
  ['child', (making) => Object.create(Object(making.inside()) as object) as object],
  ['arguments', falseArguments],
  ['far', (making) => making.draw.pick(Object.values(REALM))(making.inside())],
  [
    'wide',
    (making) => {
      const inner = making.inside();
      return Object.fromEntries(
        Array.from({ length: 15 + making.draw.below(30) }, (_, i) => [
          `${'key '.repeat(making.draw.below(20))}${i}`,
          inner,
        ]),
      );
    },
  ],
  [
    'sparse',
    (making) => {
      const list: unknown[] = [];
      list[making.draw.below(6)] = making.inside();
      return list;
    },
  ],
  [
    'deep',
    (making) => {
      let value = making.inside();
      for (let i = making.draw.below(300); i > 0; i -= 1) value = i % 3 === 0 ? [value] : { d: value };
      return value;
    },
  ],
  ['bound to an object', (making) => new WeakRef(Object(making.inside()) as object)],
];

function hostileError(making: Making): object {
  const { draw } = making;
  const error = new (draw.pick([Error, TypeError, SyntaxError]))(draw.pick(HARD_TEXTS), {
    cause: making.inside(),
  });
  for (const key of ['stack', 'message', 'name', 'code', 'cause', 'errors']) {
    const way = draw.below(6);
    if (way === 4) Object.defineProperty(error, key, accessor(key));
    if (way === 5)
      Object.defineProperty(error, key, {
        value: making.inside(),
        enumerable: draw.oneIn(2),
        configurable: true,
      });
  }
  return error;
}

function falseArguments(making: Making): object {
  const list = (function (..._: unknown[]) {
    // biome-ignore lint/complexity/noArguments: it is what is tested
    return arguments;
  })(making.inside(), 2);
  if (making.draw.oneIn(2)) Object.defineProperty(list, 'length', { value: making.draw.pick(LENGTHS) });
  return list;
}
