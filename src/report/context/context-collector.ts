import type { Fields } from '../../base/fields.ts';
import { tokensOf } from '../../event/call-tokens.ts';
import { foldRecords } from '../../event/line.ts';
import type { Event, FailureEvent, SessionRecord } from '../../event/types.ts';
import type { StoredLine } from '../../store/types.ts';
import { oneLine } from '../escape-control.ts';
import { renderCall } from '../render-call.ts';
import { renderDecision } from '../render-decision.ts';
import { findFate, findRun } from './find-fate.ts';
import { createKindsGatherer, type GatheredKind } from './gather-kinds.ts';
import { noteFailure } from './note-failure.ts';
import { noteRun } from './note-run.ts';
import { noteTurn } from './note-turn.ts';
import type { SeenEarlier } from './seen-earlier.ts';
import { readSourceLine } from './source-line.ts';
import type { ContextModel, Counts, FailureKind, LineNote, RunNote, TurnNote } from './types.ts';

/** How far back a session is read, in bytes of its events' lines. What an agent debugs is near the end: a day of work is a few megabytes. */
const MAX_BYTES = 24 << 20;
/** What is kept of each kind, newest first. */
const MAX_RUNS = 2_000;
const MAX_TURNS = 500;
const MAX_LINES = 12;
/** Of so many runs and turns what they printed or changed is kept, too. */
const MAX_WHOLE = 30;
const MAX_TEXT_CHARS = 240;

/** How long is read, and after how many lines the time is looked at. */
export interface TimeBound {
  readonly maxMs: number;
  readonly linesPerLook: number;
}

/** What is known of a session besides its last lines. */
export interface Surroundings {
  /** What its first line says, if that was not reached. */
  readonly first: SessionRecord | undefined;
  /** What earlier sessions say of its failures, by fingerprint. */
  readonly seen: ReadonlyMap<string, SeenEarlier>;
  /** `main 3f2a91c`. */
  readonly gitHead: string | undefined;
}

/** Takes a session's lines, newest first, and tells what can be told of it. Memory is bounded, whatever the lines. */
export interface ContextCollector {
  /** Takes the next older line; gives false, and takes it not, when enough was read: 24 MiB of events, or for so long. */
  take(line: StoredLine): boolean;
  /** Whether there are lines that were not taken. */
  isCut(): boolean;
  /** The fingerprints of the failures that are to be looked for in earlier sessions. */
  fingerprints(): ReadonlySet<string>;
  finish(around: Surroundings): ContextModel;
}

/** Begins to count the time. `root` is the folder that locations of failures are relative to: their source is read there. */
export function createContextCollector(root: string, { maxMs, linesPerLook }: TimeBound): ContextCollector {
  const counts: Counts = { failure: 0, tool_output: 0, git_diff: 0, decision: 0, llm_call: 0 };
  const gatherer = createKindsGatherer((event, at) => {
    const { file, line } = event.location;
    return noteFailure(event, at, readSourceLine(root, file, line, event.ts));
  });
  const runs: RunNote[] = [];
  const turns: TurnNote[] = [];
  const decisions: LineNote[] = [];
  const calls: LineNote[] = [];
  const began = performance.now();
  let record: SessionRecord | undefined;
  let tokens = 0;
  let firstTs = Number.POSITIVE_INFINITY;
  let lastTs = Number.NEGATIVE_INFINITY;
  let oldest: number | undefined;
  let isTimeUp = false;
  let isCut = false;
  let lines = 0;
  let bytes = 0;

  function takeEvent(event: Event, at: number): void {
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

  return {
    take(line) {
      // A record behind the last event that there is room for tells who worked on what: it is taken still.
      if (isTimeUp || (bytes > MAX_BYTES && line.kind === 'event')) {
        isCut = true;
        return false;
      }
      lines += 1;
      if (line.kind === 'session')
        record = record === undefined ? line.record : foldRecords(line.record, record);
      else {
        bytes += Buffer.byteLength(line.text) + 1;
        takeEvent(line.event, line.start);
      }
      isTimeUp = lines % linesPerLook === 0 && performance.now() - began > maxMs;
      return true;
    },
    isCut: () => isCut,
    fingerprints: () => new Set(gatherer.kinds().map(({ fingerprint }) => fingerprint)),
    finish({ first, seen, gitHead }) {
      if (first !== undefined) record = record === undefined ? first : foldRecords(first, record);
      const startTs = record?.start_ts ?? (Number.isFinite(firstTs) ? firstTs : 0);
      const isOpen = (record?.end_ts ?? null) === null;
      const isTokensPartial = isCut && isOpen;
      return {
        session: {
          agent: record?.agent_name ?? null,
          task: record?.task ?? null,
          seconds: Math.max(0, lastTs - startTs, 0),
          endTs: Number.isFinite(lastTs) ? lastTs : startTs,
          isOpen,
          // Some stores know the sum of all calls, others do not: what is told does not depend on it.
          tokens: isTokensPartial ? tokens : Math.max(tokens, record?.total_tokens ?? 0),
          isTokensPartial,
          gitHead,
        },
        kinds: gatherer.kinds().map((kind) => completeKind(kind, seen.get(kind.fingerprint), runs, turns)),
        moreKinds: gatherer.more(),
        runs,
        turns,
        decisions,
        calls,
        counts,
        lookedBackTo: isCut ? oldest : undefined,
      };
    },
  };
}

function keep<T>(list: T[], max: number, make: (isNew: boolean) => T): void {
  if (list.length < max) list.push(make(list.length < MAX_WHOLE));
}

function lineNote(text: string, failed: boolean, at: number): LineNote {
  return { text: oneLine(text, MAX_TEXT_CHARS), failed, at };
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
