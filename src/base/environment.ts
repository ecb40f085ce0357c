import { runtime } from './runtime.ts';

/** The variables of the environment that agentlog reads, judged once. */
export interface Settings {
  /** `AGENTLOG_DIR`: the store folder, as given. */
  readonly dir: string | undefined;
  /** `AGENTLOG_SESSION`, as given: the session floor judges it. */
  readonly session: string | undefined;
  /** `AGENTLOG_CAPTURE`: which throws have their locals taken. */
  readonly capture: CaptureMode;
  /** `AGENTLOG_D1`: what is recorded is pushed in the background. */
  readonly d1: boolean;
  /** `AGENTLOG_DEBUG`: agentlog's own faults are told on stderr with their stacks. */
  readonly debug: boolean;
  /** A line for each variable whose value means nothing. */
  readonly complaints: readonly string[];
}

export type CaptureMode = 'all' | 'uncaught' | 'off';

export type Environment = Readonly<Record<string, string | undefined>>;

const ON: readonly string[] = ['true', '1', 'yes', 'on'];
const CAPTURE_MODES: readonly string[] = ['all', 'uncaught', 'off'];

/** Whether `AGENTLOG` turns recording on: true, 1, yes and on do, in any case; everything else does not. */
export function isOn(value: string | undefined): boolean {
  return value !== undefined && ON.includes(value.trim().toLowerCase());
}

interface Permissions {
  querySync(asked: { readonly name: 'env'; readonly variable: string }): { readonly state: string };
}

/** Whether this process is to be recorded. A Deno that may not read the variable, or would ask at the terminal whether it may, is not. */
export function isAskedFor(): boolean {
  return (runtime !== 'Deno' || mayRead('AGENTLOG')) && isOn(process.env.AGENTLOG);
}

function mayRead(variable: string): boolean {
  const { Deno } = globalThis as unknown as { readonly Deno: { readonly permissions: Permissions } };
  return Deno.permissions.querySync({ name: 'env', variable }).state === 'granted';
}

/** Reads the settings; an empty variable counts as unset, an invalid one is complained of and counts as unset. */
export function readSettings(env: Environment): Settings {
  const complaints: string[] = [];
  const capture = env.AGENTLOG_CAPTURE?.trim().toLowerCase() || 'all';
  if (!CAPTURE_MODES.includes(capture)) {
    // The value is not shown: what is pasted into the wrong variable may be a secret.
    complaints.push('AGENTLOG_CAPTURE is none of all, uncaught and off: taken as all');
  }
  return {
    dir: env.AGENTLOG_DIR || undefined,
    session: env.AGENTLOG_SESSION || undefined,
    capture: (CAPTURE_MODES.includes(capture) ? capture : 'all') as CaptureMode,
    d1: isOn(env.AGENTLOG_D1),
    debug: env.AGENTLOG_DEBUG === '1',
    complaints,
  };
}
