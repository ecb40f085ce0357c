import assert from 'node:assert/strict';

/** The lines of the pages that no test runs, and why. What is not in this table is run or compared. */
export const NOT_RUN: readonly (readonly [page: string, line: string, reason: string])[] = [
  ['README.md', 'npm ci && npm run demo', 'it installs a hundred packages; CI runs it'],
  ['README.md', 'npm ci && npm test', 'it is what runs the tests'],
  ['CONTRIBUTING.md', 'npm ci', 'as above'],
  ['CONTRIBUTING.md', 'npm test', 'as above'],
  ['CONTRIBUTING.md', 'npm run test:nodes', 'it runs the tests, under each Node'],
  ['CONTRIBUTING.md', 'npm run test:fuzz', 'it takes minutes; CI runs it, test/fuzz a part of it'],
  ['CONTRIBUTING.md', 'npm run fuzz -- sse', 'it takes a minute; test/fuzz runs a part of it'],
  ['CONTRIBUTING.md', 'npm run test:soak', 'it takes five minutes; test/faults runs a part of it'],
  ['CONTRIBUTING.md', 'npm run lint', 'it reads the whole project; CI runs it'],
  ['CONTRIBUTING.md', 'npm run check', 'likewise'],
  ['CONTRIBUTING.md', 'npm run bench', 'it takes ten minutes; test/bench runs a part of it'],
  ['CONTRIBUTING.md', 'bash .ci/run', 'it runs the tests'],
  ['docs/d1.md', 'npx wrangler d1 create agentlog', 'it needs an account at Cloudflare'],
  ['examples/worker/README.md', 'npx wrangler d1 create agentlog', 'likewise'],
  ['examples/worker/README.md', 'npx wrangler secret put MODEL_KEY', 'likewise'],
  ['examples/worker/README.md', 'npx wrangler deploy', 'likewise'],
];

/** A line of shell without the comment behind it. */
export function commandOf(line: string): string {
  return line.replace(/\s+# .*$/, '').trim();
}

/** What of a page's lines is to be run: all but those of the table above. Fails where there is none to leave out. */
export function withoutNotRun(page: string, text: string): string {
  const isLeftOut = (line: string): boolean =>
    NOT_RUN.some(([itsPage, itsLine]) => itsPage === page && itsLine === commandOf(line));
  const lines = text.split('\n');
  const rest = lines.filter((line) => !isLeftOut(line));
  assert.ok(rest.length < lines.length, 'all of it can be run');
  return rest.join('\n');
}

/** For a snippet of which nothing is run: fails where a line of it is not in the table. */
export function runNothing(page: string): (text: string) => void {
  return (text) => assert.equal(withoutNotRun(page, text).trim(), '', 'a line that no test runs');
}
