import { renderTimeNear } from '../render-time.ts';
import { countTokensAtMost } from '../token-estimate.ts';
import {
  createSection,
  type Shown,
  viewModel,
  writeDecisions,
  writeMore,
  writeNewest,
  writeOthers,
  writeRun,
  writeSession,
  writeTurns,
} from './context-sections.ts';
import { shareOut } from './share-out.ts';
import type { ContextModel } from './types.ts';

/** Below this, everything goes to the newest failure first. */
const SMALL_BUDGET = 200;
/** Kept for the last lines, in tokens. */
const NOT_SHOWN_TOKENS = 48;

/**
 * What an agent needs to debug now, in lines that are safe to print: the session; its failures, the newest first; of the newest
 * one what its command printed last, the turn before it and the decisions near it; then the rest, and what was left out.
 * Takes at most `maxTokens` tokens of o200k_base, with or without a newline at its end; it has none.
 */
export function renderContext(model: ContextModel, maxTokens: number): string {
  const view = viewModel(model);
  const shown: Shown = {
    newest: false,
    otherKinds: 0,
    run: undefined,
    turns: [],
    decisions: [],
    rest: { runs: 0, turns: 0, decisions: 0, calls: 0 },
  };
  const isSmall = maxTokens < SMALL_BUDGET;
  const section = (share: number, writer: typeof writeMore) => createSection(share, writer, view, shown);
  // What matters most first; they stand in another order.
  const [newest = [], session = [], run = [], turns = [], others = [], ...tail] = shareOut(
    [
      section(isSmall ? 1 : 0.5, writeNewest),
      section(isSmall ? 0 : 0.15, writeSession),
      section(0.15, writeRun),
      section(0.15, writeTurns),
      section(0.15, writeOthers),
      section(0.1, writeDecisions),
      // It tells what the others do not, so it waits for them.
      section(0, writeMore),
    ],
    isSmall ? maxTokens : maxTokens - NOT_SHOWN_TOKENS,
  );
  const lines = [session, newest, others, run, turns, ...tail].flat();
  return fit([...lines, ...notShown(model, shown)], maxTokens);
}

/** One line that names what was left out, one that tells how far was looked back; none where there is nothing to tell. */
function notShown({ counts, kinds, moreKinds, lookedBackTo, session }: ContextModel, shown: Shown): string[] {
  const { rest } = shown;
  const shownKinds = (shown.newest ? 1 : 0) + shown.otherKinds;
  const parts = [
    countText(kinds.length + moreKinds - shownKinds, 'more kind of failure', 'more kinds of failure'),
    countText(counts.tool_output - rest.runs - (shown.run === undefined ? 0 : 1), 'tool_output'),
    countText(counts.git_diff - rest.turns - shown.turns.length, 'git_diff'),
    countText(counts.decision - rest.decisions - shown.decisions.length, 'decision'),
    countText(counts.llm_call - rest.calls, 'llm_call'),
  ].filter((part) => part !== '');
  return [
    ...(parts.length === 0 ? [] : [`not shown: ${parts.join(', ')}: agentlog show TYPE`]),
    ...(lookedBackTo === undefined
      ? []
      : [`not looked at: what is older than ${renderTimeNear(lookedBackTo, session.endTs)}`]),
  ];
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
