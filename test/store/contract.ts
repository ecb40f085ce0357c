import { test } from 'node:test';
import type { Store } from '../../src/store/types.ts';
import type { Claim } from './contract/claim.ts';
import { testReading } from './contract/reading.ts';
import { testSessions } from './contract/sessions.ts';
import { testTokens } from './contract/tokens.ts';
import { testWriting } from './contract/writing.ts';

/** A kind of store. */
export interface StoreKind {
  readonly title: string;
  /** An empty one; what was opened before is used no more. */
  open(): Promise<Store>;
}

/** What every store does, wherever it lies. */
export function testStore({ title, open }: StoreKind): void {
  const it: Claim = (claim, check) => {
    test(`${title}: ${claim}`, async () => check(await open()));
  };
  testSessions(it);
  testWriting(it);
  testReading(it);
  testTokens(it);
}
