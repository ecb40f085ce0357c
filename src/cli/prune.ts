import { renderAge, renderSize } from '../report/render-time.ts';
import type { SessionFile } from '../store/folder/types.ts';
import { openJournal } from './open-journal.ts';
import { readCount } from './read-call.ts';
import { readSize } from './read-size.ts';
import { readSpan } from './read-time.ts';
import { type Call, DONE, type Exit, usageError, type Verb } from './verb.ts';

/** `agentlog prune`. */
export const pruneVerb: Verb = {
  name: 'prune',
  synopsis: '[--keep N] [--older TIME] [--max-size SIZE]',
  summary: 'removes old sessions',
  flags: {
    keep: { type: 'string', value: 'N', summary: 'all but the N sessions written to last' },
    older: { type: 'string', value: 'TIME', summary: 'those not written to for 12h, 7d, 4w' },
    'max-size': {
      type: 'string',
      value: 'SIZE',
      summary: 'the oldest, until the rest takes no more than 500MB, 1GB',
    },
  },
  details: `
At least one of them is needed; several together remove what any of them does. A session that is current, for any
agent, and one that was written to within the last minute, stays.

  $ agentlog prune --keep 50 --older 30d
  removed sess_k3v7q2mzd5xw4h6n, 34 d ago, 1.2 MB
  removed 1 session, 1.2 MB; 50 left, 63 MB
`,
  takesNoWords: true,
  run: pruneSessions,
};

/** A session that was written to so many seconds ago may be one that is being written to. */
const FRESH_S = 60;
const MAX_LINES = 20;

async function pruneSessions(call: Call): Promise<Exit> {
  const limits = readLimits(call);
  const journal = await openJournal(call);
  const folder = journal.folder();
  const now = Date.now() / 1000;
  const files = folder.survey();
  const current = new Set([...folder.currentSessions(), journal.sessionId()]);
  const isKept = ({ id, writtenTs }: SessionFile) => current.has(id) || now - writtenTs < FRESH_S;
  const removed: SessionFile[] = [];
  let failed: unknown;
  for (const file of chooseOld(files, isKept, limits, now)) {
    if (isKept(folder.look(file.id) ?? file)) continue;
    try {
      folder.remove(file.id);
      removed.push(file);
    } catch (error) {
      failed ??= error;
    }
  }
  report(call, files, removed, now);
  if (failed !== undefined) throw failed;
  return DONE;
}

interface Limits {
  readonly keep: number;
  readonly maxAgeS: number;
  readonly maxBytes: number;
}

function readLimits(call: Call): Limits {
  const [keep, older, size] = [call.value('keep'), call.value('older'), call.value('max-size')];
  if (keep === undefined && older === undefined && size === undefined)
    throw usageError('prune needs --keep N, --older 7d or --max-size 1GB');
  return {
    keep: keep === undefined ? Number.POSITIVE_INFINITY : readCount('keep', keep),
    maxAgeS: older === undefined ? Number.POSITIVE_INFINITY : readSpan('older', older),
    maxBytes: size === undefined ? Number.POSITIVE_INFINITY : readSize('max-size', size),
  };
}

/** The sessions beyond the limits that need not be kept, oldest first. */
function chooseOld(
  files: readonly SessionFile[],
  isKept: (file: SessionFile) => boolean,
  limits: Limits,
  now: number,
): SessionFile[] {
  let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return files.filter((file, i) => {
    const isOld = now - file.writtenTs > limits.maxAgeS;
    const isBeyond = files.length - i > limits.keep || bytes > limits.maxBytes;
    if (!(isOld || isBeyond) || isKept(file)) return false;
    bytes -= file.bytes;
    return true;
  });
}

function report(
  call: Call,
  files: readonly SessionFile[],
  removed: readonly SessionFile[],
  now: number,
): void {
  if (removed.length === 0) {
    call.out.write('nothing to remove\n');
    return;
  }
  const shown = removed.slice(0, MAX_LINES);
  for (const { id, writtenTs, bytes } of shown)
    call.out.write(`removed ${id}, ${renderAge(writtenTs, now)}, ${renderSize(bytes)}\n`);
  if (removed.length > shown.length) call.out.write(`… and ${removed.length - shown.length} more\n`);
  const gone = sizeOf(removed);
  const left = files.length - removed.length;
  call.out.write(
    `removed ${removed.length} ${removed.length === 1 ? 'session' : 'sessions'}, ${renderSize(gone)}; ${left} left, ${renderSize(sizeOf(files) - gone)}\n`,
  );
}

function sizeOf(files: readonly SessionFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
