import type { Environment } from '../base/environment.ts';
import { AgentlogError } from '../base/errors.ts';
import type { Output } from './output.ts';

/** How a command ends: with an exit code, or as the command that it ran ended, by a signal. */
export interface Exit {
  /** 0 done, 1 it could not be done, 2 wrong usage; of `run`, the command's own. */
  readonly code: number;
  readonly signal?: NodeJS.Signals;
}

export const DONE: Exit = { code: 0 };

/** A flag of a verb. */
export interface Flag {
  readonly type: 'string' | 'boolean';
  /** What stands for its value in the help: `N`. */
  readonly value?: string;
  readonly summary: string;
  /** It may be given several times. */
  readonly repeats?: true;
}

/** One call of a verb: the command line, read, and the world it works on. */
export interface Call {
  readonly words: readonly string[];
  /** Whether a flag without a value was given. */
  has(flag: string): boolean;
  /** The value of a flag. */
  value(flag: string): string | undefined;
  /** The values of a flag that repeats, in their order. */
  values(flag: string): readonly string[];
  readonly env: Environment;
  /** Where the command was started. */
  readonly cwd: string;
  readonly out: Output;
}

/** One verb of the command line: what the help says of it, what it takes, what it does. */
export interface Verb {
  readonly name: string;
  /** What follows the name: `[AGENT] TASK`. */
  readonly synopsis: string;
  /** One line. */
  readonly summary: string;
  readonly flags: Readonly<Record<string, Flag>>;
  /** What else there is to know, and an example with its output. */
  readonly details: string;
  /** The first word begins another program's command line: its flags are not ours. */
  readonly passesRest?: true;
  /** Words are wrong usage. */
  readonly takesNoWords?: true;
  /** @throws AGENTLOG_USAGE, AGENTLOG_STORE, AGENTLOG_SESSION */
  readonly run: (call: Call) => Exit | Promise<Exit>;
}

/** A mistake in the command line, told in one line; the process ends with exit code 2. */
export function usageError(message: string): AgentlogError {
  return new AgentlogError('AGENTLOG_USAGE', message);
}
