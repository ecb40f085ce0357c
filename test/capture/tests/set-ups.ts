import type { Row } from './row.ts';
import { ava } from './set-ups-ava.ts';
import { broken } from './set-ups-broken.ts';
import { jest } from './set-ups-jest.ts';
import { mocha } from './set-ups-mocha.ts';
import { nodeTest } from './set-ups-node-test.ts';
import { vitest } from './set-ups-vitest.ts';

/** The matrix: every runner in each of its usual set-ups. */
export const setUps: readonly Row[] = [...nodeTest, ...vitest, ...jest, ...mocha, ...ava, ...broken];
