import type { ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { constants } from 'node:os';
import { PIPES_VARIABLE, pipeName } from '../../capture/output/blocking-stdio.ts';
import { createBoundedStream, type StreamText } from '../../capture/output/bounded-stream.ts';
import { ownWord } from '../../redact/safe-text.ts';
import { handOver } from './hand-over.ts';
import { closeWriteEnds, openPipes } from './pipes.ts';
import { startPump } from './pump.ts';
import { installForwarding } from './signals.ts';

// The verbs that start nothing do not pay for loading what starts processes.
const { getBuiltinModule } = process;

/** How a command ended, and what it printed. */
export interface Ending {
  /** 128 + its number after a signal; 127 and 126 where the command could not be run, as in a shell. */
  readonly exitCode: number;
  readonly signal?: NodeJS.Signals;
  /** Why it could not be run. */
  readonly error?: string;
  readonly durationMs: number;
  readonly stdout: StreamText;
  readonly stderr: StreamText;
}

/**
 * Runs a command with our stdin, copies its stdout and stderr to ours, passes signals on to it and waits for its end,
 * not for that of processes which it left behind. Never throws for what the command does.
 */
export async function launch(
  command: readonly [string, ...string[]],
  env: NodeJS.ProcessEnv,
): Promise<Ending> {
  const [file, ...args] = command;
  const pipes = openPipes(2);
  const began = performance.now();
  const ends = pipes?.map((pipe) => pipe.writeEnd) ?? (['pipe', 'pipe'] as const);
  const names = pipes?.map((pipe) => pipeName(pipe.writeEnd)).join(',');
  const childEnv = names === undefined ? env : { ...env, [PIPES_VARIABLE]: names };
  const { spawn } = getBuiltinModule('node:child_process');
  let child: ChildProcess | undefined;
  const undoForwarding = installForwarding(() => child);
  child = spawn(file, args, { stdio: ['inherit', ...ends], env: childEnv });
  if (pipes !== undefined) closeWriteEnds(pipes);
  const streams = [
    copy(pipes?.[0]?.readEnd ?? (child.stdout as Socket), 1),
    copy(pipes?.[1]?.readEnd ?? (child.stderr as Socket), 2),
  ] as const;
  const end = await endOf(child, file);
  const durationMs = performance.now() - began;
  // From here on a signal is for us: nothing is left to pass it on to.
  undoForwarding();
  await Promise.all(streams.map((stream) => stream.finish()));
  return { ...end, durationMs, stdout: streams[0].read(), stderr: streams[1].read() };
}

/** Runs a command with our own three streams, of which it then records nothing. Else as `launch`. */
export async function launchInTerminal(
  command: readonly [string, ...string[]],
  env: NodeJS.ProcessEnv,
): Promise<Ending> {
  const [file, ...args] = command;
  const began = performance.now();
  const { spawn } = getBuiltinModule('node:child_process');
  let child: ChildProcess | undefined;
  const undoForwarding = installForwarding(() => child);
  child = spawn(file, args, { stdio: 'inherit', env });
  const end = await endOf(child, file);
  undoForwarding();
  return { ...end, durationMs: performance.now() - began, stdout: NOTHING, stderr: NOTHING };
}

const NOTHING: StreamText = { text: ownWord('') };

function copy(source: Socket, target: 1 | 2): { finish(): Promise<void>; read(): StreamText } {
  const kept = createBoundedStream();
  const pump = startPump(source, target, kept.add);
  return {
    read: kept.read,
    async finish() {
      if ((await pump.drain()) === 'held') handOver(source, target);
      source.destroy();
    },
  };
}

type End = Pick<Ending, 'exitCode' | 'signal' | 'error'>;

function endOf(child: ChildProcess, file: string): Promise<End> {
  return new Promise((resolve) => {
    child.on('error', (error: NodeJS.ErrnoException) => {
      // `error` also tells of a signal that could not be sent; only without a process did it not start.
      if (child.pid === undefined) resolve(notStarted(error, file));
    });
    child.on('exit', (code, signal) => {
      if (signal === null) resolve({ exitCode: code ?? 1 });
      else resolve({ exitCode: 128 + (constants.signals[signal] ?? 0), signal });
    });
  });
}

function notStarted(error: NodeJS.ErrnoException, file: string): End {
  if (error.code === 'ENOENT') return { exitCode: 127, error: `${file}: command not found` };
  if (error.code === 'EACCES') return { exitCode: 126, error: `${file}: permission denied` };
  return { exitCode: 126, error: `${file}: cannot be run: ${error.code ?? error.message}` };
}
