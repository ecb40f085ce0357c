// `npm run bench`: asks every question and writes docs/benchmarks.md, and of it the README's table. `--quick` asks them in a hurry and
// writes nothing; `--only NAME,NAME` asks some; `--json` prints the rows as JSON lines; `--readme` asks none and writes the table of the
// page as it stands.
import { readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { at } from './harness.js';
import { renderPage, renderRow } from './page.js';
import { withFigures } from './summary.js';

const QUESTIONS = [
  'start-up',
  'throw-burst',
  'throw-storm',
  'test-suite',
  'http-server',
  'model-call',
  'event-write',
  'when-off',
  'await',
  'redact',
  'context',
  'tokens',
  'capture-output',
  'git-diff',
  'reading',
  'd1',
];

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
    readme: { type: 'boolean', default: false },
  },
});
const names = options.readme ? [] : (options.only?.split(',') ?? QUESTIONS);
const unknown = names.find((name) => !QUESTIONS.includes(name));
if (unknown !== undefined) throw new Error(`no question ${unknown}; there are ${QUESTIONS.join(', ')}`);

const began = Date.now();
const [loadBefore] = loadavg();
const answers = [];
for (const name of names) {
  const { run } = await import(`./${name}.js`);
  for (const row of await run({ quick: options.quick })) {
    answers.push({ name, row });
    console.log(options.json ? JSON.stringify({ name, ...row }) : renderRow(row));
  }
}
if (!options.readme && !options.quick && options.only === undefined) {
  const page = renderPage(answers, { seconds: (Date.now() - began) / 1000, loadBefore });
  writeFileSync(at('docs/benchmarks.md'), page);
  writeReadme(page);
}
if (options.readme) writeReadme(readFileSync(at('docs/benchmarks.md'), 'utf8'));

function writeReadme(page) {
  writeFileSync(at('README.md'), withFigures(readFileSync(at('README.md'), 'utf8'), page));
}
