import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DIFF_FORM } from '../../../src/capture/git/diff-trees.ts';
import { createHistory } from './history.ts';
import { makeRepository, makeTempFolder, readTree, runGit, type TestRepository } from './make-repository.ts';

const SEED = Number(process.env.AGENTLOG_TEST_SEED ?? 20260214);
const EDITS = 200;

/** Everything of a repository but its working tree. */
function readGitFolder({ root }: TestRepository): unknown {
  const { mtimeMs, ino } = statSync(join(root, '.git', 'index'));
  return [readTree(join(root, '.git')), mtimeMs, ino];
}

/** What a user could ask a repository. */
function askRepository({ git }: TestRepository): unknown {
  return {
    status: git('status', '--porcelain=v2', '--branch', '--untracked-files=all'),
    staged: git('ls-files', '--stage'),
    refs: git('for-each-ref'),
    stash: git('stash', 'list'),
    reflog: git('reflog', '--all', '--format=%H %gs'),
    objects: git('cat-file', '--batch-all-objects', '--batch-check'),
  };
}

/** The tree that the store's last turn ended with, and a way to compare two of them in full. */
function openStore({ root, store, env }: TestRepository) {
  const folder = join(store, 'git', 'turnturn');
  const key = readdirSync(folder).find((name) => /^[0-9a-f]{16}$/.test(name)) ?? '';
  const own = {
    ...env,
    GIT_DIR: join(folder, key),
    GIT_WORK_TREE: root,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: `"${join(root, '.git', 'objects')}"`,
  };
  return {
    tree: () => JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8')).repositories[key].tree as string,
    full: (from: string, to: string, ...more: string[]) =>
      runGit(root, own, [
        '-c',
        'core.quotePath=false',
        'diff-tree',
        '-r',
        '-p',
        ...DIFF_FORM,
        ...more,
        from,
        to,
      ]),
  };
}

test(`the diffs of ${EDITS} turns, applied in order, give the working tree, and the repository is as without agentlog (seed ${SEED})`, (t) => {
  t.diagnostic(`seed ${SEED}`);
  const start = { 'src/a.js': 'let a = 1;\n'.repeat(20), 'b.txt': 'b\n', '.gitignore': 'ignored*\n' };
  const [recorded, plain] = [makeRepository(start), makeRepository(start)];
  const histories = [createHistory(recorded, SEED), createHistory(plain, SEED)] as const;
  const copy = makeTempFolder();
  runGit(copy, recorded.env, ['init', '-q']);
  runGit(copy, recorded.env, ['-c', 'core.autocrlf=false', 'pull', '-q', recorded.root, 'main']);
  recorded.turn();
  const store = openStore(recorded);
  let before = store.tree();
  const log: string[] = [];
  for (let edit = 1; edit <= EDITS; edit += 1) {
    log.push(histories[0].step());
    histories[1].step();
    const around = `seed ${SEED}, edit ${edit}: ${log.slice(-5).join(', ')}`;
    const untouched = readGitFolder(recorded);
    const payload = recorded.turn();
    assert.deepEqual(readGitFolder(recorded), untouched, around);
    const after = store.tree();
    const full = store.full(before, after, '--full-index', '--binary');
    if (full !== '')
      runGit(copy, recorded.env, ['apply', '--whitespace=nowarn', '-'], Buffer.from(`${full}\n`, 'latin1'));
    const isOwn = (path: string): boolean => path === '.git' || path === '.agentlog';
    assert.deepEqual(readTree(copy, isOwn), readTree(recorded.root, isOwn), around);
    assertShown(payload, Buffer.from(store.full(before, after), 'latin1').toString(), around);
    assert.equal(payload.turn_number, edit + 1, around);
    before = after;
  }
  assert.deepEqual(askRepository(recorded), askRepository(plain));
});

function assertShown(payload: ReturnType<TestRepository['turn']>, full: string, around: string): void {
  const lines = full === '' ? [] : full.split('\n');
  const shown = lines
    .slice(0, 50)
    .map((line) => `${line}\n`)
    .join('');
  const files = lines.filter((line) => line.startsWith('diff --git ')).length;
  assert.deepEqual(
    { files: payload.files_changed, diff: payload.diff, truncated: payload.truncated },
    { files, diff: shown, truncated: lines.length > 50 },
    around,
  );
}
