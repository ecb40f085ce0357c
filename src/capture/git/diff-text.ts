import { MAX_DIFF_CHARS, MAX_DIFF_LINES } from '../../base/limits.ts';
import type { GitDiffPayload } from '../../event/types.ts';
import { clipLines } from '../../redact/clip-lines.ts';

/** Of a diff so much is redacted: what is kept, and enough behind it that a secret across the cut is known. */
const MAX_LOOKED_AT_CHARS: number = 4 * MAX_DIFF_CHARS;
const HUNK = /^@@+ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/;
/** Longer than the head of any hunk. */
const MAX_HEAD_CHARS = 80;

/**
 * What is told of a diff that somebody else made: the text of a unified diff, git's or another tool's. The whole of it is counted, its
 * first 50 lines are kept, redacted.
 */
export function readDiffText(diff: string): Omit<GitDiffPayload, 'turn_number'> {
  const start = diff.length > MAX_LOOKED_AT_CHARS ? diff.slice(0, MAX_LOOKED_AT_CHARS) : diff;
  const { text, cut } = clipLines(start, { maxLines: MAX_DIFF_LINES, maxChars: MAX_DIFF_CHARS });
  return { ...countDiff(diff), diff: text, truncated: cut };
}

/** Inside a hunk its own numbers say which lines are its; a line behind it that begins as one counts too, as models write such diffs. */
function countDiff(diff: string): { files_changed: number; lines_added: number; lines_removed: number } {
  let [files, added, removed] = [0, 0, 0];
  let [oldLeft, newLeft] = [0, 0];
  let isGit = false;
  let isBody = false;
  for (let at = 0; at < diff.length; ) {
    const newline = diff.indexOf('\n', at);
    const next = newline === -1 ? diff.length : newline + 1;
    const isInHunk = oldLeft > 0 || newLeft > 0;
    const first = diff[at];
    if (!isInHunk && diff.startsWith('diff --', at)) {
      files += 1;
      isGit = true;
      isBody = false;
    } else if (!isInHunk && diff.startsWith('--- ', at) && diff.startsWith('+++ ', next)) {
      if (!isGit || isBody) files += 1;
      isBody = false;
    } else if (!isInHunk && !isBody && diff.startsWith('+++ ', at)) {
      // The second line of a file's head.
    } else if (!isInHunk && diff.startsWith('@@', at)) {
      const [, oldLines = '1', newLines = '1'] = HUNK.exec(diff.slice(at, at + MAX_HEAD_CHARS)) ?? [
        '',
        '0',
        '0',
      ];
      [oldLeft, newLeft, isBody] = [Number(oldLines), Number(newLines), true];
    } else if (isBody && first === '+') {
      added += 1;
      newLeft -= 1;
    } else if (isBody && first === '-') {
      removed += 1;
      oldLeft -= 1;
    } else if (isInHunk && first !== '\\') {
      oldLeft -= 1;
      newLeft -= 1;
    }
    at = next;
  }
  return { files_changed: files, lines_added: added, lines_removed: removed };
}
