import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as limits from '../../src/base/limits.ts';
import { readPage } from './pages.ts';

/** A number that a source names at its top: digits, perhaps shifted. */
function constant(file: string, name: string): number {
  const source = readPage(`src/${file}`);
  const found = new RegExp(`^(?:export )?const ${name}(?:: number)? = ([\\d_]+)(?: << (\\d+))?;`, 'm').exec(
    source,
  );
  assert.ok(found, `${file} has no ${name}`);
  return Number(found[1]?.replaceAll('_', '')) * 2 ** Number(found[2] ?? 0);
}

const number = (count: number): string => count.toLocaleString('en');
const WORDS: readonly string[] = ['no', 'one', 'two', 'three', 'four', 'five'];
const word = (count: number): string => WORDS[count] ?? String(count);

const pushes = word(constant('push/follow-folder.ts', 'PUSH_EVERY_MS') / 1000);
const backoff = word(constant('push/follow-folder.ts', 'MAX_BACKOFF_MS') / 60_000);

/** What the pages say of a number, each in its own words. */
const SENTENCES: readonly (readonly [page: string, words: string])[] = [
  ['docs/context.md', `**The budget** is ${number(limits.DEFAULT_CONTEXT_TOKENS)} tokens`],
  [
    'docs/context.md',
    `At most ${constant('report/context/context-sections.ts', 'MAX_LOCALS')}, and the names of the rest`,
  ],
  [
    'docs/context.md',
    `Earlier sessions of the folder are looked at, the last ${constant('report/context/seen-earlier.ts', 'MAX_SESSIONS')}.`,
  ],
  ['docs/context.md', `at most ${constant('report/context/context-collector.ts', 'MAX_BYTES') >> 20} MiB`],
  [
    'docs/diffs.md',
    `its first ${limits.MAX_DIFF_LINES} lines, at most ${number(limits.MAX_DIFF_CHARS)} characters`,
  ],
  ['docs/diffs.md', `files of more than ${limits.MAX_SHOWN_FILE_BYTES >> 20} MiB`],
  [
    'docs/diffs.md',
    `it is killed after ${constant('capture/git/git-diff.ts', 'TIMEOUT_MS') / 1000} s in all, ${constant('cli/diff.ts', 'TIMEOUT_MS') / 1000} s under \`agentlog diff\``,
  ],
  [
    'docs/failures.md',
    `may spend ${limits.PAUSE_ALLOWANCE_MS} ms on pauses, and from then on ${limits.PAUSE_TIME_SHARE * 100} % of its run time`,
  ],
  ['docs/failures.md', `From one line ${limits.MAX_THROWS_PER_SITE} throws a minute`],
  ['docs/failures.md', `at most half of the ${limits.MAX_FAILURE_BYTES / 1024} KiB`],
  ['docs/reading.md', `\`show\` prints the last ${constant('cli/show.ts', 'DEFAULT_LAST')}, oldest first`],
  ['docs/reading.md', `more than an hour older than \`TIME\``],
  ['docs/reading.md', 'one that was written to within the last minute'],
  ['docs/test-runners.md', `in at most ${constant('cli/run/failure-lines.ts', 'MAX_LINES')} lines`],
  ['docs/test-runners.md', 'within a second of an uncaught error'],
  ['docs/tools.md', `Of more than ${limits.MAX_CAPTURED_BYTES / 2 ** 20} MiB`],
  [
    'docs/d1.md',
    `strings to ${limits.MAX_STRING_CHARS} characters, lists to ${limits.MAX_WHOLE_ITEMS} items`,
  ],
  [
    'docs/d1.md',
    `requests of up to ${number(constant('store/d1/row-bytes.ts', 'MAX_BATCH_ROWS'))} rows and ${constant('store/d1/row-bytes.ts', 'MAX_BATCH_BYTES') / 1e6} MB`,
  ],
  [
    'docs/d1.md',
    `every ${pushes} seconds, or at ${constant('push/follow-folder.ts', 'PUSH_AT_LINES')} events`,
  ],
  [
    'docs/d1.md',
    `runs for more than ${word(constant('push/start-pusher.ts', 'START_AFTER_MS') / 1000)} seconds`,
  ],
  ['docs/d1.md', `its pauses grow, up to ${backoff} minutes`],
  [
    'docs/d1.md',
    `\`push\` waits up to ${word(Math.floor(constant('cli/push/push.ts', 'MAX_WAIT_MS') / 60_000))} minutes`,
  ],
  ['docs/d1.md', `From ${number(constant('worker/event-buffer.ts', 'MAX_EVENTS'))} events or 1 MB on`],
  [
    'docs/d1.md',
    `A request is tried up to ${word(Number(/attempts: (\d)/.exec(readPage('src/d1.ts'))?.[1]))} times`,
  ],
];

for (const [page, words] of SENTENCES) {
  test(`${page} says "${words}"`, () => {
    assert.ok(readPage(page).replace(/\s+/g, ' ').includes(words));
  });
}

test('an hour, a minute and a second in those sentences are what the sources have', () => {
  assert.deepEqual(
    [
      limits.CLOCK_SLACK_S,
      constant('cli/prune.ts', 'FRESH_S'),
      constant('capture/failure/held-errors.ts', 'MAX_HELD_MS'),
    ],
    [3600, 60, 1000],
  );
});
