import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { root } from '../root.ts';

interface Row {
  readonly name: string;
  readonly ratio: { readonly median: number; readonly low: number; readonly high: number };
  readonly aim?: string;
  readonly met?: boolean;
}

const run = promisify(execFile);

test('a quick run of two questions ends, and every ratio it gives is a number above zero', async () => {
  const script = join(root, 'bench', 'index.js');
  const { stdout } = await run(process.execPath, [
    script,
    '--quick',
    '--json',
    '--only',
    'event-write,when-off',
  ]);
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
  assert.deepEqual(new Set(rows.map(({ name }) => name)), new Set(['event-write', 'when-off']));
  for (const row of rows) {
    const { median, low, high } = row.ratio;
    assert.ok(
      [low, median, high].every((ratio) => Number.isFinite(ratio) && ratio > 0),
      JSON.stringify(row),
    );
    assert.equal(typeof row.met, row.aim === undefined ? 'undefined' : 'boolean');
  }
});

test('a question that is not there is refused', async () => {
  await assert.rejects(
    run(process.execPath, [join(root, 'bench', 'index.js'), '--only', 'speed']),
    /no question speed/,
  );
});
