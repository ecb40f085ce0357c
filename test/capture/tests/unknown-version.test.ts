import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeFolder } from '../../cli/agentlog.ts';
import { root } from '../../root.ts';
import { runNode } from '../../run-node.ts';

test('of a runner whose code is not known agentlog says so once', async (t) => {
  const cwd = makeFolder(t);
  const lib = join(cwd, 'node_modules/mocha/lib');
  mkdirSync(lib, { recursive: true });
  writeFileSync(join(lib, 'runner.js'), 'exports.fail = (t, e) => { t.failed = e; };');
  writeFileSync(join(lib, 'other.js'), '');
  writeFileSync(
    join(cwd, 'main.js'),
    "for (const one of ['runner', 'other', 'runner']) require('./node_modules/mocha/lib/' + one + '.js');",
  );
  const { PATH = '' } = process.env;
  const env = { PATH, AGENTLOG: '1', AGENTLOG_DIR: join(cwd, '.agentlog') };
  const run = await runNode(['--require', join(root, 'dist/preload.cjs'), 'main.js'], { cwd, env });
  assert.deepEqual(run, {
    exitCode: 0,
    signal: null,
    stdout: '',
    stderr: 'agentlog: this version of mocha is not known: its failing tests are not recorded as such\n',
  });
});
