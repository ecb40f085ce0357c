import { isAbsolute } from 'node:path';
import { files } from '../../base/files.ts';
import { guarded } from '../../base/notice.ts';
import type { Post } from './hand-over.ts';
import type { Script } from './protocol.ts';
import { toPath } from './script-path.ts';

/** A text of this length is kept, for the next failure is often of the same script. */
const MAX_KEPT_CHARS = 1_000_000;

/**
 * Gives the text of scripts, as they were compiled; of a file that V8 does not give just now, what the file holds. `''` where there
 * is none. About 35 µs for a script other than the last one asked for.
 */
export function createSources(
  post: Post,
  scriptOf: (scriptId: string) => Script | undefined,
): (scriptId: string) => string {
  let last: { readonly scriptId: string; readonly text: string } | undefined;

  return (scriptId) => {
    if (last?.scriptId === scriptId) return last.text;
    const text = read(scriptId);
    last = text.length <= MAX_KEPT_CHARS ? { scriptId, text } : undefined;
    return text;
  };

  function read(scriptId: string): string {
    try {
      return post<{ scriptSource: string }>('Debugger.getScriptSource', { scriptId }).scriptSource;
    } catch {
      // The debugger is off just now; a script that no loader changed stands in its file as it is.
      const path = toPath(scriptOf(scriptId)?.url ?? '');
      return isAbsolute(path) ? guarded('', () => files.readFileSync(path, 'utf8')) : '';
    }
  }
}
