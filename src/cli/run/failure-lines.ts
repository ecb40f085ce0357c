import type { FailureEvent } from '../../event/types.ts';
import { redact } from '../../redact/redact.ts';
import { renderFailure } from '../../report/render-failure.ts';
import type { Folder } from '../../store/folder/types.ts';

/** What a failed command may add to stderr. */
const MAX_LINES = 30;
/** Of several failures each shows this many variables at most. */
const MAX_LOCALS_OF_SEVERAL = 10;
/** And of more than so many this many: their number says more than all of their variables. */
const SEVERAL = 3;
const FEW_LOCALS = 4;
/** More failures than this cannot be shown, and are only counted. */
const MAX_KEPT = 10;

/**
 * The failures that a session has got since its file had `from` bytes, the first failing tests or the last other failures, in at
 * most 30 lines; none where nothing failed. Never throws.
 */
export function failureLines(folder: Folder, sessionId: string, from: number): string[] {
  try {
    return layOut(keepSome(folder, sessionId, from));
  } catch {
    return [];
  }
}

interface Kept {
  readonly failures: readonly FailureEvent[];
  readonly count: number;
  /** Whether they are the first ones, or the last. */
  readonly areFirst: boolean;
}

/** Of failing tests the first ones, which others may follow from; of other failures the last, which ended the command. */
function keepSome(folder: Folder, sessionId: string, from: number): Kept {
  const first: FailureEvent[] = [];
  const last: FailureEvent[] = [];
  let count = 0;
  let areTests = true;
  for (const line of folder.read(sessionId, { from })) {
    if (line.kind !== 'event' || line.event.event_type !== 'failure') continue;
    areTests &&= line.event.test !== undefined;
    count += 1;
    if (first.length < MAX_KEPT) first.push(line.event);
    last.push(line.event);
    if (last.length > MAX_KEPT) last.shift();
  }
  return { failures: areTests ? first : last, count, areFirst: areTests };
}

function layOut({ failures, count, areFirst }: Kept): string[] {
  const maxLocals = failures.length > SEVERAL ? FEW_LOCALS : MAX_LOCALS_OF_SEVERAL;
  const detail = failures.length > 1 ? { maxLocals } : {};
  const blocks: string[][] = [];
  let room = MAX_LINES - 1;
  for (const failure of areFirst ? failures : failures.toReversed()) {
    const [headline = '', ...rest] = renderFailure(failure, detail).map((line) => redact(line));
    const block = [`agentlog: ${headline}`, ...rest];
    if (block.length > room && blocks.length > 0) break;
    blocks.push(block.slice(0, room));
    room -= block.length;
  }
  const hidden = count - blocks.length;
  if (areFirst)
    return [...blocks.flat(), ...(hidden > 0 ? [`agentlog: … ${hidden} more: agentlog context`] : [])];
  const note = `agentlog: ${hidden} earlier ${hidden === 1 ? 'failure' : 'failures'}: agentlog show failure`;
  return [...(hidden > 0 ? [note] : []), ...blocks.reverse().flat()];
}
