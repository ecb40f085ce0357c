import type { Fields } from '../../base/fields.ts';
import { redact } from '../../redact/redact.ts';
import { oneLine } from '../escape-control.ts';
import type { TurnNote } from './types.ts';

const MAX_LINE_CHARS = 200;
const MAX_FILE_CHARS = 100;
/** As many as are recorded. */
const MAX_LINES = 50;

/** A turn's diff as a context shows it; `keepsLines` says whether its lines are kept. */
export function noteTurn(fields: Fields, at: number, keepsLines: boolean): TurnNote {
  const diff = typeof fields.diff === 'string' ? fields.diff : '';
  const file =
    fields.files_changed === 1 ? /^(?:\+\+\+ b|--- a)\/(.+)$/m.exec(diff.slice(0, 2_000))?.[1] : undefined;
  const what = file === undefined ? countText(fields.files_changed) : oneLine(file.trimEnd(), MAX_FILE_CHARS);
  const size = `+${numberText(fields.lines_added)} -${numberText(fields.lines_removed)}`;
  return {
    headline: `turn ${numberText(fields.turn_number)} (${what} ${size})`,
    lines: keepsLines ? shortLines(diff, file === undefined) : [],
    truncated: fields.truncated === true,
    at,
  };
}

function countText(count: unknown): string {
  return `${numberText(count)} ${count === 1 ? 'file' : 'files'}`;
}

function numberText(value: unknown): string {
  return typeof value === 'number' ? String(value) : '?';
}

/** The diff without the lines that only `git apply` needs: each file is named once, by where it is now, or not at all. */
function shortLines(diff: string, namesFiles: boolean): string[] {
  const lines = redact(diff.slice(0, MAX_LINES * MAX_LINE_CHARS)).split('\n', MAX_LINES);
  if (lines.at(-1) === '') lines.pop();
  const shown: string[] = [];
  let inHunk = false;
  for (const line of lines) {
    if (line.startsWith('diff --git ')) {
      inHunk = false;
      const name = / b\/(.+)$/.exec(line)?.[1] ?? line.slice('diff --git '.length);
      if (namesFiles) shown.push(oneLine(name, MAX_FILE_CHARS));
    } else if (line.startsWith('@@')) {
      inHunk = true;
      shown.push(oneLine(line, MAX_LINE_CHARS));
    } else if (inHunk || !/^(?:index|---|\+\+\+) /.test(line)) {
      shown.push(oneLine(line.trimEnd(), MAX_LINE_CHARS));
    }
  }
  return shown;
}
