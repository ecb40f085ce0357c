import { foldRecords } from '../event/line.ts';
import type { SessionRecord } from '../event/types.ts';
import { redact } from '../redact/redact.ts';
import { MAX_BATCH_BYTES, MAX_BATCH_ROWS } from '../store/d1/row-bytes.ts';
import { completeRecord } from '../store/folder/read-session.ts';
import type { Folder, ReadOptions, SessionFile } from '../store/folder/types.ts';
import type { Store, StoredLine } from '../store/types.ts';
import { type BatchLimits, openBatch } from './batch.ts';
import { type Anchor, createAnchor, type Mark, type Marks } from './marks.ts';

/** What a push needs of the store that it goes to. */
export type PushTarget = Pick<Store, 'hasSessions' | 'write'>;

export interface PushOptions {
  readonly folder: Folder;
  readonly target: PushTarget;
  readonly marks: Marks;
  /** The sessions to push, the one written to last at the end. @defaultValue all of the folder */
  readonly files?: readonly SessionFile[];
  /** Sends everything, whatever the marks say. Does no harm: what is there already is not written again. */
  readonly again?: boolean;
  /** Sessions that the target is known to have: those are not asked for. What is found out is added. */
  readonly known?: Set<string>;
  /** Between two requests it ends the push. */
  readonly signal?: AbortSignal;
  /** Called when a request was confirmed. */
  readonly onProgress?: (progress: PushProgress) => void;
  /** @defaultValue 1,000 rows and 1,000,000 bytes a request */
  readonly limits?: BatchLimits;
}

/** What a push has done. */
export interface Pushed {
  /** Events sent and confirmed; one that the target had already counts too. */
  readonly events: number;
  /** Sessions of which something was sent. */
  readonly sessions: number;
  /** Lines left out because they were torn or foreign. */
  readonly skipped: number;
}

export interface PushProgress extends Pushed {
  /** How many sessions have something new. */
  readonly ofSessions: number;
}

const LIMITS: BatchLimits = { maxBytes: MAX_BATCH_BYTES, maxRows: MAX_BATCH_ROWS };
/** Ids asked for in one request. */
const MAX_IDS = 2000;

/**
 * Sends what is new in a folder's sessions, oldest first, each file from its mark to where its last whole line ends now. Memory
 * is bounded whatever the files. The marks of a batch are set when the target has confirmed it: a push that is cut off at
 * any point is taken up by the next, and several at once do no harm. A session that cannot be read does not hold up the others.
 * @throws what `target` throws; what was confirmed stays marked
 * @throws AGENTLOG_STORE when a session could not be read, after the others were pushed
 */
export async function pushFolder(options: PushOptions): Promise<Pushed> {
  const { folder, target, marks, signal, onProgress, known = new Set<string>() } = options;
  const places = await findNew(options, known);
  const batch = openBatch(options.limits ?? LIMITS);
  const sent = new Set<string>();
  let events = 0;
  let skipped = 0;
  let failed: unknown;

  async function send(): Promise<void> {
    const count = batch.events;
    const { batch: content, marks: reached } = batch.take();
    if (content.sessions.length > 0) {
      signal?.throwIfAborted();
      await target.write(content);
    }
    events += count;
    for (const { session_id: id } of content.sessions) {
      sent.add(id);
      known.add(id);
    }
    for (const [file, mark] of reached)
      if (folder.look(file.id)?.identity === file.identity) marks.write(file, mark);
    onProgress?.({ events, sessions: sent.size, skipped, ofSessions: places.length });
  }

  /** What it throws while reading is kept for the end. */
  function* tryToRead<T>(read: () => Iterable<T>): Generator<T, void, undefined> {
    try {
      yield* read();
    } catch (error) {
      failed ??= error;
    }
  }

  for (const { file, mark } of places) {
    for (const step of tryToRead(() => readNew(folder, file, mark, (count) => (skipped += count)))) {
      if (step.line?.kind === 'event') {
        if (!batch.hasRoom(step.line)) await send();
        batch.addEvent(step.line);
      }
      if (step.line !== undefined) batch.setSession(step.row);
      batch.setMark(file, step.mark);
    }
  }
  await send();
  if (failed !== undefined) throw failed;
  return { events, sessions: sent.size, skipped };
}

