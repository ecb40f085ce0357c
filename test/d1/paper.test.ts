import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { root } from '../root.ts';
import { fleetTable } from './paper.ts';
import { startD1 } from './start-d1.ts';

const world = await startD1();
after(() => world.close());

test('the table of docs/d1.md is what a real D1 counts for a day of 1,000 agents', async () => {
  const page = readFileSync(join(root, 'docs/d1.md'), 'utf8');
  const table = await fleetTable(world);
  assert.ok(page.includes(table), `docs/d1.md should have:\n${table}`);
});
