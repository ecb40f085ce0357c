import assert from 'node:assert/strict';
import { chmodSync, renameSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeRepository, type TestRepository } from './make-repository.ts';

const LINES = Array.from({ length: 20 }, (_, i) => `line ${i}\n`).join('');

type Row = readonly [
  name: string,
  edit: (repository: TestRepository) => void,
  expected: {
    readonly files: number;
    readonly added?: number;
    readonly removed?: number;
    readonly diff?: RegExp;
  },
];

const ROWS: readonly Row[] = [
  ['nothing', () => {}, { files: 0, diff: /^$/ }],
  [
    'a new file',
    ({ write }) => write('n', 'x\ny\n'),
    { files: 1, added: 2, diff: /^diff --git a\/n b\/n\nnew file mode 100644\n/ },
  ],
  [
    'an edit',
    ({ write }) => write('a.txt', LINES.replace('line 3', 'LINE 3')),
    { files: 1, added: 1, removed: 1, diff: /\n-line 3\n\+LINE 3\n/ },
  ],
  [
    'an edit that is staged',
    ({ write, git }) => {
      write('a.txt', 'x\n');
      git('add', '-A');
    },
    { files: 1, added: 1, removed: 20 },
  ],
  [
    'an edit that is committed',
    ({ write, git }) => {
      write('a.txt', 'x\n');
      git('commit', '-qam', 'x');
    },
    { files: 1, added: 1, removed: 20 },
  ],
  [
    'an edit of the same size within the same second',
    ({ write }) => write('b.txt', 'B\n'),
    { files: 1, added: 1, removed: 1 },
  ],
  [
    'a deletion',
    ({ root }) => rmSync(join(root, 'a.txt')),
    { files: 1, removed: 20, diff: /\ndeleted file mode 100644\n/ },
  ],
  [
    'a rename',
    ({ root }) => renameSync(join(root, 'a.txt'), join(root, 'c.txt')),
    { files: 1, diff: /\nsimilarity index 100%\nrename from a.txt\nrename to c.txt\n$/ },
  ],
  [
    'a rename with an edit',
    ({ root, write }) => {
      rmSync(join(root, 'a.txt'));
      write('c.txt', `${LINES}more\n`);
    },
    { files: 1, added: 1, diff: /\nrename from a.txt\n/ },
  ],
  [
    'a change of mode',
    ({ root }) => chmodSync(join(root, 'a.txt'), 0o755),
    { files: 1, diff: /^diff --git a\/a.txt b\/a.txt\nold mode 100644\nnew mode 100755\n$/ },
  ],
  [
    'a link',
    ({ root }) => symlinkSync('a.txt', join(root, 'l')),
    { files: 1, added: 1, diff: /\nnew file mode 120000\n/ },
  ],
  [
    'a binary file',
    ({ write }) => write('n.bin', Buffer.from([0, 1, 2, 255])),
    { files: 1, diff: /\nBinary files \/dev\/null and b\/n.bin differ\n$/ },
  ],
  [
    'a file that is too large to be shown',
    ({ write }) => write('n', Buffer.alloc((32 << 20) + 1, 'x')),
    { files: 1, diff: /\nBinary files \/dev\/null and b\/n differ\n$/ },
  ],
  [
    'an ignored file',
    ({ write }) => {
      write('.gitignore', 'n\n');
      write('n', 'x');
    },
    { files: 1, added: 1, diff: /b\/.gitignore/ },
  ],
  [
    'a file that info/exclude ignores',
    ({ write }) => {
      write('.git/info/exclude', 'n\n');
      write('n', 'x');
    },
    { files: 0 },
  ],
  [
    'an ignored file that was added all the same',
    ({ write, git }) => {
      write('.git/info/exclude', 'n\n');
      write('n', 'x\n');
      git('add', '-f', 'n');
    },
    { files: 1, added: 1 },
  ],
  [
    'an empty folder',
    ({ write, root }) => {
      write('d/x', '');
      rmSync(join(root, 'd/x'));
    },
    { files: 0 },
  ],
  ['files of the store', ({ write }) => write('.agentlog/current', 'x'), { files: 0 }],
  [
    'files of a store that is not ignored',
    ({ write, root }) => {
      rmSync(join(root, '.agentlog/.gitignore'));
      write('.agentlog/x', 'x');
    },
    { files: 0 },
  ],
  [
    'another branch',
    ({ git, write }) => {
      git('checkout', '-q', '-b', 'other');
      write('n', 'x\n');
      git('add', '-A');
      git('commit', '-qm', 'n');
      git('checkout', '-q', 'main');
      git('checkout', '-q', 'other');
    },
    { files: 1, added: 1 },
  ],
  ['a detached head', ({ git }) => git('checkout', '-q', '--detach'), { files: 0 }],
  ['a touched file', ({ root }) => utimesSync(join(root, 'a.txt'), 1e9, 1e9), { files: 0 }],
  [
    'a file that git is told to add later',
    ({ write, git }) => {
      write('n', 'x\n');
      git('add', '-N', 'n');
    },
    { files: 1, added: 1 },
  ],
  [
    'an edited file that is no longer followed',
    ({ write, git }) => {
      git('rm', '-q', '--cached', 'a.txt');
      write('a.txt', `${LINES}x\n`);
    },
    { files: 1, added: 1 },
  ],
  [
    'a name with control characters, quotes and other letters',
    ({ write }) => write('a\n"\x1bé', 'x\n'),
    { files: 1, added: 1, diff: /^diff --git "a\/a\\n\\"\\033é" "b\/a\\n\\"\\033é"\n/ },
  ],
  [
    'a file that is not UTF-8',
    ({ write }) => write('n', Buffer.from('caf\xe9\n', 'latin1')),
    { files: 1, added: 1, diff: /\n\+caf\ufffd\n$/ },
  ],
  [
    'a repository within, with a commit',
    ({ git, write }) => {
      git('init', '-q', 'sub');
      write('sub/x', 'x');
      git('-C', 'sub', 'add', 'x');
      git('-C', 'sub', 'commit', '-qm', 'x');
    },
    { files: 1, added: 1, diff: /\+Subproject commit [0-9a-f]{40}\n/ },
  ],
  [
    'a repository within, without a commit',
    ({ git, write }) => {
      git('init', '-q', 'sub');
      write('sub/x', 'x');
    },
    { files: 0 },
  ],
];

