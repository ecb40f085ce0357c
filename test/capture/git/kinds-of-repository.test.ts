import assert from 'node:assert/strict';
import { chmodSync, chownSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeRepository, readTree, runGit, type TestRepository } from './make-repository.ts';

const { geteuid } = process;

type Setup = (repository: TestRepository) => void;

/** Repositories of every kind: in each, a new line in `a` is a change of one file. */
const KINDS: Readonly<Record<string, { init?: readonly string[]; setUp?: Setup; base?: number }>> = {
  'a plain repository': {},
  'a repository of SHA-256': { init: ['--object-format=sha256'] },
  'a repository with a lock held': {
    setUp: ({ root }) => {
      for (const lock of ['index.lock', 'HEAD.lock', 'refs/heads/main.lock'])
        writeFileSync(join(root, '.git', lock), '');
    },
  },
  'an index of version 4': { setUp: ({ git }) => git('update-index', '--index-version', '4') },
  'a split index': { setUp: ({ git }) => git('update-index', '--split-index') },
  'an index with an untracked cache': { setUp: ({ git }) => git('update-index', '--force-untracked-cache') },
  'no index': { setUp: ({ root }) => rmSync(join(root, '.git/index')) },
  'a repository without reflogs': {
    setUp: ({ root }) => rmSync(join(root, '.git/logs'), { recursive: true }),
  },
  'an index that is torn': {
    setUp: ({ root }) => writeFileSync(join(root, '.git/index'), 'DIRC torn'),
    base: -1,
  },
  'file modes that do not count': {
    setUp: ({ git, root }) => {
      git('config', 'core.fileMode', 'false');
      chmodSync(join(root, 'a'), 0o755);
    },
  },
  'carriage returns that do not count': {
    setUp: ({ git, write }) => {
      git('config', 'core.autocrlf', 'true');
      write('a', 'a\r\n');
      git('add', '-A');
    },
  },
};

for (const [name, { init, setUp, base = 0 }] of Object.entries(KINDS)) {
  test(`${name} is told of as it is, and left as it is`, () => {
    const repository = makeRepository({ a: 'a\n', b: 'b\n' }, init);
    setUp?.(repository);
    const { root, turn, missing, write } = repository;
    const before = readTree(join(root, '.git'));
    if (base === -1) assert.match(missing(), /^git failed: /);
    else {
      assert.equal(turn().files_changed, base);
      write(
        'a',
        `${readFileSync(join(root, 'a'), 'latin1')}${name.startsWith('carriage') ? 'n\r\n' : 'n\n'}`,
      );
      const { files_changed, lines_added, lines_removed, diff } = turn();
      assert.deepEqual([files_changed, lines_added, lines_removed], [1, 1, 0], diff);
    }
    assert.deepEqual(readTree(join(root, '.git')), before);
  });
}

test('where there is no commit yet, everything is new', () => {
  const { turn, write, git } = makeRepository();
  write('a', 'a\n');
  const { files_changed, diff } = turn();
  assert.deepEqual([files_changed, /^diff --git a\/a b\/a\nnew file/.test(diff)], [1, true]);
  git('add', '-A');
  git('commit', '-qm', 'first');
  assert.equal(turn().files_changed, 0);
});

test('a linked worktree has its own turns', () => {
  const { git, root, turn, write } = makeRepository({ a: 'a\n' });
  git('worktree', 'add', '-q', '../linked', '-b', 'linked');
  const linked = join(root, '../linked');
  assert.equal(turn({ cwd: linked }).files_changed, 0);
  write('../linked/n', 'n\n');
  write('m', 'm\n');
  assert.match(turn({ cwd: linked }).diff, /^diff --git a\/n b\/n\n/);
  assert.match(turn().diff, /^diff --git a\/m b\/m\n/);
});

for (const sparseIndex of ['--no-sparse-index', '--sparse-index']) {
  test(`what a sparse checkout leaves out was not deleted (${sparseIndex})`, () => {
    const { git, turn, write } = makeRepository({ 'in/a': 'a\n', 'out/b': 'b\n', 'out/deep/c': 'c\n' });
    git('sparse-checkout', 'set', '--cone', sparseIndex, 'in');
    assert.equal(turn().files_changed, 0);
    write('in/n', 'n\n');
    assert.equal(turn().files_changed, 1);
    git('sparse-checkout', 'disable');
    assert.equal(turn().files_changed, 0);
  });
}

test('a partial clone is compared without fetching; what was never fetched cannot be compared, and the next turn goes on', () => {
  const { root, git, env } = makeRepository({ a: 'a\n', 'd/b': 'b\n' });
  git('config', 'uploadpack.allowFilter', 'true');
  const clone = join(root, '../clone');
  git('clone', '-q', '--filter=blob:none', `file://${root}`, clone);
  runGit(clone, env, ['checkout', '-q', '-b', 'other']);
  const other = makeRepository();
  other.git('remote', 'add', 'origin', `file://${root}`);
  other.git('fetch', '-q', '--filter=blob:none', 'origin', 'main');
  other.git('reset', '-q', '--mixed', 'FETCH_HEAD');
  const objects = other.git('count-objects', '-v');
  const startTs = Date.now() / 1000 + 10;
  assert.equal(other.turn({ cwd: clone, startTs }).files_changed, 0);
  writeFileSync(join(clone, 'a'), 'b\n');
  assert.equal(other.turn({ cwd: clone }).files_changed, 1);
  assert.match(other.missing({ startTs }), /^the last turn cannot be compared with: /);
  other.write('n', 'n\n');
  assert.equal(other.turn().files_changed, 1);
  assert.equal(other.git('count-objects', '-v'), objects);
});

test('ignore files of the user’s count, wherever the settings put them', () => {
  const { root, env, git, turn, write } = makeRepository({ a: 'a\n' });
  write('../.config/git/ignore', 'one\n');
  write('../xdg/git/ignore', 'two\n');
  write('../home-ignore', 'three\n');
  write('../relative', 'four\n');
  for (const name of ['one', 'two', 'three', 'four', 'five']) write(name, 'x\n');
  let rounds = 0;
  const ignored = (more: NodeJS.ProcessEnv, setting?: string): string => {
    rounds += 1;
    if (setting !== undefined) git('config', 'core.excludesFile', setting);
    const { diff } = turn({
      env: { ...env, ...more },
      sessionId: `sess_round${rounds}`,
    });
    return ['one', 'two', 'three', 'four', 'five'].filter((name) => !diff.includes(`b/${name}\n`)).join(' ');
  };
  assert.deepEqual(
    [
      ignored({}),
      ignored({ XDG_CONFIG_HOME: join(root, '../xdg') }),
      ignored({ HOME: '/dev/null' }),
      ignored({ HOME: '' }),
      ignored({}, '~/home-ignore'),
      ignored({}, '../relative'),
      ignored({ HOME: '' }, '~/home-ignore'),
    ],
    ['one', 'two', '', '', 'three', 'four', ''],
  );
});

test('a repository of another user is told of, and nothing in it is obeyed', {
  skip: geteuid?.() !== 0,
}, () => {
  const { root, turn, write } = makeRepository({ a: 'a\n' });
  for (const path of ['', '.git', '.git/config', '.git/HEAD', 'a']) chownSync(join(root, path), 12345, 12345);
  assert.equal(turn().files_changed, 0);
  write('n', 'n\n');
  assert.equal(turn().files_changed, 1);
});
