import { guarded } from '../base/notice.ts';
import { readOwn } from '../value/read.ts';
import type { Follower } from './follower.ts';
import { kindOfResult } from './result-kind.ts';

const { apply, getPrototypeOf } = Reflect;
const { create } = Object;
const { then } = Promise.prototype;

type Method = (...args: unknown[]) => unknown;

/**
 * A generator that passes each step to `generator` and back, and tells the follower when it ends, throws or is left early.
 * It has the same prototype, so that it iterates, and is an instance, as the other is. The follower runs the steps.
 */
export function followGenerator<T extends object>(generator: T, follower: Follower): T {
  const isAsync = kindOfResult(generator) === 'async generator';

  function followStep(name: 'next' | 'return' | 'throw'): Method {
    return (...args) => {
      let step: unknown;
      try {
        step = follower.run(() =>
          apply((generator as Record<string, unknown>)[name] as Method, generator, args),
        );
      } catch (error) {
        follower.onFailed(error);
        throw error;
      }
      if (!isAsync || kindOfResult(step) !== 'promise') return onStep(step);
      return apply(then, step, [
        onStep,
        (error: unknown) => {
          follower.onFailed(error);
          throw error;
        },
      ]);
    };
  }

  function onStep(step: unknown): unknown {
    guarded(undefined, () => {
      follower.touch();
      if (typeof step === 'object' && step !== null && readOwn(step, 'done') === true) follower.onDone();
    });
    return step;
  }

  const method = (name: 'next' | 'return' | 'throw'): PropertyDescriptor => ({
    value: followStep(name),
    writable: true,
    configurable: true,
  });
  return create(getPrototypeOf(generator), {
    next: method('next'),
    return: method('return'),
    throw: method('throw'),
  }) as T;
}
