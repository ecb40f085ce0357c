import type { spawn } from 'node:child_process';
import type { Environment } from '../base/environment.ts';

/** What it takes to start a process as if the program had changed nothing. */
export interface HeldStart {
  readonly spawn: typeof spawn;
  readonly env: Environment;
}

/** Holds `spawn` and the environment as they are now. Loads `node:child_process`, which costs about a millisecond. */
export function holdStart(): HeldStart {
  return { spawn: process.getBuiltinModule('node:child_process').spawn, env: { ...process.env } };
}
