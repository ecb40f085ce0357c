import { sep } from 'node:path';
import { mapGet } from '../../base/held.ts';
import { guarded } from '../../base/notice.ts';
import { kindOf } from '../../base/probe.ts';
import { readData } from '../../value/read.ts';
import type { Inspector } from './inspector.ts';
import type { Script } from './protocol.ts';
import { toPath } from './script-path.ts';

const { getOwnPropertyDescriptor } = Reflect;

/** Where vitest keeps what a worker runs: its modules, each with its source map. */
const STATE = '__vitest_worker__';
const GROUP = 'agentlog-vite';

/**
 * The text of the source map of a module that vitest runs, from 5 on: V8 is not told of it. `undefined` outside of vitest. Reads data
 * properties alone; a module of a `vm` pool costs 0.2 ms.
 */
export function readViteMap(script: Script, inspector: Inspector): string | undefined {
  if (process.env.VITEST === undefined) return undefined;
  return guarded(undefined, () => {
    const state = stateOf(globalThis) ?? stateOf(globalOf(script, inspector));
    const modules = readData(readData(state, 'evaluatedModules'), 'idToModuleMap');
    if (typeof modules !== 'object' || modules === null || kindOf(modules) !== 'map') return undefined;
    const id = toPath(script.url).replaceAll(sep, '/');
    const module: unknown = mapGet(modules as ReadonlyMap<string, unknown>, id);
    const map = readData(readData(module, 'meta'), 'sourceMap');
    return typeof map === 'string' && map !== '' ? map : undefined;
  });
}

function stateOf(global: unknown): unknown {
  return typeof global === 'object' && global !== null
    ? getOwnPropertyDescriptor(global, STATE)?.value
    : undefined;
}

/** The global object of the realm that the script belongs to. */
function globalOf({ executionContextId: contextId }: Script, inspector: Inspector): unknown {
  let global: unknown;
  try {
    const { result } = inspector.post<{ result: { objectId?: string } }>('Runtime.evaluate', {
      contextId,
      expression: 'this',
      objectGroup: GROUP,
      silent: true,
    });
    inspector.hand([result.objectId], (objects) => {
      global = objects[0];
    });
  } finally {
    inspector.post('Runtime.releaseObjectGroup', { objectGroup: GROUP });
  }
  return global;
}
