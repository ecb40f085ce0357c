import { types } from 'node:util';
import { type DescribeOptions, describe } from '../../src/value/describe.ts';
import type { Descriptor } from '../../src/value/descriptor.ts';
import { checkDescriptor } from './check-descriptor.ts';
import type { Draw } from './draw.ts';
import { LEAVES, SHARED } from './hostile-leaves.ts';
import { NESTS } from './hostile-nests.ts';
import { SECRETIVE } from './hostile-secrets.ts';
import { drawPatches, nameOfPatch, whilePatched } from './patches.ts';
import { ran } from './ran.ts';
import { ensure, ensureSame, type Target } from './target.ts';
import { TWISTS } from './twists.ts';
import type { Making } from './value-making.ts';

/** A hostile value, and what may not come out of it. */
export interface ValueCase {
  readonly value: unknown;
  readonly options: DescribeOptions;
  readonly secrets: Making['secrets'];
  readonly patches: readonly number[];
  readonly story: readonly string[];
}

const DEPTHS: readonly number[] = [3, 3, 3, 3, 3, 1, 0, 5, -1];
const MAX_DEPTH = 4;
const SECRET_EVERY = 8;
const TWIST_EVERY = 4;
const AGAIN_EVERY = 24;
/** Patches make everything behind them slow. */
const PATCHED_EVERY = 64;
/** So many characters of a secret, in one of so many places, are a leak. */
const PIECE_CHARS = 10;
const PIECE_STEP = 3;

/** Any value at all: it is described, none of its code runs, no secret comes out, and what comes out is bounded. */
export function createDescribeTarget(): Target<ValueCase> {
  return { name: 'describe', generate: drawValue, check, show };
}

function drawValue(draw: Draw): ValueCase {
  const story: string[] = [];
  const secrets: { secret: string; around: string }[] = [];
  const made: object[] = [];
  let depth = 0;

  const making: Making = {
    draw,
    secrets,
    story,
    inside() {
      depth += 1;
      const value = make();
      depth -= 1;
      return value;
    },
  };

  function make(): unknown {
    if (made.length > 0 && draw.oneIn(AGAIN_EVERY)) return draw.pick(made);
    const isNest = depth < MAX_DEPTH && draw.below(depth + 2) === 1;
    const makers = draw.oneIn(SECRET_EVERY) ? SECRETIVE : isNest ? NESTS : LEAVES;
    const [name, maker] = draw.pick(makers);
    story.push(`${'  '.repeat(depth + 1)}${name}`);
    const value = maker(making);
    if (typeof value !== 'object' && typeof value !== 'function') return value;
    if (value === null || types.isProxy(value) || SHARED.has(value)) return value;
    if (draw.oneIn(TWIST_EVERY)) twist(value);
    made.push(value);
    return value;
  }

  function twist(object: object): void {
    const [name, change] = draw.pick(TWISTS);
    story.push(`${'  '.repeat(depth + 1)}with ${name}`);
    try {
      change(object, draw);
    } catch {
      // Frozen, or not to be changed in this way.
    }
  }

  const value = make();
  const options = { depth: draw.pick(DEPTHS) };
  return { value, options, secrets, patches: draw.oneIn(PATCHED_EVERY) ? drawPatches(draw) : [], story };
}

function check({ value, options, secrets, patches }: ValueCase): void {
  ran.names = [];
  let first: Descriptor | undefined;
  let second: Descriptor | undefined;
  const look = (): void => {
    first = describe(value, options);
    second = describe(value, options);
  };
  if (patches.length === 0) look();
  else whilePatched(patches, look);
  ensure(ran.names.length === 0, 'code of the program ran', () => ran.names);
  ensure(first?.t !== 'unreadable', 'describe failed');
  checkDescriptor(first);
  const text = JSON.stringify(first);
  ensureSame(JSON.stringify(second), text, 'the same value, described twice');
  for (const { secret } of secrets) checkSecret(text, secret, secrets);
}

function checkSecret(text: string, secret: string, all: ValueCase['secrets']): void {
  const size = Math.min(PIECE_CHARS, secret.length);
  for (let i = 0; i + size <= secret.length; i += PIECE_STEP) {
    const piece = secret.slice(i, i + size);
    if (!text.includes(piece) || all.some(({ around }) => around.includes(piece))) continue;
    ensure(false, 'a piece of a secret is shown', () => [piece, text.slice(0, 2000)]);
  }
}

function show({ options, patches, story }: ValueCase): string {
  const patched = patches.length === 0 ? '' : `, patched: ${patches.map(nameOfPatch).join(', ')}`;
  return `depth ${options.depth}${patched}\n${story.join('\n')}`;
}