for (const [name, edit, { files, added = 0, removed = 0, diff = /^/ }] of ROWS) {
  test(`a turn tells of ${name}, and the next one of nothing`, () => {
    const repository = makeRepository({ 'a.txt': LINES, 'b.txt': 'b\n' });
    repository.turn();
    edit(repository);
    const turn = repository.turn();
    assert.deepEqual(
      [turn.turn_number, turn.files_changed, turn.lines_added, turn.lines_removed, turn.truncated],
      [2, files, added, removed, false],
      turn.diff,
    );
    assert.match(turn.diff, diff);
    assert.deepEqual(repository.turn(), {
      turn_number: 3,
      files_changed: 0,
      lines_added: 0,
      lines_removed: 0,
      diff: '',
      truncated: false,
    });
  });
}

test('a submodule’s commit is its change, and what is not committed in it is none', () => {
  const inner = makeRepository({ x: '1\n' });
  const { git, turn, write } = makeRepository({ a: 'a\n' });
  turn();
  git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'sub');
  assert.match(turn().diff, /b\/\.gitmodules\n.*\+Subproject commit/s);
  write('sub/x', '2\n');
  assert.equal(turn().files_changed, 0);
  git('-C', 'sub', 'commit', '-qam', 'two');
  const { diff, files_changed } = turn();
  assert.equal(files_changed, 1);
  assert.match(diff, /-Subproject commit \w+\n\+Subproject commit \w+\n$/);
});
