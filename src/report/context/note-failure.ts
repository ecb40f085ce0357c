import { type Fields, isFields } from '../../base/fields.ts';
import type { FailureEvent } from '../../event/types.ts';
import { redact } from '../../redact/redact.ts';
import { oneLine } from '../escape-control.ts';
import { renderDescriptor } from '../render-descriptor.ts';
import { renderFailure } from '../render-failure.ts';
import type { FailureNote, LocalNote } from './types.ts';

const MAX_VALUE_CHARS = 160;
const MAX_NAME_CHARS = 60;
/** As many as a failure can hold; of another writer's no more are looked at. */
const MAX_LOCALS = 50;
/** A value shorter than this may stand in a message by chance. */
const MIN_TELLING_CHARS = 2;

/** A failure as a context shows it. `source` is the line of code that failed, where it is known. */
export function noteFailure(event: FailureEvent, at: number, source: string = ''): FailureNote {
  const { location, error, origin } = event;
  const shown = { ...event, locals: {}, this: undefined, origin: undefined } as unknown as FailureEvent;
  const [headline = '', place = '', ...remarks] = renderFailure(shown);
  const words: Words = { used: wordsOf(source), named: wordsOf(error.msg), message: error.msg };
  return {
    headline: redact(headline),
    place: place.trimStart(),
    file: location.file,
    line: location.line,
    locals: rankLocals(event as unknown as Fields, words),
    remarks: remarks.map((remark) => remark.trimStart()),
    ...(isFields(origin) && { origin: noteOrigin(origin, words) }),
    ts: event.ts,
    at,
  };
}

/** Where a cause was thrown, read as a failure without an error. */
function noteOrigin(origin: Fields, words: Words): NonNullable<FailureNote['origin']> {
  const [, place = ''] = renderFailure({ location: origin.location } as never);
  return { place: place.trimStart(), locals: rankLocals(origin, words) };
}

/** What tells which variables matter: those of the failing line of code and of the message. */
interface Words {
  readonly used: ReadonlySet<string>;
  readonly named: ReadonlySet<string>;
  readonly message: string;
}

interface Ranked extends LocalNote {
  readonly rank: number;
}

/** The variables, those that say most about the error first, else in their own order. */
function rankLocals({ locals, this: receiver }: Fields, { used, named, message }: Words): LocalNote[] {
  const found = Object.entries(isFields(locals) ? locals : {}).slice(0, MAX_LOCALS);
  if (receiver !== undefined) found.push(['this', receiver]);
  return found
    .map(([name, value]): Ranked => {
      // Redacted before it is cut any shorter: half a secret has no shape.
      const text: string = redact(renderDescriptor(value, MAX_VALUE_CHARS));
      const rank =
        (used.has(name) ? 6 : 0) +
        (named.has(name) ? 5 : 0) +
        (isNothing(value, text) ? 4 : 0) +
        (isTold(text, message) ? 3 : 0) +
        (text.length <= 40 ? 1 : 0);
      return { name: oneLine(name, MAX_NAME_CHARS), text, rank };
    })
    .sort((a, b) => b.rank - a.rank)
    .map(({ name, text }) => ({ name, text }));
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.slice(0, 1000).match(/[\p{L}\p{N}_$]+/gu));
}

const NOTHING: ReadonlySet<string> = new Set(['null', 'undefined', 'NaN', '""', '[]', '{}', 'false']);

/** Absent and empty values are what most errors are about. */
function isNothing(value: unknown, text: string): boolean {
  return NOTHING.has(text) || (value as Fields | null)?.n === 0;
}

/** Whether the message tells this value. */
function isTold(text: string, message: string): boolean {
  const plain = text.startsWith('"') ? text.slice(1, -1) : text;
  return plain.length >= MIN_TELLING_CHARS && plain.length <= MAX_NAME_CHARS && message.includes(plain);
}
