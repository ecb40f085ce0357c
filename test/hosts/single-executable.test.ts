import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { root } from '../root.ts';
import { testNode } from '../run-node.ts';
import { bin, testHost } from './host-row.ts';

/** What a copy of Node looks for before its blob. @see https://nodejs.org/api/single-executable-applications.html */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'agentlog-sea-')));
const program = join(folder, 'shop');

before(() => {
  cpSync(join(root, 'test/hosts/programs/special'), folder, { recursive: true });
  const config = {
    main: 'sea.cjs',
    output: 'shop.blob',
    disableExperimentalSEAWarning: true,
    assets: { 'price.json': 'price.json' },
  };
  writeFileSync(join(folder, 'sea.json'), JSON.stringify(config));
  const options = { cwd: folder, stdio: 'ignore' } as const;
  execFileSync(testNode, ['--experimental-sea-config', 'sea.json'], options);
  copyFileSync(testNode, program);
  chmodSync(program, 0o755);
  const args = [program, 'NODE_SEA_BLOB', 'shop.blob', '--sentinel-fuse', FUSE];
  execFileSync(process.execPath, [bin('postject', 'dist/cli.js'), ...args], options);
});
after(() => rmSync(folder, { recursive: true, force: true }));

testHost({
  title: 'a single executable application runs and fails with agentlog as without',
  program: 'special',
  words: [program, 'one', 'two'],
  exitCode: 1,
  says: /true \{"price":3\}\n 4 .*\n/,
  failures: [
    {
      error: "TypeError: Cannot read properties of null (reading 'price')",
      at: 'sea.cjs total',
      locals: { sum: 1, line: 'null' },
    },
  ],
});
