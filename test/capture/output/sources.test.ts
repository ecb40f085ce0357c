import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../root.ts';
import { makeToolFolder, runTool } from './run-tool.ts';

/** The table of docs/tools.md: what prints, and whether a capture keeps it. */
function readTable(): Record<string, boolean> {
  const page = readFileSync(join(root, 'docs/tools.md'), 'utf8');
  const rows = [...page.matchAll(/^\| (.+?) \| (yes|no)(?:, [^|]*)? \|$/gm)];
  return Object.fromEntries(
    rows.map(([, name = '', answer]) => [name.replaceAll('`', ''), answer === 'yes']),
  );
}

test('docs/tools.md says of every way to print whether it is captured, and what is captured is not printed', async (t) => {
  const cwd = makeToolFolder(t);
  const file = join(cwd, 'captured.json');
  const { exitCode, stdout, stderr } = await runTool(cwd, 'sources.mjs', {}, [file]);
  const captured = JSON.parse(readFileSync(file, 'utf8')) as Record<string, boolean>;
  assert.deepEqual(captured, readTable());
  const printed = Object.values(captured).filter((isCaptured) => !isCaptured).length;
  assert.deepEqual([exitCode, `${stdout}${stderr}`], [0, 'said\n'.repeat(printed)]);
});

test('children print in their place among what the tool prints, and look to the program as they did', async (t) => {
  const { events, ...rest } = await runTool(makeToolFolder(t), 'children.mjs');
  assert.deepEqual(rest, { exitCode: 0, stdout: 'both\nprinted later\n', stderr: '' });
  assert.deepEqual(
    events.map(({ tool, stdout, truncated }) => [tool, String(stdout).slice(0, 6), truncated]),
    [
      ['many bytes', 'xxxxxx', { stdout: 300_000 }],
      ['with tee', 'both\n', undefined],
      ['leaves one behind', '', undefined],
    ],
  );
});
