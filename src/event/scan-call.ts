import { NOT_JSON, skipJson, skipString } from './skip-json.ts';

/** What a model call's line says of its tokens. */
export interface ScannedCall {
  readonly model: string;
  /** Each `undefined` where it is `null`, no number or not there. */
  readonly tokensIn: number | undefined;
  readonly tokensOut: number | undefined;
  readonly tokensTotal: number | undefined;
}

/** Reads the calls of one session; what it gives holds until the next line is read. */
export type ScanCall = (bytes: Uint8Array, start: number, end: number) => ScannedCall | undefined;

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const BACKSLASH = 92;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const ZERO = 48;
/** So many digits are exact in a number. */
const MAX_DIGITS = 15;
const MAX_TIME_CHARS = 30;
/** The places of a line whose keys are kept in mind. */
const MAX_LAYOUT = 32;
const MAX_KEY_CHARS = 100;
/** Of the model names that are told apart by their bytes before they become strings. */
const MAX_KNOWN = 64;

/** The keys of a line before, of whatever session: nearly every line has the same ones in the same places. */
const layout: Key[] = [];
const known: { readonly name: string; readonly bytes: Uint8Array }[] = [];

/**
 * A reader for the lines of model calls, `bytes[start..end)`, that makes nothing of them but the numbers and the model: twice as
 * fast as parsing them. What it gives is what parsing gives. It gives `undefined` for a line that is not whole or not of the session, and for any
 * that is written in another way than agentlog's, for instance with fractions of tokens: such a line has to be parsed.
 */
export function createScanCall(sessionId: string): ScanCall {
  const session = bytesOf(`"${sessionId}"`);
  const found: { -readonly [K in keyof ScannedCall]: ScannedCall[K] } = {
    model: '',
    tokensIn: undefined,
    tokensOut: undefined,
    tokensTotal: undefined,
  };

  function scan(bytes: Uint8Array, start: number, end: number): ScannedCall | undefined {
    found.tokensIn = undefined;
    found.tokensOut = undefined;
    found.tokensTotal = undefined;
    let seen = 0;
    let place = 0;
    if (bytes[start] !== OPEN_BRACE) return undefined;
    for (let at = start + 1; at < end; at += 1) {
      let key = layout[place];
      if (key === undefined || !isKey(bytes, at, key.bytes)) {
        key = readKey(bytes, at, end);
        if (key === undefined) return undefined;
        if (place < MAX_LAYOUT) layout[place] = key;
      }
      place += 1;
      const value = at + key.bytes.length;
      at = skipJson(bytes, value, end);
      if (at === NOT_JSON) return undefined;
      const judged = key.role === NO_ROLE ? 0 : judge(bytes, key.role, value, at);
      if (judged === REFUSED) return undefined;
      seen |= judged;
      if (bytes[at] === CLOSE_BRACE) return at + 1 === end && seen === ALL ? found : undefined;
      if (bytes[at] !== COMMA) return undefined;
    }
    return undefined;
  }

  /** Takes note of one key's value; gives the bit of a key that has to be there, or `REFUSED`. */
  function judge(bytes: Uint8Array, role: number, value: number, end: number): number {
    switch (role) {
      case ROLES.id:
        return bytes[value] === QUOTE ? 1 : REFUSED;
      case ROLES.ts:
        return isTime(bytes, value, end) ? 2 : REFUSED;
      case ROLES.model:
        found.model = modelAt(bytes, value, end) ?? '';
        return found.model === '' ? REFUSED : 4;
      case ROLES.event_type:
        return isSame(bytes, value, end, KIND) ? 8 : REFUSED;
      case ROLES.session_id:
        return isSame(bytes, value, end, session) ? 16 : REFUSED;
      case ROLES.tokens_in:
        return note('tokensIn', bytes, value, end);
      case ROLES.tokens_out:
        return note('tokensOut', bytes, value, end);
      case ROLES.tokens_total:
        return note('tokensTotal', bytes, value, end);
      default:
        return REFUSED;
    }
  }

  function note(
    key: 'tokensIn' | 'tokensOut' | 'tokensTotal',
    bytes: Uint8Array,
    value: number,
    end: number,
  ): number {
    const count = isNumber(bytes, value) ? countAt(bytes, value, end) : undefined;
    found[key] = count;
    return count === REFUSED ? REFUSED : 0;
  }

  function modelAt(bytes: Uint8Array, value: number, end: number): string | undefined {
    for (let i = 0; i < known.length; i += 1) {
      const model = known[i];
      if (model !== undefined && isSame(bytes, value, end, model.bytes)) return model.name;
    }
    return addModel(bytes, value, end);
  }

  function addModel(bytes: Uint8Array, value: number, end: number): string | undefined {
    if (known.length >= MAX_KNOWN || skipString(bytes, value, end) !== end) return undefined;
    let name = '';
    for (let i = value + 1; i < end - 1; i += 1) {
      const byte = bytes[i] as number;
      if (byte === BACKSLASH || byte >= 128) return undefined;
      name += String.fromCharCode(byte);
    }
    known.push({ name, bytes: bytesOf(`"${name}"`) });
    return name;
  }

  return scan;
}

