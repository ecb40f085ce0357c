import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import { at } from './harness.js';

const HEADER = `| what | measured | against | ratio | difference | aim | met |
| --- | --- | --- | --- | --- | --- | --- |`;

/**
 * The page of one whole run, in Markdown.
 * @param {{ name: string, row: import('./harness.js').Row }[]} answers
 * @param {{ seconds: number, loadBefore: number }} about how long the run took, and how many programs ran before it began
 */
export function renderPage(answers, { seconds, loadBefore }) {
  const questions = [...new Set(answers.map(({ row }) => row.question))];
  const sections = questions.map((question) =>
    renderSection(answers.filter(({ row }) => row.question === question)),
  );
  return `# Benchmarks

What does recording cost, and what does reading? Written by \`npm run bench\` (\`bench/\`); no figure on this page was typed by hand.

${describeMachine(seconds, loadBefore)}

## How to read it

Every contender runs once a round, in an order that turns, each time in a process of its own (the HTTP servers live for
several rounds), and only values of the same round are compared. *measured* and *against* are the medians of the raw values.
*ratio* is the median of the rounds' ratios with the quartiles around it, and *difference* likewise: they are what to
trust, for a machine that is slow for a while is slow for both. Where the quartiles are far apart, the machine was busy. An aim
is what this project promises itself; a row without one is there to explain its neighbours. Where an aim is missed, what holds the
figure off it stands below the table, as far as it was found by profiling.

Sentry records local variables as its manual says, for caught errors too, in a worker thread by way of a port of the inspector
(its version here has no other way). Its transport drops every event, its queue holds a whole burst and its limit of exceptions a
second is lifted (\`bench/programs/sentry.cjs\`); its time ends when \`captureException\` returns. pino writes to a file with \`sync: true\`.

What a call to a model costs is measured with each recorder turned on and off in turns within one process, up to a few hundred calls
at a time, against a server on this machine; *nothing* turns nothing on and off, and shows how far apart two equal things seem. Every
call that was made must have been recorded, with its counts of tokens, or there are no figures. OpenLLMetry and Langfuse patch or wrap the client;
their spans are kept in memory, neither written out nor sent. OpenLLMetry records no counts of a streamed answer.

${sections.join('\n\n')}
`;
}

/** One row in one line of plain text. */
export function renderRow({ question, measured, against, unit, ratio, difference, aim, met, note }) {
  const figures = [
    `${measured.name} ${digits(measured.median)} ${unit}`,
    `${against.name} ${digits(against.median)} ${unit}`,
    `ratio ${digits(ratio.median)} (${digits(ratio.low)}-${digits(ratio.high)})`,
    `difference ${digits(difference.median)} ${unit}`,
  ];
  const verdict = aim === undefined ? '' : `; ${aim}: ${met ? 'met' : 'MISSED'}`;
  return `${question}: ${figures.join(', ')}${verdict}${note === undefined ? '' : ` (${note})`}`;
}

function renderSection(answers) {
  const [{ name, row }] = answers;
  return [
    `## ${row.question}`,
    '',
    `\`bench/${name}.js\``,
    '',
    HEADER,
    ...answers.map(({ row: each }) => renderCells(each)),
    ...renderLimits(answers),
  ].join('\n');
}

/** What holds the figures off their aims, each reason once. */
function renderLimits(answers) {
  const limits = answers.filter(({ row }) => row.met === false).map(({ row }) => row.limit);
  return [...new Set(limits)].filter((limit) => limit !== undefined).flatMap((limit) => ['', limit]);
}

function renderCells({ measured, against, unit, ratio, difference, aim, met, note }) {
  const cells = [
    `${measured.name} : ${against.name}, ${unit}${note === undefined ? '' : ` (${note})`}`,
    digits(measured.median),
    digits(against.median),
    `**${digits(ratio.median)}** (${digits(ratio.low)} to ${digits(ratio.high)})`,
    `${digits(difference.median)} (${digits(difference.low)} to ${digits(difference.high)})`,
    aim ?? '',
    aim === undefined ? '' : met ? 'yes' : '**no**',
  ];
  return `| ${cells.join(' | ')} |`;
}

function describeMachine(seconds, loadBefore) {
  const cpus = os.cpus();
  const facts = {
    Machine: `${cpus[0]?.model.trim() ?? 'unknown'}, ${cpus.length} cores, ${(os.totalmem() / 2 ** 30).toFixed(1)} GiB of memory`,
    System: `${os.type()} ${os.release()} ${os.arch()}`,
    Load: `${loadBefore.toFixed(1)} before the run (no more than a few tenths, or the spreads will be wide)`,
    Node: process.version,
    Against: rivals(),
    Commit: commit(),
    Date: `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC; the run took ${seconds.toFixed(0)} s`,
  };
  return Object.entries(facts)
    .map(([name, text]) => `- ${name}: ${text}`)
    .join('\n');
}

function rivals() {
  const { devDependencies } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  return [
    '@sentry/node',
    'pino',
    'autocannon',
    'openai',
    '@traceloop/instrumentation-openai',
    '@langfuse/openai',
    '@opentelemetry/sdk-trace-node',
    'miniflare',
  ]
    .map((name) => `${name} ${devDependencies[name]}`)
    .join(', ');
}

function commit() {
  const git = (...args) => execFileSync('git', args, { cwd: at('.'), encoding: 'utf8' }).trim();
  try {
    const isChanged = git('status', '--porcelain', '--untracked-files=no', '--', 'src', 'bench') !== '';
    return `${git('rev-parse', '--short=12', 'HEAD')}${isChanged ? ', with changes that are not committed' : ''}`;
  } catch {
    return 'unknown';
  }
}

/** Three digits that count, written out. */
function digits(number) {
  // Nothing against nothing has no ratio.
  if (!Number.isFinite(number)) return '–';
  const size = Math.abs(number);
  if (size >= 100 || size === 0) return Math.round(number).toLocaleString('en');
  return number.toFixed(Math.min(3, 2 - Math.floor(Math.log10(size))));
}
