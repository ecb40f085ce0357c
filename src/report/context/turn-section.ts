import type { Paper } from './paper.ts';
import type { TurnNote } from './types.ts';

const ORDER = 0;

/** Writes a turn and its diff, as far as there is room: whole, else without the lines that did not change, else its beginning. */
export function writeTurn(paper: Paper, label: string, turn: TurnNote): boolean {
  const { lines, truncated } = turn;
  const cut = truncated ? '  … the diff goes on' : undefined;
  const head = `${label}: ${turn.headline}`;
  if (writeBlock(paper, head, lines, cut)) return true;
  const changes = lines.filter((line) => !line.startsWith(' '));
  for (let count = changes.length; count > 0; count = Math.floor(count * 0.7)) {
    const more = count < changes.length || truncated ? '  … the diff goes on' : undefined;
    if (writeBlock(paper, head, changes.slice(0, count), more)) return true;
  }
  return paper.add(ORDER, head);
}

function writeBlock(paper: Paper, head: string, lines: readonly string[], cut: string | undefined): boolean {
  const block = lines.map((line) => `  ${line}`);
  return paper.add(ORDER, head, ...block, ...(cut === undefined ? [] : [cut]));
}