const REFUSED = -1;
const ALL = 1 | 2 | 4 | 8 | 16;
const KIND = bytesOf('"llm_call"');
const NO_ROLE = 0;
/** The keys that mean something, and the one that only means harm. */
const ROLES = {
  id: 1,
  ts: 2,
  model: 3,
  event_type: 4,
  session_id: 5,
  tokens_in: 6,
  tokens_out: 7,
  tokens_total: 8,
  // Not as a name, which would set the prototype.
  ['__proto__']: 9,
} as const;

/** A key of a line. */
interface Key {
  /** With its quotation marks and its colon. */
  readonly bytes: Uint8Array;
  readonly role: number;
}

/** Reads the key whose quotation mark stands at `at`; `undefined` for one with an escape or of other letters than ASCII's. */
function readKey(bytes: Uint8Array, at: number, end: number): Key | undefined {
  if (bytes[at] !== QUOTE) return undefined;
  let name = '';
  let i = at + 1;
  for (; i < end && bytes[i] !== QUOTE; i += 1) {
    const byte = bytes[i] as number;
    if (byte === BACKSLASH || byte < 32 || byte >= 128 || name.length >= MAX_KEY_CHARS) return undefined;
    name += String.fromCharCode(byte);
  }
  if (i + 1 >= end || bytes[i + 1] !== COLON) return undefined;
  const role = Object.hasOwn(ROLES, name) ? ROLES[name as keyof typeof ROLES] : NO_ROLE;
  return { bytes: bytesOf(`"${name}":`), role };
}

function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** Whether these bytes stand at a place. */
function isKey(bytes: Uint8Array, at: number, word: Uint8Array): boolean {
  for (let i = 0; i < word.length; i += 1) if (bytes[at + i] !== word[i]) return false;
  return true;
}

function isSame(bytes: Uint8Array, start: number, end: number, word: Uint8Array): boolean {
  return end - start === word.length && isKey(bytes, start, word);
}

function isNumber(bytes: Uint8Array, at: number): boolean {
  const first = bytes[at] as number;
  return first === 45 || (first >= ZERO && first <= 57);
}

/** Whether a number has no exponent, so that it is finite. */
function isTime(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start > MAX_TIME_CHARS || !isNumber(bytes, start)) return false;
  for (let i = start + 1; i < end; i += 1) if ((bytes[i] as number) > 57) return false;
  return true;
}

/** A count in plain digits; `REFUSED` for any other number. */
function countAt(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > MAX_DIGITS) return REFUSED;
  let count = 0;
  for (let i = start; i < end; i += 1) {
    const digit = (bytes[i] as number) - ZERO;
    if (digit < 0 || digit > 9) return REFUSED;
    count = count * 10 + digit;
  }
  return count;
}
