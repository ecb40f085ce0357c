import assert from 'node:assert/strict';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { TestContext } from 'node:test';
import { makeFolder, runProcess } from '../cli/agentlog.ts';
import { PATH } from '../installed.ts';
import { tarball } from './project.ts';
import { pattern } from './transcript.ts';

const INSTALL = 'npm install --save-dev agentlog';

/**
 * Tries the ten lines in an empty directory, with Node, npm and a shell on the `PATH` and nothing else; what a line says behind its `#` must
 * be in what it prints. The package comes from its tarball and not from the registry: it needs nothing from there.
 */
export async function tryQuickStart(text: string, t: TestContext): Promise<void> {
  const lines = text.trim().split('\n');
  assert.equal(lines.length, 10);
  assert.equal(lines[0]?.split(' # ')[0]?.trim(), INSTALL);
  const folder = makeFolder(t);
  const [bin, cwd] = [join(folder, 'bin'), join(folder, 'empty')];
  for (const path of [bin, cwd]) mkdirSync(path);
  symlinkSync(process.execPath, join(bin, 'node'));
  for (const name of ['npm', 'npx']) symlinkSync(find(name), join(bin, name));
  symlinkSync('/bin/sh', join(bin, 'sh'));
  const env = { PATH: bin, HOME: folder, npm_config_update_notifier: 'false' };
  for (const line of lines) {
    const [command = '', said = ''] = line.split(/ +# /);
    const run = command.replace(INSTALL, `npm install --save-dev --offline "${tarball}"`);
    const { stdout, stderr } = await runProcess('/bin/sh', ['-c', run], { cwd, env });
    const printed = `${stdout}${stderr}`;
    assert.match(printed, new RegExp(pattern(said)), `${command}\n${printed}`);
    // What says nothing prints nothing.
    if (said === '') assert.equal(printed, '', command);
  }
}

/** Where a program is on the `PATH` of the tests. */
function find(name: string): string {
  const paths = PATH.split(delimiter).map((folder) => join(folder, name));
  return paths.find((path) => existsSync(path)) ?? name;
}
