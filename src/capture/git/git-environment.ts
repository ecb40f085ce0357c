import type { Environment } from '../../base/environment.ts';

/** Where git looks for programs and settings of the user's. What else is called `GIT_…` may come from a hook that we run in. */
const KEPT =
  /^GIT_(?:EXEC_PATH|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM|CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|COUNT|(?:KEY|VALUE)_\d+))$/;

/** Git asks nobody, waits for nobody, fetches nothing and speaks English. */
const QUIET: Environment = {
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_NO_LAZY_FETCH: '1',
  GIT_PAGER: 'cat',
  LC_ALL: 'C',
};

/** The environment in which git looks at the user's repository: the user's own, less what a hook or a hostile shell has set. */
export function outerEnvironment(env: Environment): Environment {
  const kept = Object.entries(env).filter(([name]) => !/^GIT_/i.test(name) || KEPT.test(name));
  return { ...Object.fromEntries(kept), ...QUIET };
}

/** The environment in which git works on agentlog's own repository: no setting of the user or the system is read in it. */
export function innerEnvironment(
  env: Environment,
  own: { readonly gitFolder: string; readonly workTree: string; readonly objects: string },
): Environment {
  const kept = Object.entries(env).filter(([name]) => !/^GIT_/i.test(name));
  return {
    ...Object.fromEntries(kept),
    ...QUIET,
    ...(env.GIT_EXEC_PATH !== undefined && { GIT_EXEC_PATH: env.GIT_EXEC_PATH }),
    GIT_DIR: own.gitFolder,
    GIT_WORK_TREE: own.workTree,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: quotePath(own.objects),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    // For a git before 2.32, which does not know the line above.
    HOME: own.gitFolder,
    XDG_CONFIG_HOME: own.gitFolder,
  };
}

/** A path in a list of paths, which git divides at `:` or `;` unless it is quoted. */
function quotePath(path: string): string {
  return `"${path.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}
