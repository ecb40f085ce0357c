import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createGitDiff } from '../../../src/capture/git/git-diff.ts';
import { removeGitState } from '../../../src/capture/git/git-state.ts';
import { makeRepository, makeTempFolder, readTree, runGit, type TestRepository } from './make-repository.ts';

const { geteuid } = process;

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

const STATES: Readonly<Record<string, string>> = {
  torn: '{"turn":3,"repositor',
  empty: '',
  'another type': '[1]',
  'wrong fields': '{"turn":"x","repositories":{"a":{"tree":"../x","seed":1}}}',
  nothing: 'null',
};

for (const [name, text] of Object.entries(STATES)) {
  test(`a state file that is ${name} counts as none: the next turn begins at the session’s start`, () => {
    const { store, turn, write } = makeRepository({ a: 'a\n' });
    write('n', 'n\n');
    turn();
    writeFileSync(join(store, 'git/turnturn/state.json'), text);
    const { turn_number, files_changed } = turn();
    assert.deepEqual([turn_number, files_changed], [1, 1]);
  });
}

test('where the objects of the last turn are gone the answer says so, and the next turn goes on', () => {
  const { store, turn, missing, write } = makeRepository({ a: 'a\n' });
  write('n', 'n\n');
  turn();
  const folder = join(store, 'git/turnturn');
  const key = readdirSync(folder).find((name) => name !== 'state.json') ?? '';
  rmSync(join(folder, key), { recursive: true });
  write('m', 'm\n');
  assert.match(missing(), /^the last turn cannot be compared with: /);
  write('m', 'mm\n');
  assert.equal(turn().files_changed, 1);
});

test('a lock that a killed process left is taken over, also one of git’s own', () => {
  const { store, turn, write } = makeRepository({ a: 'a\n' });
  turn();
  const folder = join(store, 'git/turnturn');
  const key = readdirSync(folder).find((name) => /^[0-9a-f]{16}$/.test(name)) ?? '';
  writeFileSync(join(folder, 'lock'), '999999999');
  writeFileSync(join(folder, key, 'index.lock'), '');
  write('n', 'n\n');
  assert.equal(turn().files_changed, 1);
});

test('processes that log turns of one session at once get numbers of their own, and no change is lost or told twice', async () => {
  const { root, store, env, write } = makeRepository({ a: 'a\n' });
  for (let i = 0; i < 8; i += 1) write(`n${i}`, 'n\n');
  const child = fileURLToPath(new URL('./turn-child.js', import.meta.url));
  const runs = Array.from({ length: 6 }, async () => {
    const run = spawn(process.execPath, [child, root, store], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const printed: Buffer[] = [];
    run.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
    await once(run, 'close');
    return JSON.parse(Buffer.concat(printed).toString()).payload as {
      turn_number: number;
      files_changed: number;
    };
  });
  const turns = await Promise.all(runs);
  assert.deepEqual(turns.map((turn) => turn.turn_number).sort(), [1, 2, 3, 4, 5, 6]);
  assert.deepEqual(turns.map((turn) => turn.files_changed).sort(), [0, 0, 0, 0, 0, 8]);
});

test('a link or a file in the place of the snapshots is refused, and nothing is written behind it', () => {
  const { store, missing } = makeRepository({ a: 'a\n' });
  const elsewhere = makeTempFolder();
  symlinkSync(elsewhere, join(store, 'git'));
  assert.match(missing(), /git is not a folder of this user: remove it$/);
  rmSync(join(store, 'git'));
  mkdirSync(join(store, 'git'));
  symlinkSync(elsewhere, join(store, 'git/turnturn'));
  assert.match(missing(), /turnturn is not a folder of this user: remove it$/);
  assert.deepEqual(readdirSync(elsewhere), []);
});

test('a session’s snapshots are for this user alone, and are removed with it', () => {
  const { store, turn, write } = makeRepository({ a: 'a\n' });
  write('n', 'n\n');
  turn();
  turn({ sessionId: 'sess_other' });

  assert.deepEqual(modesBelow(join(store, 'git')), ['400', '600', '700']);
  removeGitState(store, 'sess_turnturn');
  removeGitState(store, 'sess_nobody');
  assert.deepEqual(readdirSync(join(store, 'git')), ['other']);
  assert.throws(() => removeGitState(store, '../x'));
});

function modesBelow(folder: string): string[] {
  const modes = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) =>
    (lstatSync(join(folder, path)).mode & 0o777).toString(8),
  );
  return [...new Set(modes)].sort();
}
