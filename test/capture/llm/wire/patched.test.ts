import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

test('a program that replaces the methods of the built-in prototypes is not run by the readers', () => {
  const child = fileURLToPath(new URL('./patched-child.js', import.meta.url));
  const { told, ...rest } = JSON.parse(execFileSync(process.execPath, [child], { encoding: 'utf8' }));
  assert.ok(told > 10);
  assert.deepEqual(rest, { touched: [], found: { a: [1, 'x'] }, cut: 'abc' });
});
