import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { locateFolder } from '../../../src/store/folder/locate.ts';
import { createTempFolder } from './fixtures.ts';

interface Case {
  readonly title: string;
  readonly folders?: readonly string[];
  readonly files?: readonly string[];
  readonly links?: readonly (readonly [name: string, target: string])[];
  readonly cwd: string;
  readonly dir?: string;
  readonly expected: string;
}

const CASES: readonly Case[] = [
  { title: 'in the working directory where there is nothing', cwd: 'a/b', expected: 'a/b/.agentlog' },
  { title: 'where it is', folders: ['a/b/.agentlog'], cwd: 'a/b', expected: 'a/b/.agentlog' },
  { title: 'above', folders: ['a/.agentlog', 'a/b/c'], cwd: 'a/b/c', expected: 'a/.agentlog' },
  {
    title: 'at the nearest of two',
    folders: ['.agentlog', 'a/.agentlog'],
    cwd: 'a/b',
    expected: 'a/.agentlog',
  },
  { title: 'beside .git', folders: ['a/.git', 'a/b/c'], cwd: 'a/b/c', expected: 'a/.agentlog' },
  {
    title: 'beside the .git file of a worktree',
    folders: ['a/b'],
    files: ['a/.git'],
    cwd: 'a/b',
    expected: 'a/.agentlog',
  },
  { title: 'above .git if it is there', folders: ['.agentlog', 'a/.git'], cwd: 'a', expected: '.agentlog' },
  {
    title: 'at a file of that name, to be refused',
    files: ['a/.agentlog'],
    cwd: 'a',
    expected: 'a/.agentlog',
  },
  {
    title: 'at a broken link of that name',
    links: [['a/.agentlog', 'no']],
    cwd: 'a',
    expected: 'a/.agentlog',
  },
  { title: 'where AGENTLOG_DIR says', folders: ['a/.agentlog'], cwd: 'a', dir: '../log', expected: 'log' },
  { title: 'at AGENTLOG_DIR with a slash behind', cwd: 'a', dir: './log/', expected: 'a/log' },
  { title: 'as if AGENTLOG_DIR were unset when it is empty', cwd: 'a', dir: '', expected: 'a/.agentlog' },
  {
    title: 'at the real path of what leads to it',
    links: [['l', 'a']],
    cwd: 'a',
    dir: '../l/log',
    expected: 'a/log',
  },
  { title: 'at a link itself, to be refused', links: [['l', 'a']], cwd: 'a', dir: '../l', expected: 'l' },
];

for (const { title, folders = [], files = [], links = [], cwd, dir, expected } of CASES) {
  test(`the folder is found ${title}`, () => {
    const root = createTempFolder();
    for (const folder of [cwd, ...folders]) mkdirSync(join(root, folder), { recursive: true });
    for (const file of files) writeFileSync(join(root, file), '');
    for (const [name, target] of links) symlinkSync(target, join(root, name));
    assert.equal(locateFolder(join(root, cwd), dir), join(root, expected));
  });
}

test('the folder is found by an absolute AGENTLOG_DIR that leads nowhere', () => {
  assert.equal(locateFolder('/', '/nowhere/at/all'), '/nowhere/at/all');
});
