import { describe } from 'node:test';
import { testHost } from './host-row.ts';
import { specialRows } from './special-rows.ts';

describe('with agentlog', { concurrency: 2 }, () => {
  for (const row of specialRows) testHost(row);
});
