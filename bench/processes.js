// Processes that live longer than one measurement, each on a core of its own where the system lets us choose.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';

/** Linux can give two processes a core each; elsewhere they share as the system likes. */
export const CAN_PIN = process.platform === 'linux' && availableParallelism() > 1;

/** The command, and its arguments, that runs Node on a core. */
export function onCore(core, args) {
  const command = [process.execPath, ...args];
  return CAN_PIN ? ['taskset', '-c', `${core}`, ...command] : command;
}

/** Starts a Node program on a core. */
export function start(core, args, env, stdio) {
  const [file, ...rest] = onCore(core, args);
  return spawn(file, rest, { env, stdio });
}

/** Starts a server that prints its port and ends when its input does, on the first core. */
export async function serve(args, env) {
  const child = start(0, args, env, ['pipe', 'pipe', 'inherit']);
  const [port] = await once(child.stdout, 'data');
  const close = async () => {
    child.stdin.end();
    if (child.exitCode === null) await once(child, 'exit');
  };
  return { url: `http://127.0.0.1:${Number(String(port))}`, close };
}
