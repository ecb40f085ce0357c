import type { SafeText } from '../../redact/safe-text.ts';

/** What a test runner tells of a test that failed. */
export interface FailedTest {
  /** Its full name. */
  readonly test?: SafeText;
  /** More errors of the same test. */
  readonly others?: readonly unknown[];
  /** Where the runner says that the test stands; the line from 1. */
  readonly file?: string;
  readonly line?: number;
  /** An error made where the test was written: it tells the place where the test's own does not. */
  readonly maker?: unknown;
}
