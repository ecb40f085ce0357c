import { utf8Slice } from '../../base/held-bytes.ts';
import { MAX_DIFF_CHARS, MAX_DIFF_LINES } from '../../base/limits.ts';
import type { GitDiffPayload } from '../../event/types.ts';
import { clipLines } from '../../redact/clip-lines.ts';
import { ownWord } from '../../redact/safe-text.ts';
import { GitTrouble } from './run-git.ts';
import type { Shadow } from './shadow.ts';

/** What is told of the difference between two trees. */
export type Difference = Omit<GitDiffPayload, 'turn_number'>;

/** Git is ended when it has printed so much of a diff: what is kept, four bytes a character, and as much again to look at. */
const MAX_READ_BYTES = 8 * MAX_DIFF_CHARS;

/** The form of the text: what `git diff` prints for a user without any setting, but names in UTF-8 as they are. */
export const DIFF_FORM: readonly string[] = [
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--find-renames',
  '-l1000',
  '--unified=3',
  '--src-prefix=a/',
  '--dst-prefix=b/',
  '--submodule=short',
  '--diff-algorithm=myers',
];

/**
 * The difference between two trees of the shadow: the whole of it in numbers, its beginning as text. One run of git, which is
 * ended when enough was read: memory is bounded, whatever the difference. @throws GitTrouble
 */
export function diffTrees(shadow: Shadow, from: string, to: string): Difference {
  if (from === to) return NO_DIFFERENCE;
  const args = ['diff-tree', '-r', '--shortstat', '--patch', ...DIFF_FORM, from, to];
  const result = shadow.try(args, { maxBytes: MAX_READ_BYTES });
  if (result.status !== 0 && !result.isCut) {
    throw new GitTrouble(`the last turn cannot be compared with: ${result.stderr.trim().split('\n').at(-1)}`);
  }
  const read = result.stdout.subarray(0, MAX_READ_BYTES);
  const printed = utf8Slice(read, 0, read.length);
  const [, count, added, removed] = SUMMARY.exec(printed) ?? [];
  const start = /\n\n/.exec(printed);
  const body = start === null ? '' : printed.slice(start.index + 2);
  const limits = { maxLines: MAX_DIFF_LINES, maxChars: MAX_DIFF_CHARS };
  const { text, cut } = clipLines(body, limits);
  return {
    files_changed: Number(count ?? 0),
    lines_added: Number(added ?? 0),
    lines_removed: Number(removed ?? 0),
    diff: text,
    truncated: cut || result.isCut,
  };
}

const NO_DIFFERENCE: Difference = {
  files_changed: 0,
  lines_added: 0,
  lines_removed: 0,
  diff: ownWord(''),
  truncated: false,
};

const SUMMARY = /^ (\d+) files? changed(?:, (\d+) insertions?\(\+\))?(?:, (\d+) deletions?\(-\))?\n/;
