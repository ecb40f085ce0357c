import { mapClear, mapGet, mapSet, mapSize } from '../../base/held.ts';
import {
  MAX_THROWS_PER_SITE,
  PAUSE_ALLOWANCE_MS,
  PAUSE_DEBT_MS,
  PAUSE_TIME_SHARE,
  TEST_MAX_THROWS_PER_SITE,
  TEST_PAUSE_ALLOWANCE_MS,
} from '../../base/limits.ts';
import type { PauseState } from './protocol.ts';

const { ceil, min } = Math;

/** Decides how much V8 may pause, from what pauses have cost so far. Pure: the clock is handed in. */
export interface Budget {
  /** The state that the settings ask for. */
  readonly asked: PauseState;
  /** Takes note of a pause that ended now and cost so many ms. */
  spend(costMs: number): void;
  /** The state that the balance allows: all throws, only uncaught ones, or none and the debugger off. */
  state(): PauseState;
  /** In how many ms the next better state is affordable; 0 when the state is the one asked for. */
  recoveryMs(): number;
  /** Whether the locals of one more throw at this place may be read. Counts it. */
  mayRead(site: string): boolean;
  /**
   * Takes a throw at this place out of the count, and gives back so many ms: it was not caught on purpose. What its own pause cost is not
   * kept; the cost of the last pause stands for it.
   */
  giveBack(site: string, costMs: number): void;
  /** Whether throws at this place were passed over lately. */
  isPassedOver(site: string): boolean;
}

/** What pauses may take. */
export interface BudgetPlan {
  readonly allowanceMs: number;
  /** Of wall-clock time. */
  readonly share: number;
  /** Throws of one line that are read within a minute. */
  readonly maxThrowsPerSite: number;
}

/** What they may take in any program, and where tests run. */
export const USUAL_PLAN: BudgetPlan = {
  allowanceMs: PAUSE_ALLOWANCE_MS,
  share: PAUSE_TIME_SHARE,
  maxThrowsPerSite: MAX_THROWS_PER_SITE,
};
export const TEST_PLAN: BudgetPlan = {
  ...USUAL_PLAN,
  allowanceMs: TEST_PAUSE_ALLOWANCE_MS,
  maxThrowsPerSite: TEST_MAX_THROWS_PER_SITE,
};

/** A better state is taken up again only with this many ms in hand, so that it lasts for more than one throw. */
const RESUME_MS = 20;
/** How often the counts of throw sites begin anew, in ms: a place that threw often at start-up gets another chance. */
const SITE_PERIOD_MS = 60_000;
/** Sites are counted apart up to this many. */
const MAX_SITES = 5000;

/**
 * A budget that starts now. `nowMs` is any monotonic clock in ms; `asked` is the state that the settings ask for; `plan` is asked
 * again and again, for a program may turn out to be a test runner.
 */
export function createBudget(
  nowMs: () => number,
  asked: PauseState = 'all',
  plan: () => BudgetPlan = () => USUAL_PLAN,
): Budget {
  let balanceMs = plan().allowanceMs;
  let countedAt = nowMs();
  let state = asked;
  let sitesSince = countedAt;
  const sites = new Map<string, number>();

  return { asked, spend, state: currentState, recoveryMs, mayRead, giveBack, isPassedOver };

  function refill(): void {
    const now = nowMs();
    const { allowanceMs, share } = plan();
    balanceMs = min(allowanceMs, balanceMs + (now - countedAt) * share);
    countedAt = now;
  }

  function spend(costMs: number): void {
    refill();
    balanceMs -= costMs;
    if (balanceMs <= PAUSE_DEBT_MS) state = 'off';
    else if (balanceMs <= 0 && state === 'all') state = 'uncaught';
  }

  function currentState(): PauseState {
    refill();
    if (balanceMs >= RESUME_MS) state = asked;
    else if (state === 'off' && balanceMs >= 0) state = 'uncaught';
    return state;
  }

  function recoveryMs(): number {
    if (currentState() === asked) return 0;
    return ceil((RESUME_MS - balanceMs) / plan().share);
  }

  function isPassedOver(site: string): boolean {
    return (mapGet(sites, site) ?? 0) > plan().maxThrowsPerSite;
  }

  function giveBack(site: string, costMs: number): void {
    balanceMs += costMs;
    refill();
    const count = mapGet(sites, site) ?? 0;
    if (count > 0) mapSet(sites, site, count - 1);
  }

  function mayRead(site: string): boolean {
    if (countedAt - sitesSince > SITE_PERIOD_MS || mapSize(sites) > MAX_SITES) {
      mapClear(sites);
      sitesSince = countedAt;
    }
    const count = (mapGet(sites, site) ?? 0) + 1;
    mapSet(sites, site, count);
    return count <= plan().maxThrowsPerSite;
  }
}
