import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { makeFolder } from '../cli/agentlog.ts';
import { bundle, startWorker } from './start-worker.ts';

const entry = 'test/programs/worker/describe-values.js';

for (const [title, compatibilityDate, compatibilityFlags] of [
  ['no flag', '2024-01-01', []],
  ['nodejs_compat', '2026-04-01', ['nodejs_compat']],
] as const) {
  test(`under ${title} a Worker describes every value as Node does`, async (t) => {
    const file = join(makeFolder(t), 'values.mjs');
    writeFileSync(file, await bundle(entry));
    const { describeAll } = (await import(pathToFileURL(file).href)) as { describeAll(): object };
    const inNode = JSON.parse(JSON.stringify(describeAll())) as Record<string, unknown>;
    const worker = await startWorker(t, { entry, compatibilityDate, compatibilityFlags });
    assert.deepEqual(await worker.ask('/'), inNode);
    assert.ok(Object.keys(inNode).length > 50);
  });
}
