import { seeded } from '../redact/generate.ts';

const { imul } = Math;

/**
 * Where a case gets its choices from: a generator that the seed and the case's number begin, or a list of choices that an
 * earlier case made. A case is all of its choices, so a shorter list, or one of smaller numbers, is a simpler case.
 */
export interface Draw {
  /** A whole number from 0 to below `limit`; 0 where the list has ended. */
  below(limit: number): number;
  /** One of a list, the first the simplest. */
  pick<T>(list: readonly T[]): T;
  /** True once in so many times; false where the list has ended. */
  oneIn(times: number): boolean;
}

/** The choices of one case of a seed: the same ones whenever they are asked for. */
export function drawCase(seed: number, number: number): Draw {
  let state = imul(seed ^ 0x2545f491, 0x9e3779b1) ^ imul(number + 1, 0x85ebca6b);
  state = imul(state ^ (state >>> 16), 0x7feb352d);
  state = imul(state ^ (state >>> 15), 0x846ca68b);
  const random = seeded(state ^ (state >>> 16));
  return drawFrom((limit) => Math.floor(random() * limit));
}

/** The choices of a list; behind its end all are 0. */
export function drawList(choices: readonly number[]): Draw {
  let at = 0;
  return drawFrom((limit) => {
    const choice = choices[at] ?? 0;
    at += 1;
    return choice < limit ? choice : limit - 1;
  });
}

/** The same choices, each written into the list. */
export function recording(draw: Draw, choices: number[]): Draw {
  return drawFrom((limit) => {
    const choice = draw.below(limit);
    choices.push(choice);
    return choice;
  });
}

function drawFrom(below: (limit: number) => number): Draw {
  return {
    below,
    pick: <T>(list: readonly T[]) => list[below(list.length)] as T,
    oneIn: (times) => below(times) === times - 1,
  };
}
