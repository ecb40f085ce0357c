import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Runs } from './pages.ts';
import { failuresIn, makeProject, sh } from './project.ts';

/** What is done with the snippets of docs/failures.md. */
export const failuresRuns: Runs = [
  [
    '{"event_type":"failure","id":"…","session_id":"…","ts":1795356946.489,',
    async (text) => {
      const project = makeProject();
      mkdirSync(join(project, 'src'));
      const cart = `class Cart {
  region = 'us';
  total(item) {
    const cause = new Error('…');
    const shown = Object.assign(new TypeError('…', { cause }), { code: '…' });
    if (this.region) throw shown;
  }
}
new Cart().total({ price: 2, qty: null });
`;
      writeFileSync(join(project, 'src/cart.ts'), cart);
      writeFileSync(join(project, 'src/cart.mjs'), cart);
      await sh('AGENTLOG=true node --import agentlog/register src/cart.mjs', project);
      const [event = {}] = failuresIn(project);
      const { cause, shown: _, item } = event.locals as Record<string, unknown>;
      const shown = JSON.parse(text);
      assert.deepEqual(Object.keys(shown), Object.keys(event));
      assert.deepEqual([shown.error, shown.locals, shown.this], [event.error, { item }, event.this]);
      assert.deepEqual(shown.location, { ...(event.location as object), file: 'src/cart.ts' });
      assert.ok(cause);
    },
  ],
];
