import { chmodSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runGit, type TestRepository } from './make-repository.ts';

/** Numbers from 0 to 1 that follow from the seed. @see mulberry32 */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Repository = Pick<TestRepository, 'root' | 'env' | 'git' | 'write'>;

/**
 * A repository's life, one random edit a step. Two histories of one seed do the same to two repositories: nothing is looked at but
 * what the edits themselves made.
 */
export function createHistory(repository: Repository, seed: number): { step(): string } {
  const { root, env, git, write } = repository;
  const random = createRandom(seed);
  const below = (count: number): number => Math.floor(random() * count);
  const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T;
  let made = 0;
  const folders = ['', 'src/', 'src/deep/', 'Ünï cöde/', 'a b/'];
  const at = (path: string): string => join(root, path);
  const text = (lines: number): string =>
    Array.from({ length: lines }, () => `${pick(['let', 'const', 'if', '}'])} ${below(1000)}\n`).join('');
  const bytes = (): Buffer => Buffer.from(Array.from({ length: 40 }, () => below(256)));
  const freshPath = (): string => {
    made += 1;
    return `${pick(folders)}f${made}${pick(['.js', '.txt', ' x', '"q"', '\tt', '-é'])}`;
  };
  const tracked = (): string[] =>
    git('ls-files', '-z', '-c', '-o', '--exclude-standard')
      .split('\0')
      .filter(Boolean)
      .map((path) => Buffer.from(path, 'latin1').toString())
      .filter((path) => existsSync(at(path)) && path !== '.gitignore')
      .sort();
  const some = (): string | undefined => {
    const paths = tracked();
    return paths.length === 0 ? undefined : pick(paths);
  };
  const commit = (...more: string[]): void => {
    if (git('ls-files', '--unmerged') !== '') git('add', '-A');
    git('commit', '-q', '--allow-empty', '--no-verify', '-m', `m${made}`, ...more);
  };
  const cleanUp = (): void => {
    git('add', '-A');
    commit();
  };

  const edits: Readonly<Record<string, () => void>> = {
    add: () => write(freshPath(), text(1 + below(30))),
    'add without a last newline': () => write(freshPath(), 'no newline'),
    'add binary': () => write(freshPath(), Buffer.concat([Buffer.from([0]), bytes()])),
    'add empty': () => write(freshPath(), ''),
    'add link': () => symlinkSync(`to${below(10)}`, at(freshPathIn())),
    edit: () => onFile((path) => write(path, edited(readFileSync(at(path), 'latin1')))),
    'edit again': () => onFile((path) => write(path, edited(readFileSync(at(path), 'latin1')))),
    'edit in the same size': () =>
      onFile((path) =>
        write(
          path,
          Buffer.from(
            readFileSync(at(path)).map((byte) => (byte >= 48 && byte <= 57 ? 48 + below(10) : byte)),
          ),
        ),
      ),
    'edit with carriage returns': () =>
      onFile((path) => write(path, readFileSync(at(path), 'latin1').replaceAll('\n', '\r\n'))),
    'change mode': () => onFile((path) => chmodSync(at(path), below(2) === 0 ? 0o755 : 0o644)),
    rename: () => onFile((path) => move(path, freshPathIn())),
    'rename and edit': () =>
      onFile((path) => {
        const to = freshPathIn();
        move(path, to);
        write(to, edited(readFileSync(at(to), 'latin1')));
      }),
    delete: () => onFile((path) => rmSync(at(path))),
    'a folder in a file’s place': () =>
      onFile((path) => {
        rmSync(at(path));
        write(`${path}/inner`, text(3));
      }),
    'a file and a folder in turn': () => {
      const isFolder = existsSync(at('swap/x'));
      rmSync(at('swap'), { recursive: true, force: true });
      write(isFolder ? 'swap' : 'swap/x', text(2));
    },
    'leave a conflict': () =>
      onFile((path) => {
        const [base, ours, theirs] = [1, 2, 3].map((n) => writeObject(`${n} ${below(100)}\n`));
        const entries = [`1\t`, `2\t`, `3\t`].map(
          (stage, i) => `100644 ${[base, ours, theirs][i]} ${stage}${path}\0`,
        );
        feed(['update-index', '-z', '--index-info'], [`0 ${'0'.repeat(40)}\t${path}\0`, ...entries].join(''));
      }),
    stage: () => git('add', '-A'),
    'stage one': () => onFile((path) => git('add', '--', path)),
    unstage: () => git('reset', '-q'),
    'remove from the index': () =>
      onFile((path) => git('rm', '-q', '--cached', '--ignore-unmatch', '--', path)),
    commit: () => commit(),
    'commit all': cleanUp,
    amend: () => {
      git('add', '-A');
      commit('--amend');
    },
    stash: () => {
      cleanUp();
      onFile((path) => write(path, `${readFileSync(at(path), 'latin1')}stashed\n`));
      git('stash', '-q');
    },
    branch: () => {
      cleanUp();
      git('checkout', '-q', '-B', pick(['main', 'one', 'two', 'three']));
    },
    'switch branch': () => {
      cleanUp();
      const branches = git('branch', '--format=%(refname:short)').split('\n');
      git('checkout', '-q', pick(branches));
    },
    'reset hard': () => {
      cleanUp();
      git('reset', '-q', '--hard', 'HEAD~1');
    },
    rebase: () => {
      cleanUp();
      made += 1;
      write(`base${made}`, text(3));
      git('add', '-A');
      commit();
      git('checkout', '-q', '-B', 'side', 'HEAD~1');
      write(`side${made}`, text(3));
      cleanUp();
      git('rebase', '-q', '-s', 'ort', '-X', 'theirs', '-');
    },
    'pack refs': () => git('pack-refs', '--all'),
    pack: () => git('repack', '-q', '-a'),
    'look at the status': () => git('status', '--short'),
  };
  const names = Object.keys(edits);

  return {
    step() {
      const name = pick(names);
      edits[name]?.();
      return name;
    },
  };

  function freshPathIn(): string {
    const path = freshPath();
    write(`${dirname(path)}/.keep`, '');
    rmSync(at(`${dirname(path)}/.keep`));
    return path;
  }

  function feed(args: readonly string[], input: string): string {
    return runGit(root, env, args, input);
  }

  function writeObject(content: string): string {
    return feed(['hash-object', '-w', '--stdin'], content);
  }

  function move(from: string, to: string): void {
    renameSync(at(from), at(to));
  }

  function edited(content: string): Buffer {
    const lines = content.split('\n');
    lines.splice(below(lines.length), below(3), `${pick(['let', 'const'])} ${below(1000)}`);
    return Buffer.from(lines.join('\n'), 'latin1');
  }

  /** Does something to a plain file. */
  function onFile(act: (path: string) => void): void {
    const path = some();
    if (path === undefined) return;
    try {
      readFileSync(at(path));
    } catch {
      // A link that leads nowhere.
      return;
    }
    act(path);
  }
}
