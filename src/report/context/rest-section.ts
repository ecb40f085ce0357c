import type { Paper } from './paper.ts';
import type { ContextModel, LineNote, RunNote, TurnNote } from './types.ts';

/** Lines of one kind. */
const MAX_EACH = 3;

/** What the sections above have told already. */
export interface Told {
  readonly runs: ReadonlySet<RunNote>;
  readonly turns: ReadonlySet<TurnNote>;
  readonly decisions: ReadonlySet<LineNote>;
}

/** How many of each kind a section wrote. */
export interface Written {
  runs: number;
  turns: number;
  decisions: number;
  calls: number;
}

/** Writes what else may help on one line each, what went wrong first. */
export function writeRest(paper: Paper, model: ContextModel, told: Told): Written {
  const written: Written = { runs: 0, turns: 0, decisions: 0, calls: 0 };
  const runs = newestOfEach(model.runs).filter((run) => !told.runs.has(run));
  const failedRuns = runs.filter(({ exitCode }) => exitCode !== 0);
  const failedCalls = model.calls.filter(({ failed }) => failed);
  const write = (what: keyof Written, order: number, lines: readonly string[]): void => {
    for (const line of lines.slice(0, MAX_EACH)) if (paper.add(order, line)) written[what] += 1;
  };
  write('runs', 0, failedRuns.map(runText));
  write('calls', 3, failedCalls.map(callText));
  write(
    'turns',
    1,
    model.turns.filter((turn) => !told.turns.has(turn)).map(({ headline }) => `also ${headline}`),
  );
  write(
    'decisions',
    2,
    model.decisions
      .filter((decision) => !told.decisions.has(decision))
      .map(({ text }) => `also decided: ${text}`),
  );
  write('runs', 0, runs.filter(({ exitCode }) => exitCode === 0).map(runText));
  write('calls', 3, model.calls.filter(({ failed }) => !failed).map(callText));
  return written;
}

function runText({ headline }: RunNote): string {
  return `also ran ${headline}`;
}

function callText({ text }: LineNote): string {
  return `model call: ${text}`;
}

/** Of several runs of one command the newest. */
function newestOfEach(runs: readonly RunNote[]): RunNote[] {
  const seen = new Set<string>();
  return runs.filter(({ tool }) => !seen.has(tool) && seen.add(tool));
}
