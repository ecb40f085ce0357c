import type { SafeText } from '../redact/safe-text.ts';
import type { ErrorSummary } from './types.ts';

/** What a test runner tells of a test that failed. */
export interface FailedTest {
  /** Its full name. */
  readonly test?: SafeText;
  /** The error as it was when the test failed: a runner may have replaced parts of it since. */
  readonly summary?: ErrorSummary;
  /** More errors of the same test. */
  readonly others?: readonly TestError[];
  /** Where the runner says that the test stands; the line from 1. */
  readonly file?: string;
  readonly line?: number;
  /** An error made where the test was written: it tells the place where the test's own does not. */
  readonly maker?: unknown;
  /** The stack where an assertion was called whose error came later: it tells the place as `maker` does. */
  readonly calledAt?: string;
  /** The runner has read the error's stack, or is about to, and sees to it that it names the sources. */
  readonly isStackRead?: boolean;
}

/** An error that a test failed of, as it was then: a runner may replace parts of it afterwards. */
export interface TestError {
  readonly error: unknown;
  readonly summary: ErrorSummary;
}
