import { countLines, type Paper } from './paper.ts';
import type { FailureNote, RunNote } from './types.ts';

const ORDER = { headline: 0, stdout: 1, stderr: 2 } as const;
/** Lines of both streams together. */
const MAX_LINES = 24;

/** Writes a run and the end of what it printed, without what the failure above it tells already. */
export function writeOutput(paper: Paper, run: RunNote, failure: FailureNote | undefined): boolean {
  if (!paper.add(ORDER.headline, `ran ${run.headline}`)) return false;
  const streams = [
    { order: ORDER.stderr, name: 'stderr', lines: newLines(run.stderr, failure) },
    { order: ORDER.stdout, name: 'stdout', lines: newLines(run.stdout, failure) },
  ];
  // Of equal rights: a program's error is on one stream, a test runner's on the other.
  const share = Math.floor(paper.room() / 2);
  let left = MAX_LINES;
  for (const [i, { order, name, lines }] of streams.entries()) {
    const others = streams.slice(i + 1).some((other) => other.lines.length > 0);
    const room = others ? share : paper.room();
    left -= writeTail(paper, order, name, lines.slice(others ? -MAX_LINES / 2 : -left), room);
  }
  return true;
}

/** Writes the last lines that take no more than `room`, under the stream's name; gives how many. */
function writeTail(
  paper: Paper,
  order: number,
  name: string,
  lines: readonly string[],
  room: number,
): number {
  for (let count = lines.length; count > 0; count = Math.floor(count * 0.7)) {
    const block = [`  ${name} ends:`, ...lines.slice(-count).map((line) => `    ${line}`)];
    if (countLines(block) <= room && paper.add(order, ...block)) return count;
  }
  return 0;
}

/** A stack's frame, the mark under a line of code, Node's last line. */
const NOISE = /^\s*at .+:\d+:\d+\)?$|^\s*at .*<anonymous>\)?$|^\s*[\^~]+\s*$|^Node\.js v\d/;

/** The lines that say something which the failure does not. */
function newLines(lines: readonly string[], failure: FailureNote | undefined): string[] {
  const told = failure === undefined ? '' : `${failure.file}:${failure.line}`;
  return lines.filter((line) => {
    const text = line.trim();
    if (NOISE.test(line)) return false;
    if (failure === undefined) return true;
    return !text.endsWith(failure.headline) && !(failure.file !== '' && text.endsWith(told));
  });
}
