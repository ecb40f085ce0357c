import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { nodeOptionsWithPreload, splitNodeOptions } from '../../src/cli/node-options.ts';
import { makeFolder, runProcess } from './agentlog.ts';

const P = '/opt/agentlog/preload.cjs';

const TABLE: readonly (readonly [string | undefined, string, string])[] = [
  [undefined, P, `--require ${P}`],
  ['', P, `--require ${P}`],
  ['--title=a', P, `--require ${P} --title=a`],
  [`--require ${P}`, P, `--require ${P}`],
  [`--title=a -r ${P}`, P, `--title=a -r ${P}`],
  [`--require="${P}"`, P, `--require="${P}"`],
  [`--title=${P}`, P, `--require ${P} --title=${P}`],
  [undefined, '/a b/p.cjs', '--require "/a b/p.cjs"'],
  [undefined, '/a"b\\c/p.cjs', '--require "/a\\"b\\\\c/p.cjs"'],
  [undefined, '/ünï\\c/p.cjs', '--require /ünï\\c/p.cjs'],
  ['--require "/a b/p.cjs"', '/a b/p.cjs', '--require "/a b/p.cjs"'],
];

for (const [existing, path, expected] of TABLE) {
  test(`nodeOptionsWithPreload makes ${expected} of ${existing} and ${path}`, () => {
    assert.equal(nodeOptionsWithPreload(existing, path), expected);
    assert.equal(nodeOptionsWithPreload(expected, path), expected);
  });
}

const SPLIT: readonly (readonly [string, readonly string[]])[] = [
  ['', []],
  ['  a  b ', ['a', 'b']],
  ['"a b"c d', ['a bc', 'd']],
  ['"a\\"b\\\\c"', ['a"b\\c']],
  ['a\\b', ['a\\b']],
  ['"open', ['open']],
];

for (const [given, expected] of SPLIT) {
  test(`splitNodeOptions reads ${JSON.stringify(given)} as ${expected.length} words`, () => {
    assert.deepEqual(splitNodeOptions(given), expected);
  });
}

for (const name of ['plain', 'two words', 'quo"te', 'back\\slash', `it's $HOME`, 'ünïcödé 🎉', 'new\nline']) {
  test(`Node loads a preload from a folder called ${JSON.stringify(name)}`, async (t) => {
    const folder = join(makeFolder(t), name);
    mkdirSync(folder);
    writeFileSync(join(folder, 'preload.cjs'), 'globalThis.loaded = true;');
    const options = nodeOptionsWithPreload('--title=kept', join(folder, 'preload.cjs'));
    const { stdout, stderr } = await runProcess(process.execPath, ['-p', 'loaded + process.title'], {
      cwd: folder,
      env: { NODE_OPTIONS: options },
    });
    assert.deepEqual([stdout.toString(), stderr], ['truekept\n', '']);
  });
}
