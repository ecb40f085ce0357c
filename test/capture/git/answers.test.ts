import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createGitDiff } from '../../../src/capture/git/git-diff.ts';
import { makeRepository, makeTempFolder, runGit } from './make-repository.ts';

test('without a repository, a folder or a working tree the answer says so', () => {
  const { missing, root } = makeRepository({ a: 'a\n' });
  const outside = makeTempFolder();
  assert.match(missing({ cwd: outside }), /^no git repository at .* or above$/);
  assert.match(missing({ cwd: join(outside, 'none') }), /^there is no folder .*none$/);
  assert.match(missing({ cwd: join(root, '.git') }), /^no working tree here: /);
  runGit(outside, process.env, ['init', '-q', '--bare', 'bare']);
  assert.match(missing({ cwd: join(outside, 'bare') }), /^no working tree here: /);
  mkdirSync(join(outside, 'broken/.git'), { recursive: true });
  assert.match(missing({ cwd: join(outside, 'broken') }), /^no git repository at /);
  writeFileSync(join(outside, 'broken/.git/HEAD'), '');
  assert.match(missing({ cwd: join(outside, 'broken') }), /^no git repository at /);
});

test('without git the answer says so', () => {
  const { missing, env } = makeRepository({ a: 'a\n' });
  assert.equal(missing({ env: { ...env, PATH: makeTempFolder() } }), 'git was not found');
});

test('a git that does not come back is killed when the time is up', () => {
  const { root, env, store } = makeRepository({ a: 'a\n' });
  const bin = makeTempFolder();
  writeFileSync(join(bin, 'git'), '#!/bin/sh\ntrap "" TERM\nexec sleep 60\n', { mode: 0o755 });
  const diffs = createGitDiff({
    storePath: store,
    env: { ...env, PATH: `${bin}:${env.PATH}` },
    timeoutMs: 200,
  });
  const session = () => ({ id: 'sess_slow', startTs: 0 });
  assert.deepEqual(diffs.diff({ session, cwd: root }), { missing: 'git took longer than 0.2 s' });
});

test('a session that cannot be opened is an answer, and is asked for only where there is a working tree', () => {
  const { diffs, root } = makeRepository({ a: 'a\n' });
  const session = (): never => {
    throw new Error('no store');
  };
  assert.deepEqual(diffs.diff({ session, cwd: root }), { missing: 'no store' });
  assert.match(JSON.stringify(diffs.diff({ session, cwd: makeTempFolder() })), /no git repository/);
});
