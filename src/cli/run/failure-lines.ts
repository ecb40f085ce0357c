import type { FailureEvent } from '../../event/types.ts';
import { redact } from '../../redact/redact.ts';
import { renderFailure } from '../../report/render-failure.ts';
import type { Folder } from '../../store/folder/types.ts';

/** What a failed command may add to stderr. */
const MAX_LINES = 30;
/** Of several failures each shows this many variables at most. */
const MAX_LOCALS_OF_SEVERAL = 10;
/** More failures than this cannot be shown, and are only counted. */
const MAX_KEPT = 10;

/**
 * The failures that a session has got since its file had `from` bytes, the last ones first to be kept, in at most
 * 30 lines; none where nothing failed. Never throws.
 */
export function failureLines(folder: Folder, sessionId: string, from: number): string[] {
  try {
    const { failures, count } = lastFailures(folder, sessionId, from);
    return layOut(failures, count);
  } catch {
    return [];
  }
}

function lastFailures(
  folder: Folder,
  sessionId: string,
  from: number,
): { failures: FailureEvent[]; count: number } {
  const failures: FailureEvent[] = [];
  let count = 0;
  for (const line of folder.read(sessionId, { from })) {
    if (line.kind !== 'event' || line.event.event_type !== 'failure') continue;
    failures.push(line.event);
    count += 1;
    if (failures.length > MAX_KEPT) failures.shift();
  }
  return { failures, count };
}

function layOut(failures: readonly FailureEvent[], count: number): string[] {
  const detail = failures.length > 1 ? { maxLocals: MAX_LOCALS_OF_SEVERAL } : {};
  const blocks: string[][] = [];
  let room = MAX_LINES - 1;
  for (const failure of failures.toReversed()) {
    const [headline = '', ...rest] = renderFailure(failure, detail).map((line) => redact(line));
    const block = [`agentlog: ${headline}`, ...rest];
    if (block.length > room && blocks.length > 0) break;
    blocks.unshift(block.slice(0, room));
    room -= block.length;
  }
  const hidden = count - blocks.length;
  const note = `agentlog: ${hidden} earlier ${hidden === 1 ? 'failure' : 'failures'}: agentlog show failure`;
  return [...(hidden > 0 ? [note] : []), ...blocks.flat()];
}
