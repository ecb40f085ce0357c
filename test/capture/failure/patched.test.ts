import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { CLI, makeFolder, readEvents, runProcess } from '../../cli/agentlog.ts';
import { root } from '../../root.ts';
import { testNode } from '../../run-node.ts';

const PROGRAM = join(root, 'test/programs/patched/count-calls.cjs');
const DOORS: readonly (readonly [title: string, file: string, args: readonly string[]])[] = [
  ['run', process.execPath, [CLI, 'run', '--', testNode, PROGRAM]],
  ['the preload', testNode, ['--require', join(root, 'dist/preload.cjs'), PROGRAM]],
  ['an import', testNode, ['--import', join(root, 'dist/register.js'), PROGRAM]],
];

for (const [title, file, args] of DOORS) {
  test(`no built-in that the program has replaced is called at 40 throws that it catches: ${title}`, async (t) => {
    const cwd = makeFolder(t);
    const bare = await runProcess(testNode, [PROGRAM], { cwd });
    const recorded = await runProcess(file, args, { cwd, env: { AGENTLOG: '1' } });
    assert.equal(recorded.stdout.toString(), bare.stdout.toString());
    assert.match(recorded.stdout.toString(), /^\{"caught":40,/);
    assert.equal(recorded.exitCode, 1);
    // The error's throw was one of those that were caught: its variables were read then.
    const failures = readEvents(cwd).filter(({ event_type }) => event_type === 'failure');
    assert.equal(failures.length, 1);
    assert.deepEqual(Object.keys(failures[0]?.locals as object).sort(), ['i', 'inner', 'n', 'outer']);
  });
}
