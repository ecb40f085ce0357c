import { type FailureStyle, writeFailure } from './failure-section.ts';
import { writeOutput } from './output-section.ts';
import { createPaper, type Paper } from './paper.ts';
import { type Written, writeRest } from './rest-section.ts';
import { sessionLines } from './session-line.ts';
import type { Section } from './share-out.ts';
import { writeTurn } from './turn-section.ts';
import type { ContextModel, FailureKind, LineNote, RunNote, TurnNote } from './types.ts';

const MAX_LOCALS = 20;
const MAX_LOCALS_OF_OTHERS = 4;
const MAX_OTHER_FAILURES = 8;
/** The least that another failure is given, in tokens. */
const MIN_OTHER_TOKENS = 60;
const MAX_DECISIONS = 3;

/** A model as it is told: what belongs to its newest failure. */
export interface View {
  readonly model: ContextModel;
  readonly newest: FailureKind | undefined;
  /** The command that failed with it; without a failure the newest one that failed, else the newest. */
  readonly run: RunNote | undefined;
  /** Before it. */
  readonly turn: TurnNote | undefined;
  /** After it. */
  readonly since: readonly TurnNote[];
  /** Before it, the last ones. */
  readonly decisions: readonly LineNote[];
  readonly style: Omit<FailureStyle, 'maxLocals'>;
}

/** What was written so far; each section sets its part anew whenever it is written. */
export interface Shown {
  newest: boolean;
  otherKinds: number;
  run: RunNote | undefined;
  turns: TurnNote[];
  decisions: LineNote[];
  rest: Written;
}

export function viewModel(model: ContextModel): View {
  const { kinds, runs, turns, decisions, session, lookedBackTo } = model;
  const [newest] = kinds;
  const failed = runs.find(({ exitCode }) => exitCode !== 0) ?? runs[0];
  const at = newest?.latest.at ?? Number.POSITIVE_INFINITY;
  return {
    model,
    newest,
    run: newest === undefined ? failed : newest.run,
    turn: turns.find((turn) => turn.at < at),
    since: turns.filter((turn) => turn.at > at),
    decisions: decisions.filter((decision) => decision.at < at).slice(0, MAX_DECISIONS),
    style: { endTs: session.endTs, isCountPartial: lookedBackTo !== undefined },
  };
}

type Writer = (view: View, shown: Shown, paper: Paper) => void;

/** A section that writes this view and notes what it has shown. */
export function createSection(share: number, writer: Writer, view: View, shown: Shown): Section {
  return { share, write: (paper) => writer(view, shown, paper) };
}

export const writeSession: Writer = ({ model, run }, _shown, paper) => {
  sessionLines(model.session, run?.tool).some((line) => paper.add(0, line));
};

export const writeNewest: Writer = ({ newest, style }, shown, paper) => {
  if (newest === undefined) paper.add(0, 'no failure was recorded');
  else shown.newest = writeFailure(paper, newest, { ...style, maxLocals: MAX_LOCALS });
};

export const writeOthers: Writer = ({ model, style }, shown, paper) => {
  shown.otherKinds = 0;
  for (const kind of model.kinds.slice(1, 1 + MAX_OTHER_FAILURES)) {
    const part = createPaper(Math.min(paper.room(), Math.max(MIN_OTHER_TOKENS, paper.room() / 2)));
    if (!writeFailure(part, kind, { ...style, maxLocals: MAX_LOCALS_OF_OTHERS })) return;
    if (paper.add(shown.otherKinds, ...part.lines())) shown.otherKinds += 1;
  }
};

export const writeRun: Writer = ({ run, newest }, shown, paper) => {
  shown.run = run !== undefined && writeOutput(paper, run, newest?.latest) ? run : undefined;
};

export const writeTurns: Writer = ({ turn, since, newest }, shown, paper) => {
  shown.turns = since.filter(({ headline }) => paper.add(1, `since then: ${headline}`));
  if (turn === undefined) return;
  const part = createPaper(paper.room());
  const isWritten = writeTurn(part, newest === undefined ? 'last' : 'before it', turn);
  if (isWritten && paper.add(0, ...part.lines())) shown.turns.push(turn);
};

export const writeDecisions: Writer = ({ decisions }, shown, paper) => {
  shown.decisions = decisions.filter(({ text }) => paper.add(0, `decided: ${text}`));
};

export const writeMore: Writer = ({ model }, shown, paper) => {
  const { run, turns, decisions } = shown;
  const told = {
    runs: new Set(run === undefined ? [] : [run]),
    turns: new Set(turns),
    decisions: new Set(decisions),
  };
  shown.rest = writeRest(paper, model, told);
};
