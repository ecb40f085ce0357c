import { files } from './files.ts';

const STDERR = 2;
/** More different lines than this are not told by one process. */
const MAX_TOLD = 64;
let debug = false;
/** The lines that were told, by hash; 0 is a free place. */
let told: Int32Array = new Int32Array(MAX_TOLD);

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

/** Says a line once in the life of this process, whichever of its threads comes first. */
export function tellOnce(line: string): void {
  if (isFirst(hashOf(line))) tell(line);
}

/** Memory for what the threads of a process have told; the first of them makes it. */
export function createToldMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(MAX_TOLD * Int32Array.BYTES_PER_ELEMENT);
}

/** From now on a line that another thread has told counts as told. */
export function shareTold(memory: SharedArrayBuffer): void {
  told = new Int32Array(memory);
}

/** Takes a place for the hash; false where it has one already, or none is left. */
function isFirst(hash: number): boolean {
  for (let i = 0; i < MAX_TOLD; i += 1) {
    const before = Atomics.compareExchange(told, i, 0, hash);
    if (before === 0) return true;
    if (before === hash) return false;
  }
  return false;
}

function hashOf(line: string): number {
  let hash = 0;
  for (let i = 0; i < line.length; i += 1) hash = (Math.imul(hash, 31) + line.charCodeAt(i)) | 0;
  return hash || 1;
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
