import { AgentlogError } from '../base/errors.ts';
import { files } from '../base/files.ts';
import { pause } from '../base/pause.ts';
import { D1Error } from '../store/d1/d1-error.ts';
import { openOwn } from '../store/folder/safe-open.ts';
import { sessionPath } from '../store/folder/session-file.ts';
import type { Folder, SessionFile } from '../store/folder/types.ts';
import type { Marks } from './marks.ts';
import { type PushTarget, pushFolder } from './push-folder.ts';

export interface FollowOptions {
  readonly folder: Folder;
  readonly target: PushTarget;
  readonly marks: Marks;
  /** As of `pushFolder`, for the first push. */
  readonly again?: boolean;
  /** Ends the following. */
  readonly signal: AbortSignal;
  /** Told of an error that may pass; nothing is lost by it, as the next push goes on where this one ended. */
  readonly onError: (error: Error) => void;
}

/** The pace that docs/d1.md promises. */
const PUSH_EVERY_MS = 2000;
const PUSH_AT_LINES = 500;
/** No event takes less. */
const MIN_LINE_BYTES = 100;
const LOOK_EVERY_MS = 250;
/** A look at thousands of sessions takes some ms: the pause between two is so many times as long. */
const PAUSE_PER_LOOK = 10;
const MAX_BACKOFF_MS = 300_000;

/**
 * Pushes what is new in a folder, and then what comes, every two seconds or 500 lines, until `signal` ends it. Looks at the files themselves, as
 * what watches a folder for us misses what other machines write. A fault that may pass makes the pauses longer, up to five minutes.
 * @throws AGENTLOG_D1 for a fault that will not pass
 */
export async function followFolder(options: FollowOptions): Promise<void> {
  const { folder, signal, onError } = options;
  const pushed = new Map<string, string>();
  const known = new Set<string>();
  const counter = createLineCounter(folder.path);
  let again = options.again ?? false;
  let backoffMs = 0;
  let notBefore = 0;
  let newSince: number | undefined = Number.NEGATIVE_INFINITY;

  async function push(grown: readonly SessionFile[]): Promise<void> {
    try {
      await pushFolder({ ...options, files: grown, again, known });
      for (const file of grown) pushed.set(file.id, stateOf(file));
      counter.forget();
      again = false;
      newSince = undefined;
      backoffMs = backoffMs > PUSH_EVERY_MS ? backoffMs / 2 : 0;
    } catch (error) {
      if (signal.aborted) return;
      if (!mayPass(error)) throw error;
      onError(error);
      backoffMs = Math.min(MAX_BACKOFF_MS, Math.max(PUSH_EVERY_MS, 2 * backoffMs));
      // The target may have been made anew meanwhile.
      known.clear();
      const askedMs = error instanceof D1Error ? (error.retryAfterMs ?? 0) : 0;
      notBefore = performance.now() + Math.max(askedMs, backoffMs * (0.5 + Math.random() / 2));
      return;
    }
    notBefore = performance.now() + backoffMs;
  }

  while (!signal.aborted) {
    const began = performance.now();
    const grown = folder.survey().filter((file) => pushed.get(file.id) !== stateOf(file));
    if (grown.length > 0) {
      newSince ??= began;
      const isDue = began - newSince >= PUSH_EVERY_MS || counter.count(grown) >= PUSH_AT_LINES;
      if (isDue && began >= notBefore) {
        await push(grown);
        continue;
      }
    } else newSince = undefined;
    await pause(Math.max(LOOK_EVERY_MS, PAUSE_PER_LOOK * (performance.now() - began)), signal);
  }
}

function stateOf({ identity, bytes }: SessionFile): string {
  return `${identity}:${bytes}`;
}

/** A file that cannot be read may be readable again; so may a database that is busy. */
function mayPass(error: unknown): error is Error {
  if (error instanceof D1Error) return error.remedy !== 'never';
  return error instanceof Error && (!(error instanceof AgentlogError) || error.code === 'AGENTLOG_STORE');
}

/** Counts the lines that files have got since they were first seen grown; each byte is read once. */
function createLineCounter(storePath: string): {
  count(grown: readonly SessionFile[]): number;
  forget(): void;
} {
  const places = new Map<string, { at: number; lines: number }>();
  const ends = new Map<string, number>();
  const chunk = Buffer.allocUnsafe(1 << 16);

  function countIn({ id, bytes }: SessionFile): number {
    const place = places.get(id) ?? { at: ends.get(id) ?? 0, lines: 0 };
    if (place.at > bytes) place.at = bytes;
    places.set(id, place);
    if (bytes - place.at < MIN_LINE_BYTES) return place.lines;
    const { fd } = openOwn(sessionPath(storePath, id), files.constants.O_RDONLY);
    try {
      while (place.at < bytes && place.lines < PUSH_AT_LINES) {
        const read = files.readSync(fd, chunk, 0, Math.min(chunk.length, bytes - place.at), place.at);
        if (read === 0) break;
        for (let i = chunk.indexOf(10); i !== -1 && i < read; i = chunk.indexOf(10, i + 1)) place.lines += 1;
        place.at += read;
      }
    } finally {
      files.closeSync(fd);
    }
    return place.lines;
  }

  return {
    count(grown) {
      let lines = 0;
      for (const file of grown) {
        try {
          lines += countIn(file);
        } catch {
          // The push will say what is wrong with it.
        }
        if (lines >= PUSH_AT_LINES) break;
      }
      return lines;
    },
    forget() {
      for (const [id, { at }] of places) ends.set(id, at);
      places.clear();
    },
  };
}
