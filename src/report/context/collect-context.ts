import { foldRecords } from '../../event/line.ts';
import type { Event, FailureEvent, SessionRecord } from '../../event/types.ts';
import { readGitHead } from '../../session/read-git-head.ts';
import { tokensOf } from '../../store/folder/read-calls.ts';
import type { Folder } from '../../store/folder/types.ts';
import { oneLine } from '../escape-control.ts';
import type { Fields } from '../fields.ts';
import { renderCall } from '../render-call.ts';
import { renderDecision } from '../render-decision.ts';
import { findFate, findRun } from './find-fate.ts';
import { createKindsGatherer, type GatheredKind } from './gather-kinds.ts';
import { noteFailure } from './note-failure.ts';
import { noteRun } from './note-run.ts';
import { noteTurn } from './note-turn.ts';
import { lookAtEarlierSessions, type SeenEarlier } from './seen-earlier.ts';
import { readSourceLine } from './source-line.ts';
import type { ContextModel, Counts, FailureKind, LineNote, RunNote, TurnNote } from './types.ts';

/** How far back a session is read. What an agent debugs is near the end: a day of work is a few megabytes. */
const MAX_BYTES = 24 << 20;
const MAX_MS = 400;
/** How often the time is looked at, in lines. */
const LINES_PER_LOOK = 256;
/** What is kept of each kind, newest first. */
const MAX_RUNS = 2_000;
const MAX_TURNS = 500;
const MAX_LINES = 12;
/** Of so many runs and turns what they printed or changed is kept, too. */
const MAX_WHOLE = 30;
const MAX_TEXT_CHARS = 240;

/**
 * What can be told of a session, collected from the end of its file backward, as far as 24 MiB or 0.4 s reach. Costs what is
 * read, never what the file holds; memory is bounded, whatever the lines.
 */
export function collectContext(folder: Folder, sessionId: string): ContextModel {
  const counts: Counts = { failure: 0, tool_output: 0, git_diff: 0, decision: 0, llm_call: 0 };
  const gatherer = createKindsGatherer((event, at) => {
    const { file, line } = event.location;
    return noteFailure(event, at, readSourceLine(folder.root, file, line, event.ts));
  });
  const runs: RunNote[] = [];
  const turns: TurnNote[] = [];
  const decisions: LineNote[] = [];
  const calls: LineNote[] = [];
  const began = performance.now();
  const size = folder.size(sessionId);
  let record: SessionRecord | undefined;
  let tokens = 0;
  let firstTs = Number.POSITIVE_INFINITY;
  let lastTs = Number.NEGATIVE_INFINITY;
  let oldest: number | undefined;
  let isCut = false;
  let lines = 0;

  for (const line of folder.readBackward(sessionId)) {
    lines += 1;
    if (line.kind === 'session')
      record = record === undefined ? line.record : foldRecords(line.record, record);
    else take(line.event, line.start);
    const isTimeUp = lines % LINES_PER_LOOK === 0 && performance.now() - began > MAX_MS;
    if (line.start > 0 && (isTimeUp || size - line.start > MAX_BYTES)) {
      isCut = true;
      break;
    }
  }

  function take(event: Event, at: number): void {
    const fields = event as unknown as Fields;
    const { ts, event_type: type } = event;
    firstTs = Math.min(firstTs, ts);
    lastTs = Math.max(lastTs, ts);
    oldest = ts;
    if (Object.hasOwn(counts, type)) counts[type] += 1;
    tokens += tokensOf(event);
    if (type === 'failure') gatherer.take(event as FailureEvent, at, counts.tool_output + counts.git_diff);
    else if (type === 'tool_output') keep(runs, MAX_RUNS, (isNew) => noteRun(fields, at, isNew));
    else if (type === 'git_diff') keep(turns, MAX_TURNS, (isNew) => noteTurn(fields, at, isNew));
    else if (type === 'decision')
      keep(decisions, MAX_LINES, () => lineNote(renderDecision(fields).join('  '), false, at));
    else if (type === 'llm_call')
      keep(calls, MAX_LINES, () => lineNote(renderCall(fields), fields.error !== undefined, at));
  }

  if (isCut) record = withFirst(folder, sessionId, record);
  const startTs = record?.start_ts ?? (Number.isFinite(firstTs) ? firstTs : 0);
  const kinds = gatherer.kinds();
  const seen = lookAtEarlierSessions(folder, sessionId, new Set(kinds.map(({ fingerprint }) => fingerprint)));
  const isOpen = (record?.end_ts ?? null) === null;
  return {
    session: {
      agent: record?.agent_name ?? null,
      task: record?.task ?? null,
      seconds: Math.max(0, lastTs - startTs, 0),
      endTs: Number.isFinite(lastTs) ? lastTs : startTs,
      isOpen,
      tokens: Math.max(tokens, record?.total_tokens ?? 0),
      isTokensPartial: isCut && isOpen,
      gitHead: readGitHead(folder.root),
    },
    kinds: kinds.map((kind) => completeKind(kind, seen.get(kind.fingerprint), runs, turns)),
    moreKinds: gatherer.more(),
    runs,
    turns,
    decisions,
    calls,
    counts,
    lookedBackTo: isCut ? oldest : undefined,
  };
}

function keep<T>(list: T[], max: number, make: (isNew: boolean) => T): void {
  if (list.length < max) list.push(make(list.length < MAX_WHOLE));
}

function lineNote(text: string, failed: boolean, at: number): LineNote {
  return { text: oneLine(text, MAX_TEXT_CHARS), failed, at };
}

/** Adds what the file's first line says, which was not reached. */
function withFirst(
  folder: Folder,
  sessionId: string,
  later: SessionRecord | undefined,
): SessionRecord | undefined {
  for (const line of folder.read(sessionId)) {
    if (line.kind !== 'session') break;
    return later === undefined ? line.record : foldRecords(line.record, later);
  }
  return later;
}

function completeKind(
  kind: GatheredKind,
  earlier: SeenEarlier | undefined,
  runs: readonly RunNote[],
  turns: readonly TurnNote[],
): FailureKind {
  const { latest, count } = kind;
  const previous = kind.previous ?? earlier?.latest;
  const fate = findFate(latest, kind.previous, runs, turns);
  const run = findRun(latest, runs);
  return {
    latest,
    count,
    ...(previous !== undefined && { previous }),
    ...(earlier !== undefined && {
      earlier: { count: earlier.count, sessions: earlier.sessions, lastTs: earlier.latest.ts },
    }),
    ...(run !== undefined && { run }),
    ...(fate !== undefined && { fate }),
  };
}
