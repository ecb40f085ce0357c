import { tell } from '../../base/notice.ts';
import type { PushProgress } from '../../push/push-folder.ts';

/** How far a push is, told on stderr when it takes long. */
export interface ProgressLines {
  onProgress(progress: PushProgress): void;
  /** The database asked to wait. */
  onWait(waitMs: number): void;
  close(): void;
}

const FIRST_LINE_MS = 1000;
const MIN_TOLD_WAIT_MS = 1000;

/** Tells after 1, 2, 4, 8 … seconds in one line how far it is, and of every longer wait. */
export function openProgress(): ProgressLines {
  let latest: PushProgress | undefined;
  let nextMs = FIRST_LINE_MS;
  let timer = setTimeout(tellLatest, nextMs);

  function tellLatest(): void {
    tell(latest === undefined ? 'waiting for the database' : lineOf(latest));
    timer = setTimeout(tellLatest, nextMs);
    nextMs *= 2;
  }

  return {
    onProgress(progress) {
      latest = progress;
    },
    onWait(waitMs) {
      if (waitMs >= MIN_TOLD_WAIT_MS)
        tell(`the database asks to wait ${Math.ceil(waitMs / 1000)} s${latest ? `; ${lineOf(latest)}` : ''}`);
    },
    close: () => clearTimeout(timer),
  };
}

function lineOf({ events, sessions, ofSessions }: PushProgress): string {
  return `${events.toLocaleString('en-US')} events pushed, ${sessions} of ${ofSessions} sessions`;
}
