const { getBuiltinModule } = process;
const KEY = 'agentlog';

/** What a process's threads must know in common. */
export interface ThreadNotes {
  /** The id of the session that the process opens when none is named. */
  readonly implicit?: string;
  /** The session that the process started. */
  readonly started?: string;
}

/** A process's notes for the threads that it starts from now on; a thread begins with those of its parent. */
export interface Threads {
  readonly isMain: boolean;
  read(): ThreadNotes;
  write(notes: ThreadNotes): void;
}

/** The notes of this process, kept in the environment data of `node:worker_threads`, whose load costs 0.5 ms. */
export function openThreads(): Threads {
  const { getEnvironmentData, isMainThread, setEnvironmentData } = getBuiltinModule('node:worker_threads');
  return {
    isMain: isMainThread,
    read: () => (getEnvironmentData(KEY) ?? {}) as ThreadNotes,
    write: (notes) => setEnvironmentData(KEY, { ...notes }),
  };
}
