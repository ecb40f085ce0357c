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

/**
 * Programs that compile a new named script for every request must not fill our memory. What was loaded first, the program itself, is kept for good;
 * of what comes later all is forgotten when there is too much.
 */
const MAX_EARLY = 40_000;
const MAX_LATE = 10_000;

interface Listed {
  readonly byId: Map<string, Script>;
  /** The id of the newest script of each name. */
  readonly ids: Map<string, string>;
}

/** An empty list of scripts. */
export function createScripts(): Scripts {
  const early = createList();
  const late = createList();

  return { add, byId, named };

  function byId(scriptId: string): Script | undefined {
    return mapGet(early.byId, scriptId) ?? mapGet(late.byId, scriptId);
  }

  function named(url: string): Script | undefined {
    return byId(mapGet(late.ids, url) ?? mapGet(early.ids, url) ?? '');
  }

  function listFor(scriptId: string): Listed {
    const isEarly = mapSize(early.byId) < MAX_EARLY || mapGet(early.byId, scriptId) !== undefined;
    if (isEarly) return early;
    if (mapSize(late.byId) >= MAX_LATE) {
      mapClear(late.byId);
      mapClear(late.ids);
    }
    return late;
  }

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
    const list = listFor(scriptId);
    // An inline map can weigh megabytes; it is read again from the source when it is needed.
    const mapUrl = startsWith(sourceMapURL, 'data:') ? 'data:' : sourceMapURL;
    mapSet(list.byId, scriptId, {
      scriptId,
      url,
      startColumn,
      endLine,
      endColumn,
      sourceMapURL: mapUrl,
      executionContextId,
    });
    mapSet(list.ids, url, scriptId);
  }
}

function createList(): Listed {
  return { byId: new Map(), ids: new Map() };
}
