import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Bug, readBugs, runBug } from './run-bug.ts';

const bugs = readBugs();

test('the set holds at least 28 programs, each with a cause of its own', () => {
  assert.ok(bugs.length >= 28);
  assert.equal(new Set(bugs.map((bug) => bug.what)).size, bugs.length);
});

describe('the value that explains the bug is recorded', { concurrency: 2 }, () => {
  for (const bug of bugs) {
    const options = bug.notYet === undefined ? {} : { todo: bug.notYet };
    test(`${bug.title}: ${bug.explains.local} is ${bug.explains.shows}`, options, (t) => check(bug, t));
  }
});

async function check(bug: Bug, t: { after(fn: () => void): void }): Promise<void> {
  const { exitCode, bare, recordedExitCode, answer } = await runBug(bug, t);
  assert.notEqual(exitCode, 0, `the program does not fail:\n${bare}`);
  assert.equal(recordedExitCode, exitCode, 'another exit code when recorded');
  const { local, shows } = bug.explains;
  assert.ok(!standsIn(shows, withoutPlaces(bare)), `the plain output shows ${shows}:\n${bare}`);
  const line = lineOf(local, answer);
  assert.ok(line !== undefined, `no variable ${local}:\n${answer}\nwhere the plain output is:\n${bare}`);
  assert.ok(standsIn(shows, line), `${local} does not show ${shows}:\n${answer}`);
}

/** What is said of a variable. */
function lineOf(local: string, answer: string): string | undefined {
  const begin = `${local} = `;
  const line = answer
    .split('\n')
    .map((text) => text.trimStart())
    .find((text) => text.startsWith(begin));
  return line?.slice(begin.length);
}

/** Whether the text stands there by itself: `3` does not stand in `38` or in `v3.1`. */
function standsIn(shown: string, text: string): boolean {
  for (let at = text.indexOf(shown); at !== -1; at = text.indexOf(shown, at + 1)) {
    if (!joins(text[at - 1], shown[0]) && !joins(shown.at(-1), text[at + shown.length])) return true;
  }
  return false;
}

function joins(left: string | undefined, right: string | undefined): boolean {
  const part = /[\w.]/;
  return left !== undefined && right !== undefined && part.test(left) && part.test(right);
}

/** The output without what is no value: lines and columns, the version of Node, times of a test run. */
function withoutPlaces(output: string): string {
  return output
    .replace(/:\d+(?::\d+)?/g, '')
    .replace(/^Node\.js v.*$/gm, '')
    .replace(/\(node:\d+\)/g, '')
    .replace(/\(?\d[\d.]*ms\)?/g, '')
    .replace(/^(?:ℹ|#) \w+ [\d.]+$/gm, '')
    .replace(/^ *duration_ms.*$/gm, '');
}
