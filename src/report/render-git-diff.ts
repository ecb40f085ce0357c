import type { GitDiffEvent, GitDiffPayload } from '../event/types.ts';
import { escapeControl, oneLine } from './escape-control.ts';

/** Longer lines of a diff are cut when they are shown. */
const MAX_LINE_CHARS = 400;

/** The numbers of a turn in a few words: `turn 5  2 files +8 -3`. */
export function renderTurn(diff: Partial<GitDiffPayload>): string {
  const { turn_number: turn = '?', files_changed: count = '?', lines_added: added = '?' } = diff;
  const files = `${count} ${count === 1 ? 'file' : 'files'}`;
  return escapeControl(`turn ${turn}  ${files} +${added} -${diff.lines_removed ?? '?'}`);
}

/** A turn's diff: its numbers, then its lines as far as they were kept. Every line is safe to print. */
export function renderGitDiff(event: Partial<GitDiffEvent>): string[] {
  const lines = typeof event.diff === 'string' ? event.diff.split('\n') : [];
  if (lines.at(-1) === '') lines.pop();
  return [
    renderTurn(event),
    ...lines.map((line) => `  ${oneLine(line, MAX_LINE_CHARS)}`),
    ...(event.truncated === true ? ['  … cut'] : []),
  ];
}
