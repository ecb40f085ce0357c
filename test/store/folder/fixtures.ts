import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { openFolder } from '../../../src/store/folder/folder.ts';
import type { Folder } from '../../../src/store/folder/types.ts';

/** An empty folder, removed after the tests of the file. */
export function createTempFolder(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'agentlog test é-')));
  after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** A store folder with the file of `sess_abcdefgh`, of these bytes. */
export function folderWith(...pieces: readonly (string | Buffer)[]): Folder {
  const path = join(createTempFolder(), '.agentlog');
  mkdirSync(path, { mode: 0o700 });
  const bytes = Buffer.concat(pieces.map((piece) => Buffer.from(piece as string)));
  writeFileSync(join(path, 'session_abcdefgh.jsonl'), bytes);
  return openFolder(path);
}

/** What is read of a session: the answers of its decisions, the number of its records, and of what was skipped. */
export function readAll(
  folder: Folder,
  sessionId: string,
  from = 0,
): { answers: unknown[]; records: number; skipped: number } {
  const seen = { answers: [] as unknown[], records: 0, skipped: 0 };
  const onSkipped = (count: number) => {
    seen.skipped += count;
  };
  for (const line of folder.read(sessionId, { from, onSkipped })) {
    if (line.kind === 'session') seen.records += 1;
    else seen.answers.push((line.event as unknown as { answer: unknown }).answer);
  }
  return seen;
}

export function linesOf(path: string): string[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}

/** Appends bytes as another program would. */
export function appendRaw(path: string, bytes: string | Buffer): void {
  const fd = openSync(path, 'a');
  writeSync(fd, typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
  closeSync(fd);
}

/** Waits without giving the event loop a turn. */
export function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