interface Place {
  readonly file: SessionFile;
  readonly mark: Mark | undefined;
}

/** The sessions that have something new. The mark of one that the target does not know any more is void. */
async function findNew(options: PushOptions, known: Set<string>): Promise<Place[]> {
  const { folder, target, marks, again = false, signal } = options;
  const places = (options.files ?? folder.survey())
    .filter(({ bytes }) => bytes > 0)
    .map((file) => ({ file, mark: again ? undefined : marks.read(file) }));
  const asked = places.flatMap(({ file, mark }) => (mark && !known.has(file.id) ? [file.id] : []));
  for (let i = 0; i < asked.length; i += MAX_IDS) {
    signal?.throwIfAborted();
    for (const id of await target.hasSessions(asked.slice(i, i + MAX_IDS))) known.add(id);
  }
  return places
    .map(({ file, mark }) => ({ file, mark: known.has(file.id) ? mark : undefined }))
    .filter(({ file, mark }) => mark === undefined || mark.end < file.bytes);
}

interface Step {
  /** None at the end, when only the mark moves over what was left out. */
  readonly line: StoredLine | undefined;
  /** The session's row when everything up to here is folded. */
  readonly row: SessionRecord;
  /** The mark behind it. */
  readonly mark: () => Mark;
}

/** The lines behind a mark, each with what is known of its session by then. @throws what the system throws */
function* readNew(
  folder: Folder,
  { id }: SessionFile,
  before: Mark | undefined,
  onSkipped: NonNullable<ReadOptions['onSkipped']>,
): Generator<Step, void, undefined> {
  const from = before?.end ?? 0;
  const until = folder.wholeEnd(id);
  let row = before && rowAt(folder, id, before);
  let anchor: Anchor | StoredLine | undefined = before?.anchor;
  let end = from;
  for (const line of folder.read(id, { from, until, onSkipped })) {
    if (line.kind === 'session') row = safeRow(foldRecords(row, line.record));
    else row ??= completeRecord(id, line.event.ts, undefined);
    const { start_ts: startTs } = row;
    if (isPlain(line)) anchor = line;
    end = line.end;
    const anchorLine = anchor;
    yield { line, row, mark: () => ({ end: line.end, startTs, anchor: anchorOf(anchorLine) }) };
  }
  if (row === undefined || until === end) return;
  const { start_ts: startTs } = row;
  yield { line: undefined, row, mark: () => ({ end: until, startTs, anchor: anchorOf(anchor) }) };
}

/** Whether a line stands in its file as it was read. */
function isPlain({ text, start, end }: StoredLine): boolean {
  return Buffer.byteLength(text) === end - start - 1;
}

function anchorOf(at: Anchor | StoredLine | undefined): Anchor | undefined {
  return at !== undefined && 'text' in at ? createAnchor(at) : at;
}

/** The row as it was pushed up to a mark, as far as the file's first line tells: the target keeps what is null here. */
function rowAt(folder: Folder, id: string, { startTs }: Mark): SessionRecord {
  let first: SessionRecord | undefined;
  for (const line of folder.read(id)) {
    if (line.kind === 'session') first = line.record;
    break;
  }
  return safeRow(completeRecord(id, startTs, first));
}

function safeRow(row: SessionRecord): SessionRecord {
  const { agent_name: name, task } = row;
  return {
    ...completeRecord(row.session_id, row.start_ts, row),
    agent_name: typeof name === 'string' ? redact(name) : null,
    task: typeof task === 'string' ? redact(task) : null,
  };
}
