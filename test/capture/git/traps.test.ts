import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeRepository, readTree, runGit, type TestRepository } from './make-repository.ts';

/** Settings and attributes that name commands; each would leave a mark. */
function setTraps({ git, root, write }: TestRepository, mark: string): void {
  const trap = join(root, '../trap');
  writeFileSync(trap, `#!/bin/sh\necho "$0 $*" >> '${mark}'\ncat\n`, { mode: 0o755 });
  for (const name of readdirSync(join(root, '.git/hooks'))) rmSync(join(root, '.git/hooks', name));
  for (const hook of [
    'post-index-change',
    'pre-commit',
    'post-checkout',
    'reference-transaction',
    'fsmonitor-watchman',
  ])
    symlinkSync(trap, join(root, '.git/hooks', hook));
  const settings = {
    'core.fsmonitor': trap,
    'core.untrackedCache': 'true',
    'core.pager': trap,
    'core.editor': trap,
    'core.sshCommand': trap,
    'core.hooksPath': join(root, '.git/hooks'),
    'core.quotePath': 'true',
    'core.abbrev': '40',
    'core.alternateRefsCommand': trap,
    'pager.diff': trap,
    'credential.helper': trap,
    'gpg.program': trap,
    'log.showSignature': 'true',
    'diff.external': trap,
    'diff.noprefix': 'true',
    'diff.mnemonicPrefix': 'true',
    'diff.renames': 'false',
    'diff.context': '0',
    'diff.algorithm': 'patience',
    'diff.orderFile': join(root, 'none'),
    'diff.submodule': 'log',
    'diff.wordRegex': '.',
    'diff.ignoreSubmodules': 'all',
    'diff.trap.textconv': trap,
    'diff.trap.command': trap,
    'color.ui': 'always',
    'color.diff': 'always',
    'filter.trap.clean': trap,
    'filter.trap.smudge': trap,
    'filter.trap.process': trap,
    'filter.trap.required': 'true',
    'alias.diff-tree': `!${trap}`,
    'merge.trap.driver': trap,
    'status.showUntrackedFiles': 'no',
  };
  const home = join(root, '../.gitconfig');
  for (const [name, value] of Object.entries(settings)) {
    for (const place of [['--local'], ['--file', home]]) git('config', ...place, name, value);
  }
  write('.gitattributes', '*.trap diff=trap filter=trap merge=trap\n');
}

test('no hook, filter, monitor, pager or program of the repository or the user runs, and no setting changes the text', () => {
  const [trapped, plain] = [
    makeRepository({ 'a.trap': 'a\n', 'sub dir/é': 'x\n' }),
    makeRepository({ 'a.trap': 'a\n', 'sub dir/é': 'x\n' }),
  ];
  const mark = join(trapped.root, '../mark');
  for (const { git, write } of [trapped, plain]) {
    git('init', '-q', 'sub');
    write('sub/x', 'x\n');
    git('-C', 'sub', 'add', 'x');
    git('-C', 'sub', 'commit', '-qm', 'x');
    git('-c', 'advice.addEmbeddedRepo=false', 'add', 'sub');
    git('commit', '-qm', 'sub');
  }
  setTraps(trapped, mark);
  trapped.git('-C', 'sub', 'config', 'core.fsmonitor', join(trapped.root, '../trap'));
  plain.write('.gitattributes', '*.trap diff=trap filter=trap merge=trap\n');
  const edits: readonly ((repository: TestRepository) => void)[] = [
    () => {},
    ({ write }) => write('a.trap', 'b\n'),
    ({ write }) => write('n', 'n\n'),
    ({ write, root, env }) => {
      write('sub/x', 'y\n');
      runGit(join(root, 'sub'), { ...env, HOME: root }, ['-c', 'core.fsmonitor=', 'commit', '-qam', 'y']);
      rmSync(mark, { force: true });
    },
    ({ root }) => {
      rmSync(join(root, 'sub dir/é'));
      writeFileSync(join(root, 'é'), 'x\n');
    },
  ];
  rmSync(mark, { force: true });
  for (const edit of edits) {
    edit(trapped);
    edit(plain);
    assert.deepEqual(trapped.turn(), plain.turn());
  }
  assert.ok(!existsSync(mark), existsSync(mark) ? readFileSync(mark, 'utf8') : '');
});

test('a hostile environment of git’s changes nothing', () => {
  const elsewhere = makeRepository({ z: 'z\n' });
  const { root, env, turn, write } = makeRepository({ a: 'a\n' });
  const mark = join(root, '../mark');
  const trap = join(root, '../trap');
  writeFileSync(trap, `#!/bin/sh\ntouch '${mark}'\n`, { mode: 0o755 });
  const hostile = {
    ...env,
    GIT_DIR: join(elsewhere.root, '.git'),
    GIT_WORK_TREE: elsewhere.root,
    GIT_INDEX_FILE: join(elsewhere.root, '.git/index'),
    GIT_OBJECT_DIRECTORY: join(elsewhere.root, '.git/objects'),
    GIT_COMMON_DIR: join(elsewhere.root, '.git'),
    GIT_NAMESPACE: 'x',
    GIT_PREFIX: 'x/',
    GIT_EXTERNAL_DIFF: trap,
    GIT_PAGER: trap,
    GIT_DIFF_OPTS: '--unified=0',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_TRACE: join(root, '../trace'),
    GIT_QUARANTINE_PATH: '/',
    GIT_DEFAULT_HASH: 'sha256',
    GIT_CONFIG_PARAMETERS: "'diff.external=x'",
    LC_ALL: 'de_DE.UTF-8',
    LANGUAGE: 'de',
  };
  const before = readTree(elsewhere.root);
  assert.equal(turn({ env: hostile }).files_changed, 0);
  write('n', 'n\n');
  assert.match(turn({ env: hostile }).diff, /^diff --git a\/n b\/n\nnew file mode 100644\n/);
  assert.deepEqual(readTree(elsewhere.root), before);
  assert.deepEqual([existsSync(mark), existsSync(join(root, '../trace'))], [false, false]);
});
