import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { attachInspector, type Inspector } from '../../../src/capture/failure/inspector.ts';
import type { Script } from '../../../src/capture/failure/protocol.ts';
import { readViteMap } from '../../../src/capture/failure/vite-source-map.ts';

const MAP = '{"version":3}';
const modules = new Map<string, unknown>([
  ['/app/a.ts', { meta: { sourceMap: MAP } }],
  ['/app/none.ts', { meta: undefined }],
  [
    '/app/getter.ts',
    {
      get meta() {
        throw new Error('asked');
      },
    },
  ],
  ['/app/number.ts', { meta: { sourceMap: 7 } }],
]);
const state = { evaluatedModules: { idToModuleMap: modules } };

describe('the source map that vitest keeps', () => {
  for (const [title, file, given] of [
    ['of a module is read', '/app/a.ts', MAP],
    ['of a module without one is none', '/app/none.ts', undefined],
    ['of a module that it does not know is none', '/app/other.ts', undefined],
    ['behind a getter is none, and the getter is not run', '/app/getter.ts', undefined],
    ['that is no text is none', '/app/number.ts', undefined],
  ] as const) {
    test(title, () => {
      assert.equal(
        inVitest(state, (inspector) => readViteMap(scriptOf(file), inspector)),
        given,
      );
    });
  }

  test('is read by its module’s path, not by its URL’s query', () => {
    const url = 'file:///app/a.ts?v=1';
    assert.equal(
      inVitest(state, (inspector) => readViteMap({ ...scriptOf('/app/a.ts'), url }, inspector)),
      MAP,
    );
  });

  test('is not looked for where no vitest runs', () => {
    assert.equal(
      inVitest(state, (inspector) => {
        delete process.env.VITEST;
        return readViteMap(scriptOf('/app/a.ts'), inspector);
      }),
      undefined,
    );
  });

  test('is none where something else has that name', () => {
    for (const other of [7, null, { evaluatedModules: { idToModuleMap: { get: () => MAP } } }]) {
      assert.equal(
        inVitest(other, (inspector) => readViteMap(scriptOf('/app/a.ts'), inspector)),
        undefined,
      );
    }
  });

  test('is read in the context of a vm pool', () => {
    const context = createContext({ __vitest_worker__: state });
    const map = inVitest(undefined, (inspector) => {
      runInContext('1', context, { filename: '/app/a.ts' });
      return readViteMap(inspector.scriptNamed('file:///app/a.ts') as Script, inspector);
    });
    assert.equal(map, MAP);
  });
});

function scriptOf(path: string): Script {
  const url = `file://${path}`;
  return { scriptId: '1', url, endLine: 1, endColumn: 0, sourceMapURL: '', executionContextId: 1 };
}

/** Runs `step` as in a worker of vitest's, with V8's debugger attached. */
function inVitest<T>(worker: unknown, step: (inspector: Inspector) => T): T {
  const nothing = (): void => {};
  const inspector = attachInspector({
    onPause: nothing,
    onCost: nothing,
    onLost: nothing,
    onScript: nothing,
    isProgramFile: () => true,
  });
  assert.ok(!('missing' in inspector));
  process.env.VITEST = 'true';
  if (worker !== undefined) Object.assign(globalThis, { __vitest_worker__: worker });
  try {
    return step(inspector);
  } finally {
    delete process.env.VITEST;
    delete (globalThis as { __vitest_worker__?: unknown }).__vitest_worker__;
    inspector.close();
  }
}
