import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import { createGitDiff, type GitDiff } from '../../../src/capture/git/git-diff.ts';
import type { GitDiffPayload } from '../../../src/event/types.ts';

const SESSION = 'sess_turnturn';

/** A repository in a temporary folder, with agentlog's store in it. */
export interface TestRepository {
  readonly root: string;
  readonly store: string;
  readonly env: NodeJS.ProcessEnv;
  /** Runs git in the repository and gives its output without the last newline; fails the test when git fails. */
  git(...args: string[]): string;
  write(path: string, content: string | Buffer): void;
  readonly diffs: GitDiff;
  /** Logs one turn; fails the test when there is no answer. */
  turn(options?: TurnOptions): GitDiffPayload;
  /** Why there is no diff; fails the test when there is one. */
  missing(options?: TurnOptions): string;
}

interface TurnOptions {
  readonly cwd?: string;
  readonly turnNumber?: number;
  readonly env?: NodeJS.ProcessEnv;
  readonly startTs?: number;
  readonly sessionId?: string;
}

/** A new folder, removed after the tests of the file. */
export function makeTempFolder(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'agentlog git é-')));
  after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** An environment in which git finds no settings of this machine's user, and every commit has the same date. */
function gitEnvironment(home: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH ?? '',
    HOME: home,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'A',
    GIT_AUTHOR_EMAIL: 'a@example.org',
    GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
    GIT_COMMITTER_NAME: 'A',
    GIT_COMMITTER_EMAIL: 'a@example.org',
    GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
  };
}

/** A repository with one commit of the given files, or without a commit where none are given. */
export function makeRepository(
  files: Readonly<Record<string, string | Buffer>> = {},
  init: readonly string[] = [],
): TestRepository {
  const home = makeTempFolder();
  const root = join(home, 'repo');
  const store = join(root, '.agentlog');
  const env = gitEnvironment(home);
  mkdirSync(store, { recursive: true, mode: 0o700 });
  writeFileSync(join(store, '.gitignore'), '*\n');
  const repository: TestRepository = {
    root,
    store,
    env,
    git: (...args) => runGit(root, env, args),
    write(path, content) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    },
    diffs: createGitDiff({ storePath: store, env }),
    turn(options = {}) {
      const answer = ask(options);
      assert.ok('payload' in answer, JSON.stringify(answer));
      return answer.payload;
    },
    missing(options = {}) {
      const answer = ask(options);
      assert.ok('missing' in answer, JSON.stringify(answer));
      return answer.missing;
    },
  };
  repository.git('init', '-q', '-b', 'main', ...init);
  for (const [path, content] of Object.entries(files)) repository.write(path, content);
  if (Object.keys(files).length > 0) {
    repository.git('add', '-A');
    repository.git('commit', '-q', '-m', 'first');
  }
  return repository;

  function ask(options: TurnOptions) {
    const { cwd = root, turnNumber, startTs = Date.now() / 1000, sessionId = SESSION } = options;
    const diffs =
      options.env === undefined ? repository.diffs : createGitDiff({ storePath: store, env: options.env });
    return diffs.diff({ session: () => ({ id: sessionId, startTs }), cwd, turnNumber });
  }
}

/** Runs git and gives its output without the last newline. */
export function runGit(
  cwd: string,
  env: NodeJS.ProcessEnv,
  args: readonly string[],
  input?: string | Buffer,
): string {
  const { status, stdout, stderr, error } = spawnSync('git', args, { cwd, env, input, maxBuffer: 1 << 28 });
  assert.equal(error, undefined, `these tests need git: ${error?.message}`);
  assert.equal(status, 0, `git ${args.join(' ')}: ${stderr}`);
  return stdout.toString('latin1').replace(/\n$/, '');
}

/** Every file below a folder, by path: its mode and a digest of its content. `skip` leaves folders and files out by path. */
export function readTree(
  folder: string,
  skip: (path: string) => boolean = () => false,
): Record<string, string> {
  const found: [string, string][] = [];
  visit('');
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));

  function visit(below: string): void {
    for (const name of readdirSync(join(folder, below))) {
      const path = below === '' ? name : `${below}/${name}`;
      if (skip(path)) continue;
      const full = join(folder, path);
      const stats = lstatSync(full);
      if (stats.isDirectory()) visit(path);
      else if (stats.isSymbolicLink()) found.push([path, `link ${readlinkSync(full)}`]);
      else if (stats.isFile()) {
        const mode = (stats.mode & 0o100) === 0 ? 'file' : 'program';
        found.push([path, `${mode} ${createHash('sha1').update(readFileSync(full)).digest('hex')}`]);
      } else found.push([path, 'other']);
    }
  }
}
