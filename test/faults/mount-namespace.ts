import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

/** A place whose mounts nobody else sees, and which is gone with the test. */
export interface MountNamespace {
  /** What stands before a command that is to run in it, in the folder given. */
  front(cwd: string): string[];
  /** Runs a line of shell in it. @throws with what it said when it fails */
  sh(line: string, ...args: string[]): string;
}

/**
 * Opens a mount namespace: as a superuser, or as any user in a user namespace. `undefined` where the system allows neither; the test then
 * has to say so.
 */
export async function openMountNamespace(t: {
  after(fn: () => void): void;
}): Promise<MountNamespace | undefined> {
  const isRoot = process.geteuid?.() === 0;
  const unshare = isRoot ? ['unshare', '-m'] : ['unshare', '-Urm'];
  const [probe = '', ...flags] = unshare;
  if (spawnSync(probe, [...flags, 'true']).status !== 0) return undefined;
  const holder = spawn(probe, [...flags, 'sh', '-c', 'echo ready; exec cat >/dev/null'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  t.after(() => holder.kill('SIGKILL'));
  await once(holder.stdout, 'data');
  const enter = [
    'nsenter',
    '-t',
    String(holder.pid),
    '-m',
    ...(isRoot ? [] : ['-U', '--preserve-credentials']),
  ];

  return {
    // Whoever enters a mount namespace stands at its root.
    front: (cwd) => [...enter, 'sh', '-c', 'cd "$0" && exec "$@"', cwd],
    sh(line, ...args) {
      const [file = '', ...rest] = [...enter, 'sh', '-c', line, ...args];
      const { status, stdout, stderr } = spawnSync(file, rest, { encoding: 'utf8' });
      if (status !== 0) throw new Error(`${line}: ${stderr}`);
      return stdout;
    },
  };
}

/** Why a test that mounts does not run. */
export const NO_NAMESPACE = 'needs a mount namespace: a superuser, or a kernel that gives users namespaces';
