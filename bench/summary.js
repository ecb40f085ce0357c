/**
 * The README's table: the figures that a user asks for first, taken from the page that the same run has written.
 * A row is found by its question and its first cell, without the note in brackets.
 */
const FIGURES = [
  [
    'the start of a process',
    'Start-up: an empty program from start to end',
    'agentlog preloaded, on : bare node, ms',
  ],
  ['a call while recording is off', 'A call while recording is off', 'logFailure : an empty loop, ns'],
  ['an `await`', 'An await', 'recording on : recording off, ns'],
  [
    'a throw that is caught, its locals taken',
    'A throw whose locals are taken, in a burst of 120',
    'agentlog, only caught : Sentry, µs',
  ],
  [
    'a small event, redacted and written',
    'A small event, written before the call returns',
    'agentlog, redacting : pino, synchronous, µs',
  ],
  ['a call to a model', 'A call to a model, by the `openai` client', 'agentlog : without it, µs a call'],
  [
    'a suite of 2,000 tests that each catch 20 errors',
    'A suite of 2000 passing tests that throw and catch 20 errors each: node:test',
    'recorded : plain, ms',
  ],
  [
    'a vitest suite of 320 tests that work for 40 ms each',
    'A suite of 320 passing tests that work for a while: vitest',
    'recorded : plain, ms',
  ],
  [
    'a failure for a model to read',
    'Tokens of the same event in different forms',
    "a failure in context : Sentry's event, tokens",
  ],
];
const BEGIN = '<!-- Written by `npm run bench`, from docs/benchmarks.md. -->';
const END = '<!-- End of what `npm run bench` wrote. -->';
const HEADER = `| what | with agentlog | against | ratio |
| --- | --- | --- | --- |`;

/**
 * The README with its table made anew of the benchmarks' page.
 * @param {string} readme
 * @param {string} page the text of docs/benchmarks.md
 * @throws when the page lacks a figure, or the README the marks around the table
 */
export function withFigures(readme, page) {
  const [start, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (start === -1 || end < start) throw new Error(`the README has no ${BEGIN} … ${END}`);
  return `${readme.slice(0, start)}${BEGIN}\n\n${renderFigures(page)}\n\n${readme.slice(end)}`;
}

function renderFigures(page) {
  const rows = FIGURES.map(([label, question, what]) => {
    const [measured, against, ratio] = findRow(page, question, what);
    const [, rival, unit] = /^.* : (.*), (\S+)/.exec(what);
    return `| ${label} | ${measured} ${unit} | ${against} ${unit}, ${rival} | ${ratio.replaceAll('*', '')} |`;
  });
  return [HEADER, ...rows].join('\n');
}

/** The cells behind the first one. */
function findRow(page, question, what) {
  const section = page.split('\n## ').find((text) => text.startsWith(`${question}\n`)) ?? '';
  const row = section
    .split('\n')
    .map((line) => line.slice(2, -2).split(' | '))
    .find(([first = '']) => first === what || first.startsWith(`${what} (`));
  if (row === undefined) throw new Error(`docs/benchmarks.md has no row "${what}" under "${question}"`);
  return row.slice(1);
}
