import type { Store } from '../../../src/store/types.ts';

/** Makes a test of what is claimed of a store; each gets an empty one. */
export type Claim = (claim: string, check: (store: Store) => Promise<void>) => void;
