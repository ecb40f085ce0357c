import { mapClear, mapGet, mapSet, mapSize, startsWith } from '../../base/held.ts';
import type { Script } from './protocol.ts';

/** The named scripts that V8 has told of. */
export interface Scripts {
  add(script: Script): void;
  /** `undefined` for a nameless one (`eval`). */
  byId(scriptId: string): Script | undefined;
  /** The newest script of this name. */
  named(url: string): Script | undefined;
}

/** Programs that compile a new named script for every request must not fill our memory. */
const MAX_SCRIPTS = 50_000;

/** An empty list of scripts. */
export function createScripts(): Scripts {
  const scripts = new Map<string, Script>();
  const ids = new Map<string, string>();

  return {
    add,
    byId: (scriptId) => mapGet(scripts, scriptId),
    named: (url) => mapGet(scripts, mapGet(ids, url) ?? ''),
  };

  function add(script: Script): void {
    const {
      scriptId,
      url,
      startColumn = 0,
      endLine,
      endColumn,
      sourceMapURL,
      executionContextId = 0,
    } = script;
    if (url === '') return;
    if (mapSize(scripts) >= MAX_SCRIPTS) {
      mapClear(scripts);
      mapClear(ids);
    }
    // An inline map can weigh megabytes; it is read again from the source when it is needed.
    const mapUrl = startsWith(sourceMapURL, 'data:') ? 'data:' : sourceMapURL;
    mapSet(scripts, scriptId, {
      scriptId,
      url,
      startColumn,
      endLine,
      endColumn,
      sourceMapURL: mapUrl,
      executionContextId,
    });
    mapSet(ids, url, scriptId);
  }
}
