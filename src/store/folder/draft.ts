import { join } from 'node:path';
import { files } from '../../base/files.ts';
import { fillFromPool } from '../../base/random.ts';
import { createSuffix } from '../../event/ids.ts';
import { FILE_MODE } from './safe-open.ts';

/** A path beside the store's files for one that gets its name when it is whole; no reader looks at it. */
export function createDraftPath(folder: string): string {
  return join(folder, `.draft_${createSuffix(fillFromPool)}`);
}

/** Replaces a file of the store in one step: a reader sees the old text or the new one. @throws what the system throws */
export function replaceFile(folder: string, path: string, text: string): void {
  const draft = createDraftPath(folder);
  try {
    files.writeFileSync(draft, text, { flag: 'wx', mode: FILE_MODE });
    files.renameSync(draft, path);
  } catch (error) {
    removeDraft(draft);
    throw error;
  }
}

/** Removes a draft, or leaves it: it is small and hidden. Never throws. */
export function removeDraft(path: string): void {
  try {
    files.unlinkSync(path);
  } catch {
    // It was renamed, or never made.
  }
}
