import { append, charCodeAt, put, setHas, slice } from '../../../base/held.ts';
import { MAX_TEXT_START_CHARS } from '../../../base/limits.ts';
import { field } from './json-field.ts';
import { eachField, eachItem, endOfValue, skipSpace } from './json-scan.ts';
import { walkBack } from './json-scan-back.ts';
import type { LongText } from './long-text.ts';
import { parsed } from './parse-json.ts';
import { isToolType, userText } from './prompt.ts';

type Fields = Record<string, unknown>;

/** What a string of a cut text lacks: where it begins. 0 where the last words are whole. */
interface Cut {
  from: number;
}

const QUOTE = 34;
const OPEN_LIST = 91;
const SCALARS: ReadonlySet<string> = new Set([
  'model',
  'agent_id',
  'stream',
  'prompt',
  'inputText',
  'message',
]);
const NO_CUT: Cut = { from: 0 };
/** Lists of messages, of which the last one that the user said something in is kept. */
const LISTS: ReadonlySet<string> = new Set(['messages', 'contents', 'input']);
const MESSAGE_KEYS: ReadonlySet<string> = new Set(['role', 'content', 'parts', 'images']);

/**
 * What is read of a request's body, as if no more stood in it. Costs about a millisecond a million characters; undefined where the
 * text is no JSON object.
 */
export function sketchText(text: string, cut: Cut = { from: 0 }): Fields | undefined {
  const start = skipSpace(text, 0);
  if (text[start] !== '{') return undefined;
  const body: Fields = {};
  eachField(text, start, (key, from, to) => {
    if (setHas(SCALARS, key)) put<unknown>(body, key, valueAt(text, from, to, cut));
    else if (setHas(LISTS, key)) put<unknown>(body, key, listAt(text, from, to, cut));
    else if (key === 'request') put<unknown>(body, key, sketchText(slice(text, from), cut));
  });
  return body;
}

/** The same of a body of which only both ends are there, and about how many characters of the prompt are not in it. */
export function sketchLong({ head, tail, bytes }: LongText): {
  readonly body: Fields | undefined;
  readonly missingChars: number;
} {
  const cut: Cut = { from: 0 };
  const body = sketchText(head, cut);
  if (body === undefined) return { body, missingChars: 0 };
  let list: string | undefined;
  let said: Fields | undefined;
  walkBack(tail, {
    field(key, from) {
      if (setHas(LISTS, key)) list = key;
      else if (setHas(SCALARS, key) && field(body, key) === undefined)
        put<unknown>(body, key, valueAt(tail, from, endOfValue(tail, from), NO_CUT));
    },
    item(from) {
      said ??= spokenMessage(tail, from, NO_CUT);
    },
  });
  const name = list ?? listIn(body) ?? 'messages';
  if (said !== undefined) {
    put<unknown>(body, name, [said]);
    return { body, missingChars: 0 };
  }
  if (list !== undefined && field(body, list) === undefined) put<unknown>(body, list, []);
  const missing = cut.from === 0 ? 0 : bytes - cut.from - MAX_TEXT_START_CHARS;
  return { body, missingChars: missing > 0 ? missing : 0 };
}

function listIn(body: Fields): string | undefined {
  if (field(body, 'contents') !== undefined) return 'contents';
  return field(body, 'input') !== undefined ? 'input' : undefined;
}

/** The value in `text[from..to)`; of a string that breaks off its beginning. */
function valueAt(text: string, from: number, to: number, cut: Cut): unknown {
  if (to !== -1) return parsed(slice(text, from, to));
  if (charCodeAt(text, from) !== QUOTE) return undefined;
  cut.from = from;
  return brokenString(text, from);
}

function brokenString(text: string, from: number): unknown {
  const limit = from + 1 + MAX_TEXT_START_CHARS;
  // The cut may go through an escape of up to twelve characters (a pair of surrogates).
  for (let end = limit < text.length ? limit : text.length, tries = 0; tries < 12; end--, tries++) {
    const value = parsed(`${slice(text, from, end)}"`);
    if (typeof value === 'string') return value;
  }
  return undefined;
}

function listAt(text: string, from: number, to: number, cut: Cut): unknown {
  if (charCodeAt(text, from) !== OPEN_LIST) return valueAt(text, from, to, cut);
  const starts: number[] = [];
  let first: unknown;
  eachItem(text, from, (itemFrom, itemTo) => {
    if (starts.length === 0 && text[itemFrom] !== '{') first = valueAt(text, itemFrom, itemTo, cut);
    append(starts, itemFrom);
  });
  // A list of texts to embed.
  if (first !== undefined) return [first];
  for (let i = starts.length - 1; i >= 0; i--) {
    cut.from = 0;
    const message = spokenMessage(text, starts[i] as number, cut);
    if (message !== undefined) return [message];
  }
  return [];
}

/** The message that begins at `at`, without what tools answered; undefined where the user says nothing in it. */
function spokenMessage(text: string, at: number, cut: Cut): Fields | undefined {
  const message: Fields = {};
  eachField(text, at, (key, from, to) => {
    if (!setHas(MESSAGE_KEYS, key)) return;
    const isList = key !== 'role' && charCodeAt(text, from) === OPEN_LIST;
    put<unknown>(message, key, isList ? partsAt(text, from, cut) : valueAt(text, from, to, cut));
  });
  return userText(message) === undefined ? undefined : message;
}

function partsAt(text: string, at: number, cut: Cut): unknown[] {
  const parts: unknown[] = [];
  eachItem(text, at, (from, to) => {
    if (to === -1) append(parts, brokenPart(text, from, cut));
    else if (!isToolPart(text, from)) append(parts, valueAt(text, from, to, cut));
  });
  return parts;
}

function isToolPart(text: string, at: number): boolean {
  let isTool = false;
  eachField(text, at, (key, from, to) => {
    if (key !== 'type' || to === -1) return;
    const type = parsed(slice(text, from, to));
    isTool = typeof type === 'string' && isToolType(type);
  });
  return isTool;
}

function brokenPart(text: string, at: number, cut: Cut): Fields {
  const part: Fields = {};
  eachField(text, at, (key, from, to) => {
    if (key === 'type' || key === 'text') put<unknown>(part, key, valueAt(text, from, to, cut));
  });
  return part;
}
