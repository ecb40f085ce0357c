import { spawn, spawnSync } from 'node:child_process';

/** The Node that programs of tests are run by: `AGENTLOG_TEST_NODE`, else the one that runs the tests. */
export const testNode: string = process.env.AGENTLOG_TEST_NODE ?? process.execPath;

/** Its version, as `[major, minor]`. */
export const testNodeVersion: readonly [number, number] = readVersion(testNode);

/** What a program did, as a shell would see it. */
export interface ProgramRun {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  /** Process ids are replaced: Node writes `(node:1234)` before a warning. */
  readonly stderr: string;
}

/** Runs Node with exactly these arguments and this environment, and gives what came out when it has ended. */
export function runNode(
  args: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<ProgramRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(testNode, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (exitCode, signal) => {
      resolve({ exitCode, signal, stdout, stderr: stderr.replace(/\(node:\d+\)/g, '(node:PID)') });
    });
  });
}

function readVersion(node: string): [number, number] {
  const [major = 0, minor = 0] = spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' })
    .stdout.split('.')
    .map(Number);
  return [major, minor];
}
