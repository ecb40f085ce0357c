import { oneLine } from '../escape-control.ts';
import { renderTimeNear } from '../render-time.ts';
import { type ChangedLocal, findChangedLocals } from './changed-locals.ts';
import type { Paper } from './paper.ts';
import type { FailureKind, Fate, LocalNote, TurnNote } from './types.ts';

/** Where the parts of a failure stand; what is added first depends on what matters most. */
const ORDER = { headline: 0, remark: 2, seen: 3, fate: 4, changed: 5, local: 6, rest: 7, origin: 8 } as const;

/** Widths of the headline that are tried, in characters. */
const HEADLINE_CHARS = [300, 160, 80, 40, 20];
/** Widths of a value that are tried. */
const VALUE_CHARS = [160, 80, 40, 16];
/** The share of the room that one value may take while others wait. */
const MAX_VALUE_SHARE = 0.35;
const MAX_REMARKS = 5;
const MAX_CHANGED = 6;
const MAX_REST_CHARS = 200;
const JUST_NOW_S = 60;
const MAX_TURNS = 3;
const MAX_TOOL_CHARS = 80;

/** How a failure is written. */
export interface FailureStyle {
  readonly maxLocals: number;
  /** The session's last event; times of its day stand without their date. Unix seconds. */
  readonly endTs: number;
  /** Whether there may be more of them than were counted. */
  readonly isCountPartial: boolean;
}

/** Writes a failure as far as there is room; gives whether it stands there at all. */
export function writeFailure(paper: Paper, kind: FailureKind, style: FailureStyle): boolean {
  const { latest, previous } = kind;
  const { maxLocals, endTs } = style;
  const timeText = (ts: number): string => renderTimeNear(ts, endTs);
  const place = `  ${latest.place}`;
  const isHeaded = HEADLINE_CHARS.some((chars) =>
    paper.add(ORDER.headline, `failure: ${oneLine(latest.headline, chars)}`, place),
  );
  if (!isHeaded) return false;
  const [cause, ...remarks] = latest.remarks.slice(0, MAX_REMARKS);
  if (cause !== undefined) paper.add(ORDER.remark, `  ${cause}`);

  const changed = previous === undefined ? [] : findChangedLocals(latest, previous).slice(0, MAX_CHANGED);
  const told = changed.filter(({ isWhole }) => isWhole).map(({ name }) => name);
  const others = latest.locals.filter(({ name }) => !told.includes(name));
  // The variable that says most comes first, even before what changed, unless it did.
  const best = others[0] === latest.locals[0] ? writeLocals(paper, others.slice(0, 1)) : 0;
  const changedLine =
    previous === undefined ? '' : changedText(changed, timeText(previous.ts), latest.locals.length);
  const isChangeShown = changedLine !== '' && paper.add(ORDER.changed, changedLine);
  const locals = isChangeShown || best > 0 ? others : latest.locals;

  if (kind.fate !== undefined) paper.add(ORDER.fate, fateText(kind.fate, timeText));
  seenTexts(kind, style, timeText).some((text) => paper.add(ORDER.seen, text));
  const { origin } = latest;
  if (origin !== undefined && paper.add(ORDER.origin, `  the cause was thrown ${origin.place}`))
    writeLocals(paper, origin.locals.slice(0, maxLocals), ORDER.origin);
  for (const remark of remarks) paper.add(ORDER.remark, `  ${remark}`);
  const shown = best + writeLocals(paper, locals.slice(best, maxLocals));
  writeRest(paper, locals.slice(shown));
  return true;
}

/** Writes variables one a line, the first ones first, until one does not fit in its shortest form; gives how many it wrote. */
function writeLocals(paper: Paper, locals: readonly LocalNote[], order: number = ORDER.local): number {
  const indent = order === ORDER.origin ? '    ' : '  ';
  for (const [i, { name, text }] of locals.entries()) {
    const isLast = i === locals.length - 1;
    const maxTokens = paper.room() * (isLast ? 1 : MAX_VALUE_SHARE);
    const isWritten = VALUE_CHARS.some((chars, width) => {
      if (width > 0 && text.length <= chars) return false;
      const line = `${indent}${name} = ${oneLine(text, chars)}`;
      // Long lines are cut before they crowd out the others; a token has four characters or so.
      if (width < VALUE_CHARS.length - 1 && text.length > chars / 2 && line.length / 4 > maxTokens)
        return false;
      return paper.add(order, line);
    });
    if (!isWritten) return i;
  }
  return locals.length;
}

function writeRest(paper: Paper, locals: readonly LocalNote[]): void {
  if (locals.length === 0) return;
  const names = oneLine(locals.map(({ name }) => name).join(', '), MAX_REST_CHARS);
  paper.add(ORDER.rest, `  … ${locals.length} more: ${names}`);
}

/** What is new against the failure before; where nothing is, that is said, as the last edit then did not touch the cause. */
function changedText(changed: readonly ChangedLocal[], time: string, locals: number): string {
  if (changed.length > 0) {
    const parts = changed.map(({ name, text }) => `${name} ${text}`);
    return `  changed since ${time}: ${parts.join(', ')}`;
  }
  return locals === 0 ? '' : `  the same values as at ${time}`;
}

type TimeText = (ts: number) => string;

/** How often a failure was seen, in its longest form and in its shortest. */
function seenTexts(
  { count, earlier, latest, previous }: FailureKind,
  { endTs, isCountPartial }: FailureStyle,
  timeText: TimeText,
): string[] {
  const time = timeText(latest.ts);
  const many = isCountPartial ? `at least ${count}` : `${count}`;
  if (count <= 1 && earlier === undefined) {
    // The session's line tells when its last event was.
    const isJustNow = Math.abs(endTs - latest.ts) < JUST_NOW_S;
    return [isJustNow ? '  seen once' : `  seen once, ${time}`];
  }
  if (earlier === undefined) return [`  seen ${many} times, last ${time}`];
  const here = count > 1 ? `${many} times, last ${time}` : `once in this session, ${time}`;
  const sessions = `${earlier.sessions} earlier ${earlier.sessions === 1 ? 'session' : 'sessions'}`;
  // The time that variables are compared with stands below.
  const last = previous?.ts === earlier.lastTs ? '' : `, last ${timeText(earlier.lastTs)}`;
  const before = earlier.count === 1 ? 'once' : `${earlier.count} times`;
  return [
    `  seen ${here}; ${before} in ${sessions}${last}`,
    `  seen ${count === 1 ? 'once' : `${many} times`}; ${before} in ${sessions}`,
  ];
}

function fateText({ kind, run, turns }: Fate, timeText: TimeText): string {
  const passed = `${oneLine(run.tool, MAX_TOOL_CHARS)} passed`;
  if (turns.length === 0) return `  ${kind}: ${passed} at ${timeText(run.ts)}, with no turn's diff between`;
  return `  ${kind} since ${turnsText(turns)}: ${passed} ${kind === 'gone' ? 'after' : 'before'} it`;
}

/** Oldest first, as they were made. */
function turnsText(turns: readonly TurnNote[]): string {
  const shown = turns.slice(0, MAX_TURNS).toReversed();
  const more = turns.length - shown.length;
  return `${more > 0 ? `${more} turns and ` : ''}${shown.map(({ headline }) => headline).join(', ')}`;
}
