import { join } from 'node:path';
import type { Environment } from '../../base/environment.ts';
import { files } from '../../base/files.ts';
import { FILE_MODE } from '../../store/folder/safe-open.ts';
import { innerEnvironment } from './git-environment.ts';
import type { Repository } from './repository.ts';
import { type Deadline, type GitResult, outputOf, runGit } from './run-git.ts';

const FOLDER_MODE = 0o700;

/**
 * A repository of agentlog's own over the user's working tree: its own index, its own objects, and the user's objects to read
 * from. Hooks, filters, diff programs and monitors are configured in a repository, and this one has none configured: that is
 * why none of them can run.
 */
export interface Shadow {
  /** Its folder. */
  readonly path: string;
  readonly index: string;
  /** Runs git in it and gives what it printed, whatever the status. @throws GitTrouble when it could not be run */
  try(args: readonly string[], options?: RunOptions): GitResult;
  /** Runs git in it and gives its output. @throws GitTrouble when it fails */
  run(args: readonly string[], options?: RunOptions): Buffer;
}

interface RunOptions {
  readonly input?: Buffer;
  readonly maxBytes?: number;
  /** Another index than the shadow's own. */
  readonly index?: string;
}

/** What git must not do in the shadow, nor decide by itself. */
const FIXED: readonly string[] = [
  'core.sharedRepository=0600',
  'core.fsync=none',
  'core.fsyncObjectFiles=false',
  'core.fsmonitor=false',
  'core.untrackedCache=false',
  // Writing the few entries that changed, and not all of a large index, takes a third off the cost of a turn.
  'core.splitIndex=true',
  'splitIndex.sharedIndexExpire=now',
  'core.safecrlf=false',
  'core.hooksPath=/dev/null',
  'core.quotePath=false',
  'core.preloadIndex=true',
  'gc.auto=0',
  'advice.addEmbeddedRepo=false',
];

/** Another index must not take the place of what the shadow's own is divided into. */
const WHOLE_INDEX: readonly string[] = ['-c', 'core.splitIndex=false'];

/** Opens the shadow at `path`, whose parent must exist; makes it where it is missing. @throws what the system throws */
export function openShadow(
  path: string,
  repository: Repository,
  options: { readonly env: Environment; readonly deadline: Deadline },
): Shadow {
  make(path, repository.objectFormat);
  const { workTree, objects } = repository;
  const env = innerEnvironment(options.env, { gitFolder: path, workTree, objects });
  const settings = [
    ...repository.settings,
    `core.excludesFile=${repository.excludes[1] ?? ''}`,
    ...FIXED,
  ].flatMap((setting) => ['-c', setting]);
  const index = join(path, 'index');
  const attempt = (args: readonly string[], { index: other, ...rest }: RunOptions = {}): GitResult =>
    runGit(['--no-pager', ...settings, ...(other === undefined ? [] : WHOLE_INDEX), ...args], {
      cwd: workTree,
      env: { ...env, GIT_INDEX_FILE: other ?? index },
      deadline: options.deadline,
      ...rest,
    });
  return { path, index, try: attempt, run: (args, rest) => outputOf(attempt(args, rest)) };
}

function make(path: string, objectFormat: string): void {
  const config = `[core]\n\trepositoryformatversion = 1\n\tbare = false\n[extensions]\n\tobjectFormat = ${
    objectFormat === 'sha256' ? 'sha256' : 'sha1'
  }\n`;
  if (files.existsSync(join(path, 'HEAD'))) return;
  for (const folder of ['', 'objects', 'refs', 'info']) {
    files.mkdirSync(join(path, folder), { recursive: true, mode: FOLDER_MODE });
  }
  files.writeFileSync(join(path, 'config'), config, { mode: FILE_MODE });
  // Written last: git takes the folder for a repository, and we for a whole one, by this file.
  files.writeFileSync(join(path, 'HEAD'), 'ref: refs/heads/none\n', { mode: FILE_MODE });
}
