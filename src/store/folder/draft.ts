import { join } from 'node:path';
import { files } from '../../base/files.ts';
import { fillFromPool } from '../../base/random.ts';
import { createSuffix } from '../../event/ids.ts';

/** A path beside the store's files for one that gets its name when it is whole; no reader looks at it. */
export function createDraftPath(folder: string): string {
  return join(folder, `.draft_${createSuffix(fillFromPool)}`);
}

/** Removes a draft, or leaves it: it is small and hidden. Never throws. */
export function removeDraft(path: string): void {
  try {
    files.unlinkSync(path);
  } catch {
    // It was renamed, or never made.
  }
}
