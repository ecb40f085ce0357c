import { createToldMemory, shareTold } from '../base/notice.ts';
import { fillFromPool } from '../base/random.ts';
import { encodeSuffix, type FillRandom } from '../event/ids.ts';
import { createCrossingMemory } from './crossing.ts';
import { createLossMemory } from './loss-memory.ts';

const { getBuiltinModule } = process;
const KEY = 'agentlog';
/** Each half of an id's 80 bits is one word of the shared memory; 0 stands for none yet. */
const HALF_BYTES = 5;

interface Notes {
  /** The id of the session that the process opens when none is named, in two halves. */
  readonly implicit: SharedArrayBuffer;
  /** What `crossing.ts` keeps there. */
  readonly failures: SharedArrayBuffer;
  /** What `losses.ts` keeps there. */
  readonly losses: SharedArrayBuffer;
  /** What `notice.ts` keeps there. */
  readonly told: SharedArrayBuffer;
  /** The session that the process started, as it was when the thread began. */
  readonly started?: string;
}

/** What the threads of a process hold in common. */
export interface Threads {
  readonly isMain: boolean;
  readonly id: number;
  /** Memory for `crossing.ts`. */
  readonly failures: SharedArrayBuffer;
  /** Memory for `losses.ts`. */
  readonly losses: SharedArrayBuffer;
  /** The session that the process had started when this thread began. */
  readonly started: string | undefined;
  /** Tells the threads that begin from now on which session the process started. */
  noteStarted(sessionId: string | undefined): void;
  /** The id of the session that the process opens when none is named: the same in all its threads. */
  implicitId(): string;
  /** Gives the process another such id. */
  renewImplicitId(): void;
}

/**
 * Opens what the threads of this process share, by way of the environment data of `node:worker_threads`, which a thread has
 * from its parent. The main thread must call this before it starts a thread; with `node:inspector` loaded it costs nothing.
 */
export function openThreads(fillRandom: FillRandom = fillFromPool): Threads {
  const { getEnvironmentData, isMainThread, setEnvironmentData, threadId } =
    getBuiltinModule('node:worker_threads');
  const found = getEnvironmentData(KEY) as unknown as Notes | undefined;
  const notes = found ?? {
    implicit: new SharedArrayBuffer(3 * BigInt64Array.BYTES_PER_ELEMENT),
    failures: createCrossingMemory(),
    losses: createLossMemory(),
    told: createToldMemory(),
  };
  shareTold(notes.told);
  if (found === undefined) setEnvironmentData(KEY, notes as never);
  const halves = new BigInt64Array(notes.implicit, 0, 2);
  /** Counts the ids that the process has had, so that one that was put together once need not be again. */
  const generation = new Int32Array(notes.implicit, halves.byteLength);
  let known: { readonly id: string; readonly generation: number } | undefined;

  return {
    isMain: isMainThread,
    id: threadId,
    failures: notes.failures,
    losses: notes.losses,
    started: isMainThread ? undefined : notes.started,
    noteStarted(sessionId) {
      const { implicit, failures, losses, told } = notes;
      const shared = { implicit, failures, losses, told };
      setEnvironmentData(
        KEY,
        (sessionId === undefined ? shared : { ...shared, started: sessionId }) as never,
      );
    },
    implicitId() {
      const current = Atomics.load(generation, 0);
      if (known?.generation !== current) known = { id: `sess_${half(0)}${half(1)}`, generation: current };
      return known.id;
    },
    renewImplicitId() {
      Atomics.store(halves, 0, 0n);
      Atomics.store(halves, 1, 0n);
      Atomics.add(generation, 0, 1);
    },
  };

  /** The first thread that asks draws the half; a thread that dies in between leaves nothing half done. */
  function half(index: number): string {
    let bits = 1n;
    const drawn = fillRandom(new Uint8Array(HALF_BYTES));
    for (let i = 0; i < HALF_BYTES; i += 1) bits = (bits << 8n) | BigInt(drawn[i] ?? 0);
    const before = Atomics.compareExchange(halves, index, 0n, bits);
    return encodeSuffix(bytesOf(before === 0n ? bits : before)).slice(0, 8);
  }
}

/** The bytes of a half, behind the 1 that keeps a drawn half apart from none. */
function bytesOf(bits: bigint): Uint8Array {
  const bytes = new Uint8Array(2 * HALF_BYTES);
  for (let i = 0; i < HALF_BYTES; i += 1)
    bytes[i] = Number((bits >> BigInt(8 * (HALF_BYTES - 1 - i))) & 255n);
  return bytes;
}
