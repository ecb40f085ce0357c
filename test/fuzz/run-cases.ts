import { type Draw, drawCase, drawList, recording } from './draw.ts';
import { shrink } from './shrink.ts';
import type { Target } from './target.ts';

/** Which cases of a target are tried. */
export interface Plan {
  readonly seed: number;
  /** The first case. */
  readonly from: number;
  /** Behind the last one. */
  readonly to: number;
  /** Cases are begun until then, in milliseconds as `performance.now` has them. @defaultValue no end */
  readonly until?: number;
  /** Told of each case before it begins. */
  readonly onCase?: (number: number) => void;
}

/** A case that failed, made as small as it can be. */
export interface Failure {
  readonly seed: number;
  readonly number: number;
  readonly error: Error;
  /** The smallest case that fails, and how. */
  readonly smallest: { readonly error: Error; readonly text: string } | undefined;
}

const CASES_PER_CLOCK = 256;

/** Tries cases in their order, up to the first that fails; gives how many passed, and what failed. */
export async function runCases(
  target: Target,
  { seed, from, to, until = Number.POSITIVE_INFINITY, onCase }: Plan,
): Promise<{ readonly passed: number; readonly failure?: Failure }> {
  const { stackTraceLimit } = Error;
  // Writing out the stacks of errors that are caught would take most of the time.
  Error.stackTraceLimit = 0;
  for (let number = from; number < to; number += 1) {
    if ((number - from) % CASES_PER_CLOCK === 0 && performance.now() > until)
      return { passed: number - from };
    onCase?.(number);
    try {
      const checked = target.check(target.generate(drawCase(seed, number)));
      if (checked !== undefined) await checked;
    } catch (error) {
      Error.stackTraceLimit = stackTraceLimit;
      const failure = {
        seed,
        number,
        error: asError(error),
        smallest: await findSmallest(target, seed, number),
      };
      return { passed: number - from, failure };
    }
  }
  return { passed: to - from };
}

/** The failure as it is printed; its second line repeats the case. */
export function renderFailure(target: Target, { seed, number, error, smallest }: Failure): string {
  const head = `${target.name}: seed ${seed}, case ${number}: ${error.message}\n`;
  if (smallest === undefined) {
    return `${head}Alone the case passes: what came before it matters.\nnpm run fuzz -- ${target.name} --seed ${seed} --cases ${number + 1}\n${error.stack}`;
  }
  return `${head}npm run fuzz -- ${target.name} --seed ${seed} --case ${number}\nthe smallest case: ${smallest.text}\n${smallest.error.stack}`;
}

async function findSmallest(target: Target, seed: number, number: number): Promise<Failure['smallest']> {
  const choices: number[] = [];
  const fault = await faultOf(target, recording(drawCase(seed, number), choices));
  if (fault === undefined) return undefined;
  const smallest = await shrink(
    choices,
    async (list) => (await faultOf(target, drawList(list))) !== undefined,
  );
  const error = await faultOf(target, drawList(smallest));
  return { error: error ?? fault, text: target.show(target.generate(drawList(smallest))) };
}

async function faultOf(target: Target, draw: Draw): Promise<Error | undefined> {
  try {
    await target.check(target.generate(draw));
    return undefined;
  } catch (error) {
    return asError(error);
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
