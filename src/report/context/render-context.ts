import { renderTimeNear } from '../render-time.ts';
import { countTokensAtMost } from '../token-estimate.ts';
import { writeFailure } from './failure-section.ts';
import { writeOutput } from './output-section.ts';
import { createPaper } from './paper.ts';
import { type Told, type Written, writeRest } from './rest-section.ts';
import { sessionLines } from './session-line.ts';
import { type Section, shareOut } from './share-out.ts';
import { writeTurn } from './turn-section.ts';
import type { ContextModel, Counts, LineNote, RunNote, TurnNote } from './types.ts';

/** Below this, everything goes to the newest failure first. */
const SMALL_BUDGET = 200;
/** Kept for the last line, in tokens. */
const NOT_SHOWN_TOKENS = 48;
const MAX_LOCALS = 20;
const MAX_LOCALS_OF_OTHERS = 4;
const MAX_OTHER_FAILURES = 8;
/** The least that another failure is given, in tokens. */
const MIN_OTHER_TOKENS = 60;
const MAX_DECISIONS = 3;

/**
 * What an agent needs to debug now, in lines that are safe to print: the session; its failures, the newest first; of the newest
 * one what its command printed last, the turn before it and the decisions near it; then the rest, and what was left out.
 * Takes at most `maxTokens` tokens of o200k_base, its last newline included, which is not part of the text.
 */
export function renderContext(model: ContextModel, maxTokens: number): string {
  const isSmall = maxTokens < SMALL_BUDGET;
  const [newest, ...others] = model.kinds;
  const run = newest?.run ?? (newest === undefined ? firstFailed(model.runs) : undefined);
  const at = newest?.latest.at ?? Number.POSITIVE_INFINITY;
  const turn = model.turns.find((candidate) => candidate.at < at);
  const since = newest === undefined ? [] : model.turns.filter((candidate) => candidate.at > at);
  const decisions = model.decisions.filter((decision) => decision.at < at).slice(0, MAX_DECISIONS);
  const { endTs } = model.session;
  let shownKinds = 0;
  let shownOutput = false;
  let shownTurns: TurnNote[] = [];
  let shownDecisions: LineNote[] = [];
  let rest: Written | undefined;

  const failure: Section = {
    share: isSmall ? 1 : 0.5,
    write(paper) {
      if (newest === undefined) paper.add(0, 'no failure was recorded');
      else shownKinds = writeFailure(paper, newest, { maxLocals: MAX_LOCALS, endTs }) ? 1 : 0;
    },
  };
  const session: Section = {
    share: isSmall ? 0 : 0.15,
    write(paper) {
      sessionLines(model.session, run?.tool).some((line) => paper.add(0, line));
    },
  };
  const otherFailures: Section = {
    share: 0.15,
    write(paper) {
      let written = 0;
      for (const kind of others.slice(0, MAX_OTHER_FAILURES)) {
        const part = createPaper(Math.min(paper.room(), Math.max(MIN_OTHER_TOKENS, paper.room() / 2)));
        if (!writeFailure(part, kind, { maxLocals: MAX_LOCALS_OF_OTHERS, endTs })) break;
        paper.add(written, ...part.lines());
        written += 1;
      }
      if (written > 0) shownKinds = 1 + written;
    },
  };
  const output: Section = {
    share: 0.15,
    write(paper) {
      shownOutput = run !== undefined && writeOutput(paper, run, newest?.latest);
    },
  };
  const lastTurn: Section = {
    share: 0.15,
    write(paper) {
      shownTurns = [];
      for (const later of since) if (paper.add(1, `since then: ${later.headline}`)) shownTurns.push(later);
      const part = createPaper(paper.room());
      if (turn === undefined || !writeTurn(part, newest === undefined ? 'last' : 'before it', turn)) return;
      paper.add(0, ...part.lines());
      shownTurns.push(turn);
    },
  };
  const near: Section = {
    share: 0.1,
    write(paper) {
      shownDecisions = decisions.filter(({ text }) => paper.add(0, `decided: ${text}`));
    },
  };
  const more: Section = {
    // It tells what the others do not, so it waits for them.
    share: 0,
    write(paper) {
      const told: Told = {
        runs: new Set(shownOutput && run !== undefined ? [run] : []),
        turns: new Set(shownTurns),
        decisions: new Set(shownDecisions),
      };
      rest = writeRest(paper, model, told);
    },
  };

  const reserved = isSmall ? 0 : NOT_SHOWN_TOKENS;
  // What matters most first; they stand in another order.
  const blocks = shareOut(
    [failure, session, output, lastTurn, otherFailures, near, more],
    maxTokens - reserved,
  );
  const [failureLines = [], head = [], outputLines = [], turnLines = [], otherLines = [], ...tail] = blocks;
  const lines = [...head, ...failureLines, ...otherLines, ...outputLines, ...turnLines, ...tail.flat()];
  const shown = {
    failure: shownKinds,
    tool_output: (shownOutput ? 1 : 0) + (rest?.runs ?? 0),
    git_diff: shownTurns.length + (rest?.turns ?? 0),
    decision: shownDecisions.length + (rest?.decisions ?? 0),
    llm_call: rest?.calls ?? 0,
  };
  return fit([...lines, ...notShown(model, shown)], maxTokens);
}

function firstFailed(runs: readonly RunNote[]): RunNote | undefined {
  return runs.find(({ exitCode }) => exitCode !== 0) ?? runs[0];
}

/** One line that names what was left out; none where nothing was. */
function notShown(
  { counts, kinds, moreKinds, lookedBackTo, session }: ContextModel,
  shown: Counts,
): string[] {
  const parts = [
    countText(kinds.length + moreKinds - shown.failure, 'more kind of failure', 'more kinds of failure'),
    countText(counts.tool_output - shown.tool_output, 'tool_output'),
    countText(counts.git_diff - shown.git_diff, 'git_diff'),
    countText(counts.decision - shown.decision, 'decision'),
    countText(counts.llm_call - shown.llm_call, 'llm_call'),
  ].filter((part) => part !== '');
  const list = parts.length === 0 ? [] : [`not shown: ${parts.join(', ')}: agentlog show TYPE`];
  const looked =
    lookedBackTo === undefined
      ? []
      : [`not looked at: what is older than ${renderTimeNear(lookedBackTo, session.endTs)}`];
  return [...list, ...looked];
}

function countText(count: number, one: string, many: string = one): string {
  return count <= 0 ? '' : `${count} ${count === 1 ? one : many}`;
}

/** The lines as one text, without the last ones where the text as a whole counts more than its lines. */
function fit(lines: readonly string[], maxTokens: number): string {
  for (let count = lines.length; count > 0; count -= 1) {
    const text = lines.slice(0, count).join('\n');
    if (countTokensAtMost(text) <= maxTokens && countTokensAtMost(`${text}\n`) <= maxTokens) return text;
  }
  return '';
}
