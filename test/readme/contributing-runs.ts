import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.ts';
import { runNothing } from './not-run.ts';
import { type Runs, readPage } from './pages.ts';

/** What is done with the snippets of CONTRIBUTING.md. */
export const contributingRuns: Runs = [
  [
    'npm ci                  # Node 20.19 or later',
    (text) => {
      runNothing('CONTRIBUTING.md')(text);
      const { scripts, engines } = JSON.parse(readPage('package.json'));
      assert.ok(engines.node === '>=20.19' && existsSync(join(root, '.ci/run')));
      const named = [...text.matchAll(/^npm (?:run )?(\w+)/gm)].map(([, name]) => name);
      assert.deepEqual(
        named.filter((name) => name !== 'ci' && !(String(name) in scripts)),
        [],
      );
    },
  ],
];
