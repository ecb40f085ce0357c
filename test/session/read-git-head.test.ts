import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { readGitHead } from '../../src/session/read-git-head.ts';
import { makeFolder } from '../cli/agentlog.ts';

const HASH = '0123456789abcdef0123456789abcdef01234567';
const OTHER = 'fedcba9876543210fedcba9876543210fedcba98';

/** Files of a repository, and what is read of them in `at`. */
const ROWS: readonly (readonly [
  title: string,
  files: Readonly<Record<string, string>>,
  at: string,
  expected: string | undefined,
])[] = [
  [
    'a branch',
    { '.git/HEAD': 'ref: refs/heads/main\n', '.git/refs/heads/main': `${HASH}\n` },
    '',
    'main 0123456',
  ],
  [
    'a branch with a slash, from a folder below',
    { '.git/HEAD': 'ref: refs/heads/fix/cart\n', '.git/refs/heads/fix/cart': HASH, 'src/x/a.js': '' },
    'src/x',
    'fix/cart 0123456',
  ],
  [
    'a packed branch',
    {
      '.git/HEAD': 'ref: refs/heads/main\n',
      '.git/packed-refs': `# pack-refs with: peeled\n${OTHER} refs/heads/domain\n${HASH} refs/heads/main\n`,
    },
    '',
    'main 0123456',
  ],
  ['no branch', { '.git/HEAD': `${HASH}\n` }, '', '0123456'],
  ['no commit yet', { '.git/HEAD': 'ref: refs/heads/main\n' }, '', 'main'],
  [
    'a linked work tree',
    {
      'work/.git': 'gitdir: ../main/.git/worktrees/work\n',
      'main/.git/worktrees/work/HEAD': 'ref: refs/heads/side\n',
      'main/.git/worktrees/work/commondir': '../..\n',
      'main/.git/refs/heads/side': `${HASH}\n`,
    },
    'work',
    'side 0123456',
  ],
  ['refs kept in another way', { '.git/HEAD': 'ref: refs/heads/.invalid\n' }, '', undefined],
  ['a path that leads out', { '.git/HEAD': 'ref: refs/heads/../../config\n' }, '', undefined],
  ['nonsense', { '.git/HEAD': '\0\0' }, '', undefined],
  ['an empty folder of that name', { '.git/x': '' }, '', undefined],
];

for (const [title, files, at, expected] of ROWS) {
  test(`of a repository with ${title} the head is ${expected}`, (t) => {
    const folder = makeFolder(t);
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    assert.equal(readGitHead(join(folder, at)), expected);
  });
}
