import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Runs, readPage } from './pages.ts';
import { makeProject, sh } from './project.ts';

/** What is done with the snippets of docs/context.md. */
export const contextRuns: Runs = [
  [
    '$ agentlog context',
    // The golden text of a session is held against the code; here it is held against the page.
    (text) => {
      const [, ...lines] = text.split('\n');
      assert.ok(readPage('test/golden/context-2000.txt').startsWith(lines.join('\n')));
    },
  ],
  [
    "import { debugContext } from 'agentlog';",
    async (text) => {
      const project = makeProject();
      writeFileSync(join(project, 'ask.js'), `${text}\nconsole.log(prompt);\n`);
      const { stdout } = await sh('npx agentlog run -- npm test 2> errors.txt\nnode ask.js', project);
      assert.match(stdout.toString(), /^The tests fail\. What do you change\?\nsession: node, /m);
    },
  ],
  [
    "import { debugContext, folderStore } from 'agentlog';",
    async (text) => {
      const shop = makeProject();
      await sh('npx agentlog run -- npm test 2> errors.txt', shop);
      const project = makeProject();
      const path = relative(project, join(shop, '.agentlog'));
      writeFileSync(join(project, 'ask.js'), text.replace('../shop/.agentlog', path));
      const { stdout, stderr } = await sh('node ask.js', project);
      assert.match(stdout.toString(), /^session: node, .*\nfailure: TypeError: /);
      assert.equal(stderr, '');
    },
  ],
];
