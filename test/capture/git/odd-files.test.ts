import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeRepository } from './make-repository.ts';

const { geteuid } = process;

test('a file under a filter is a change only when it is written, though the filter is not run', () => {
  const { git, root, write, turn } = makeRepository({ '.gitattributes': '*.big filter=swap\n' });
  git('config', 'filter.swap.clean', 'tr a-z A-Z');
  git('config', 'filter.swap.smudge', 'tr A-Z a-z');
  write('x.big', 'content\n');
  write('y.big', 'content\n');
  git('add', '-A');
  git('commit', '-qm', 'filtered');
  assert.equal(turn().files_changed, 0);
  write('x.big', 'other content\n');
  assert.equal(turn().files_changed, 1);
  git('commit', '-qam', 'changed');
  assert.equal(turn().files_changed, 0);
  utimesSync(join(root, '.git/index'), 2e9, 2e9);
  assert.equal(turn().files_changed, 0);
  rmSync(join(root, 'y.big'));
  assert.match(turn().diff, /^diff --git a\/y.big b\/y.big\ndeleted file/);
});

test('an attribute that converts texts, and cannot, leaves that file out and tells of the others', () => {
  const { turn, write } = makeRepository({ '.gitattributes': '*.u working-tree-encoding=UTF-16\n' });
  turn();
  write('x.u', 'no UTF-16\n');
  write('n', 'n\n');
  const { files_changed, diff } = turn();
  assert.equal(files_changed, 1, diff);
  assert.match(diff, /b\/n\n/);
});

test('a file that cannot be read is left out', { skip: geteuid?.() === 0 }, () => {
  const { turn, write, root } = makeRepository({ a: 'a\n' });
  turn();
  write('n', 'n\n');
  write('secret', 'n\n');
  chmodSync(join(root, 'secret'), 0);
  assert.equal(turn().files_changed, 1);
});

test('what is no file, link or folder does not count', async () => {
  const { turn, root } = makeRepository({ a: 'a\n' });
  turn();
  rmSync(join(root, 'a'));
  await once(spawn('mkfifo', [join(root, 'a'), join(root, 'p')]), 'exit');
  assert.match(turn().diff, /^diff --git a\/a b\/a\ndeleted file/);
  assert.equal(turn().files_changed, 0);
});
