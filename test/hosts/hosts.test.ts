import { describe } from 'node:test';
import { testHost } from './host-row.ts';
import { packageRows } from './package-rows.ts';
import { toolRows } from './tool-rows.ts';

describe('a package with agentlog', { concurrency: 2 }, () => {
  for (const row of packageRows) testHost(row);
  // What a command starts is recorded in the same way by both; one is enough.
  for (const row of toolRows) testHost({ ways: ['run'], ...row });
});
