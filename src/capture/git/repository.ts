import type { Stats } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Environment } from '../../base/environment.ts';
import { files } from '../../base/files.ts';
import { outerEnvironment } from './git-environment.ts';
import { complaintOf, type Deadline, type GitResult, GitTrouble, runGit } from './run-git.ts';

const { getBuiltinModule } = process;

/** What is known of the user's repository. Paths are absolute. */
export interface Repository {
  /** Tells it apart from others in a file's name. */
  readonly key: string;
  /** The top of the working tree. */
  readonly workTree: string;
  /** The repository's folder; of a linked worktree, its own. */
  readonly gitFolder: string;
  readonly objects: string;
  readonly index: string;
  /** The reflog of `HEAD`. */
  readonly headLog: string;
  /** Files that say what git ignores, and which attributes paths have; they need not be there. */
  readonly excludes: readonly string[];
  readonly ownAttributes: string;
  /** The settings that decide what git sees in the working tree, as `name=value`. None of them names a command. */
  readonly settings: readonly string[];
  readonly objectFormat: string;
  /** The names of the filters that the settings define: none of them is run. */
  readonly filters: readonly string[];
  /** The commit of `HEAD`; `undefined` where there is none yet. */
  readHead(): string | undefined;
}

/** Written between two paths, either of which may hold a newline. */
const DIVIDER = '--is-bare-repository';
/** For git, a path where nothing is. */
const NOWHERE = '/dev/null';
const PASSED =
  /^core\.(?:autocrlf|eol|filemode|symlinks|ignorecase|precomposeunicode|trustctime|checkstat|sparsecheckout|sparsecheckoutcone|longpaths)$/;
const ASKED = `^(core\\..*|extensions\\.objectformat|filter\\..*\\.(clean|process))$`;

/**
 * Looks at the repository around a folder. Two runs of git, neither of which reads an index or runs anything; a repository
 * that belongs to another user is looked at too, for nothing in it is obeyed.
 * @throws GitTrouble where there is no working tree
 */
export function readRepository(cwd: string, env: Environment, deadline: Deadline): Repository {
  const run = (args: readonly string[]): GitResult =>
    runGit(['-c', 'safe.directory=*', ...args], { cwd, env: outerEnvironment(env), deadline });
  if (!files.existsSync(cwd)) throw new GitTrouble(`there is no folder ${cwd}`);
  const paths = ['objects', 'index', 'logs/HEAD', 'info/exclude', 'info/attributes'];
  const asked = paths.flatMap((path) => ['--git-path', path, DIVIDER]);
  const found = run([
    'rev-parse',
    '--is-inside-work-tree',
    '--absolute-git-dir',
    DIVIDER,
    ...asked,
    '--show-toplevel',
  ]);
  const [inside = '', rest = ''] = splitOnce(found.stdout.toString());
  if (inside === 'false')
    throw new GitTrouble(`no working tree here: ${cwd} is in a bare repository or in .git`);
  if (found.status !== 0) throw new GitTrouble(explain(found, cwd));
  const [gitFolder = '', objects = '', index = '', headLog = '', exclude = '', attributes = '', top = ''] =
    rest.split(/\nfalse\n/);
  const settings = readSettings(run(['config', '-z', '--get-regexp', ASKED]));
  const workTree = resolve(top.replace(/\n$/, ''));
  return {
    key: keyOf(`${workTree}\0${gitFolder}`),
    workTree,
    gitFolder,
    objects: resolve(cwd, objects),
    index: resolve(cwd, index),
    headLog: resolve(cwd, headLog),
    excludes: [resolve(cwd, exclude), pathSetting('core.excludesfile', 'ignore')],
    ownAttributes: resolve(cwd, attributes),
    settings: [
      ...[...settings].filter(([name]) => PASSED.test(name)).map(([name, value]) => `${name}=${value}`),
      `core.attributesfile=${pathSetting('core.attributesfile', 'attributes')}`,
    ],
    objectFormat: settings.get('extensions.objectformat') ?? 'sha1',
    filters: [...settings.keys()].flatMap(
      (name) => /^filter\.(.*)\.(?:clean|process)$/s.exec(name)?.[1] ?? [],
    ),
    readHead() {
      const { status, stdout } = run(['rev-parse', '--quiet', '--verify', 'HEAD^{commit}']);
      return status === 0 ? stdout.toString().trim() : undefined;
    },
  };

  /** A setting that is a path, or the place where git looks when it is not set. */
  function pathSetting(name: string, byDefault: string): string {
    const home = env.HOME || env.USERPROFILE;
    const value = settings.get(name);
    if (value?.startsWith('~/') === true) return home ? join(home, value.slice(2)) : NOWHERE;
    if (value !== undefined) return resolve(workTree, value);
    const configured = env.XDG_CONFIG_HOME || (home && join(home, '.config'));
    return configured ? join(configured, 'git', byDefault) : NOWHERE;
  }
}

function keyOf(place: string): string {
  return getBuiltinModule('node:crypto').createHash('sha256').update(place).digest('hex').slice(0, 16);
}

function explain(found: GitResult, cwd: string): string {
  return /not a git repository/.test(found.stderr)
    ? `no git repository at ${cwd} or above`
    : `git does not know the repository at ${cwd}: ${complaintOf(found)}`;
}

function splitOnce(text: string): string[] {
  const at = text.indexOf('\n');
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** The settings by name, the one that stands; a name without a value means true. */
function readSettings(found: GitResult): Map<string, string> {
  const entries = found.stdout
    .toString()
    .split('\0')
    .filter((entry) => entry !== '');
  return new Map(
    entries.map((entry) => {
      const [name = '', value = 'true'] = splitOnce(entry);
      return [name, value];
    }),
  );
}

/** What a path leads to; `undefined` where it leads nowhere, or where nobody may look. */
export function statOf(path: string): Stats | undefined {
  try {
    return files.statSync(path, { throwIfNoEntry: false });
  } catch {
    // A folder on the way is a file: `HOME` may be `/dev/null`.
    return undefined;
  }
}
