import { clip, MARKER } from '../../redact/redact.ts';
import { D1Error } from './d1-error.ts';
import { type Envelope, readEnvelope } from './envelope.ts';
import {
  BAD_ACCOUNT,
  BAD_ADDRESS,
  BAD_DATABASE,
  BAD_TOKEN,
  type Meaning,
  meaningOf,
  OVERWORKED,
  REFUSED,
  TOO_LARGE,
  UNWELL,
} from './fault-rules.ts';

/** So much of a server's own words goes into a message, in UTF-16 code units. */
const MAX_SAID_CHARS = 200;
/** A shorter secret is none, and to hide it would make holes in every message. */
const MIN_SECRET_CHARS = 8;

/** A foreign text on one line, cut and redacted; `secret`, the token, is in it nowhere. */
export function quote(text: string, secret?: string): string {
  const line = hide(text, secret)
    .replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
  const { text: safe, truncated } = clip(line, MAX_SAID_CHARS);
  return truncated === undefined ? safe : `${safe}…`;
}

function hide(text: string, secret = ''): string {
  if (secret.length < MIN_SECRET_CHARS) return text;
  return text.replaceAll(secret, MARKER).replaceAll(encodeURIComponent(secret), MARKER);
}

/** What a message of D1's means, as a Worker's binding throws it. One that is not known is taken for permanent. */
export function faultOfMessage(message: string, options: { readonly cause?: unknown } = {}): D1Error {
  const said = message.replace(/^(?:D1_\w+: )+/, '');
  return faultOf(meaningOf(said) ?? REFUSED, quote(said), options);
}

/** What `faultOfAnswer` may be told besides. */
export interface AnswerOptions {
  /** The token: the server may have sent it back. */
  readonly secret?: string | undefined;
  /** The time in ms, from which a date in `Retry-After` counts. @defaultValue the time now */
  readonly now?: number | undefined;
}

/**
 * What an answer of the REST API that is no success means: by its status, then by its text, as its code 7500 stands for
 * nearly everything. The body may be anything.
 */
export function faultOfAnswer(
  status: number,
  headers: Pick<Headers, 'get'>,
  bodyText: string,
  { secret, now = Date.now() }: AnswerOptions = {},
): D1Error {
  const envelope = readEnvelope(bodyText);
  const retryAfterMs = readRetryAfter(headers.get('retry-after'), now);
  const text = envelope?.errors.map(({ message }) => message).join('; ') ?? '';
  const said = text === '' ? `HTTP ${status}` : `HTTP ${status}: ${quote(text, secret)}`;
  return faultOf(meaningOfAnswer({ status, envelope, text, bodyText, retryAfterMs }), said, { retryAfterMs });
}

interface Answer {
  readonly status: number;
  readonly envelope: Envelope | undefined;
  readonly text: string;
  readonly bodyText: string;
  readonly retryAfterMs: number | undefined;
}

function meaningOfAnswer({ status, envelope, text, bodyText, retryAfterMs }: Answer): Meaning {
  const known = meaningOf(text);
  if (status === 429) {
    if (known?.remedy === 'never') return known;
    // A server that says when to come back is asked again then; without that, less is asked of it.
    return known === OVERWORKED && retryAfterMs === undefined ? known : UNWELL;
  }
  if (status === 413) return TOO_LARGE;
  if (status === 408 || status === 425 || status >= 500) return known ?? UNWELL;
  if (status < 200 || (status >= 300 && status < 400)) return BAD_ADDRESS;
  if (status >= 400) return refusalOf(status, envelope, text) ?? known ?? REFUSED;
  if (envelope !== undefined) return known ?? (text === '' ? BAD_ADDRESS : REFUSED);
  // A success that breaks off is one of a connection; a page is one of another server.
  return /^\s*(?:[{[]|$)/.test(bodyText) ? UNWELL : BAD_ADDRESS;
}

/** What the gate in front of D1 refuses: a wrong token, account, database or path. */
function refusalOf(status: number, envelope: Envelope | undefined, text: string): Meaning | undefined {
  const has = (...codes: number[]) => envelope?.errors.some(({ code }) => codes.includes(code)) ?? false;
  if (status === 401 || has(6003, 6111, 9109, 10000) || /authentication error|access token/i.test(text))
    return BAD_TOKEN;
  if (status === 403 || has(7403)) return BAD_ACCOUNT;
  if (has(7404) || /invalid uuid|databaseId|database_id/i.test(text)) return BAD_DATABASE;
  return status === 404 || status === 405 || has(7000, 7003) ? BAD_ADDRESS : undefined;
}

/** `Retry-After` in ms, which is given in seconds or as a date; `undefined` where it says nothing. */
function readRetryAfter(value: string | null, now: number): number | undefined {
  if (value === null || value.trim() === '') return undefined;
  const ms = /^\s*\d+(?:\.\d+)?\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

function faultOf(
  { remedy, says, isTooLarge }: Meaning,
  said: string,
  options: { readonly retryAfterMs?: number | undefined; readonly cause?: unknown },
): D1Error {
  return new D1Error(`${says} (${said})`, remedy, { ...options, isTooLarge });
}
