import { files } from './files.ts';

const STDERR = 2;
let debug = false;
const told = new Set<string>();

/** Turns the telling of agentlog's own faults on or off (`AGENTLOG_DEBUG`). */
export function setDebug(on: boolean): void {
  debug = on;
}

/** Says one line on stderr, `agentlog: …`, past the program's own streams. Never throws. */
export function tell(line: string): void {
  try {
    files.writeSync(STDERR, `agentlog: ${line.replace(/\s*\n\s*/g, ' ')}\n`);
  } catch {
    // A closed or full stderr is the program's business, not ours.
  }
}

/** Says a line once in the life of this process. */
export function tellOnce(line: string): void {
  if (told.has(line)) return;
  told.add(line);
  tell(line);
}

/** Takes note of a fault inside agentlog: silent, unless `AGENTLOG_DEBUG=1` asks for it and its stack. */
export function reportFault(fault: unknown): void {
  if (!debug) return;
  try {
    files.writeSync(STDERR, `agentlog: fault: ${fault instanceof Error ? fault.stack : String(fault)}\n`);
  } catch {
    // As above.
  }
}

/** Runs a step of recording so that nothing it throws reaches the program; gives `fallback` when it throws. */
export function guarded<T>(fallback: T, step: () => T): T {
  try {
    return step();
  } catch (fault) {
    reportFault(fault);
    return fallback;
  }
}
