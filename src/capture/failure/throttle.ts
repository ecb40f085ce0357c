import { inMicrotask } from '../../base/microtask.ts';
import { guarded } from '../../base/notice.ts';
import type { Budget } from './budget.ts';
import type { Inspector } from './inspector.ts';
import { timeStep } from './own-time.ts';
import type { PauseState } from './protocol.ts';

const { setTimeout } = globalThis;

/** Keeps V8's pausing at what the budget allows. */
export interface Throttle {
  /** Takes note of a pause and its cost, and changes the state if that was too much. */
  spend(costMs: number): void;
  /** Pauses no more until the running code has come to its end. */
  holdUntilMicrotask(): void;
  /** For how many ms fewer throws than asked for were paused at; `undefined` while nothing is missed. Asking begins anew. */
  takeReducedMs(): number | undefined;
  /** Whether fewer throws than asked for are, or were since the last `takeReducedMs`, paused at. */
  isReduced(): boolean;
  /** Whether fewer throws than asked for were paused at, at any time. */
  wasReduced(): boolean;
}

/**
 * Takes over an inspector that pauses at what the budget thinks best. Its timer keeps no process alive. While `mustStayOn` says so, the
 * debugger is never turned off: it pauses at no throw instead.
 */
export function createThrottle(
  inspector: Inspector,
  budget: Budget,
  nowMs: () => number,
  mustStayOn: () => boolean,
): Throttle {
  const { asked } = budget;
  let applied: PauseState = asked;
  let reducedSince: number | undefined;
  let wasReduced = false;
  let isRecovering = false;
  let isHeld = false;

  return {
    spend,
    holdUntilMicrotask,
    takeReducedMs,
    isReduced: () => reducedSince !== undefined,
    wasReduced: () => wasReduced,
  };

  function spend(costMs: number): void {
    budget.spend(costMs);
    adjust();
  }

  function adjust(): void {
    if (isHeld) return;
    const state = budget.state();
    if (state !== asked) {
      reducedSince ??= nowMs();
      wasReduced = true;
      recoverLater();
    }
    apply(state);
  }

  function recoverLater(): void {
    if (isRecovering) return;
    isRecovering = true;
    const timer = setTimeout(() => {
      isRecovering = false;
      guarded(undefined, adjust);
    }, budget.recoveryMs());
    timer.unref();
  }

  function holdUntilMicrotask(): void {
    if (isHeld || applied === 'off') return;
    isHeld = true;
    apply('none');
    inMicrotask(() => {
      isHeld = false;
      guarded(undefined, adjust);
    });
  }

  function takeReducedMs(): number | undefined {
    if (reducedSince === undefined) return undefined;
    const reducedMs = nowMs() - reducedSince;
    if (budget.state() === asked) reducedSince = undefined;
    return reducedMs;
  }

  function apply(wanted: PauseState): void {
    const state = wanted === 'off' && mustStayOn() ? 'none' : wanted;
    if (state === applied) return;
    const cost = timeStep();
    inspector.setState(state);
    // To enable the debugger again has V8 list all scripts: milliseconds.
    if (applied === 'off') budget.spend(cost());
    applied = state;
  }
}
