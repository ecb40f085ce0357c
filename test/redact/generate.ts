import { crc32 } from 'node:zlib';

/**
 * Made-up secrets from templates, so that no whole one stands in the repository. A template is text with parts in braces:
 * `{alnum:36}`, `{hex:8-12}` (a length between the two), `{one:ghp_|gho_}` (one of them), `{uuid}`, `{jwt}`, `{basic}` (a
 * `user:password` in base 64), `{pem:12}` (a key of that many lines), `{crc62}` (the checksum, as GitHub writes it, of the
 * part before it). What stands between ‹ and › is the secret; without them, all of it is.
 */
export interface Sample {
  /** The text with what is in front of the secret and behind it. */
  readonly text: string;
  readonly secret: string;
}

/** A generator of numbers from 0 to below 1 that gives the same row for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const DIGITS = '0123456789';
const ALPHABETS: Readonly<Record<string, string>> = {
  alnum: LOWER + UPPER + DIGITS,
  lower: LOWER,
  upper: UPPER,
  letters: LOWER + UPPER,
  lowernum: LOWER + DIGITS,
  digits: DIGITS,
  hex: `${DIGITS}abcdef`,
  HEX: `${DIGITS}ABCDEF`,
  base32: `${UPPER}234567`,
  b64: `${UPPER + LOWER + DIGITS}+/`,
  b64url: `${UPPER + LOWER + DIGITS}-_`,
};

/** So many characters of an alphabet (`alnum`, `hex`, `b64` …); the first and the last are letters or digits. */
export function randomOf(alphabet: string, length: number, random: () => number): string {
  const characters = ALPHABETS[alphabet];
  if (characters === undefined) throw new Error(`no alphabet ${alphabet}`);
  const plain = characters.replace(/[^A-Za-z0-9]/g, '');
  let text = '';
  for (let i = 0; i < length; i += 1) {
    const from = i === 0 || i === length - 1 ? plain : characters;
    text += from[Math.floor(random() * from.length)];
  }
  return text;
}

const PART = /\{([A-Za-z0-9]+)(?::([^{}]*))?\}/g;

/** Expands a template; the same `random` state gives the same sample. */
export function generate(template: string, random: () => number): Sample {
  let text = '';
  let last = '';
  let done = 0;
  for (const found of template.matchAll(PART)) {
    text += template.slice(done, found.index);
    last = part(found[1] ?? '', found[2] ?? '', last, random);
    text += last;
    done = found.index + found[0].length;
  }
  text += template.slice(done);
  const start = text.indexOf('‹');
  if (start === -1) return { text, secret: text };
  return { text: text.replace(/[‹›]/g, ''), secret: text.slice(start + 1, text.indexOf('›')) };
}

function part(kind: string, argument: string, previous: string, random: () => number): string {
  switch (kind) {
    case 'one': {
      const choices = argument.split('|');
      return choices[Math.floor(random() * choices.length)] ?? '';
    }
    case 'uuid':
      return [8, 4, 4, 4, 12].map((length) => randomOf('hex', length, random)).join('-');
    case 'crc62':
      return base62(crc32(previous)).padStart(6, '0');
    case 'jwt':
      return jwt(random);
    case 'basic':
      return btoa(`user:${randomOf('alnum', 18, random)}`);
    case 'pem':
      return pem(Number(argument), '\n', random);
    case 'pem1':
      return pem(Number(argument), '\\n', random);
    default: {
      const [least = 0, most = least] = argument.split('-').map(Number);
      return randomOf(kind, least + Math.floor(random() * (most - least + 1)), random);
    }
  }
}

function jwt(random: () => number): string {
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const header = encode({ alg: 'HS256', typ: 'JWT' });
  const payload = encode({ sub: randomOf('alnum', 12, random), iat: Math.floor(random() * 2e9) });
  return `${header}.${payload}.${randomOf('b64url', 43, random)}`;
}

function pem(lines: number, lineEnd: string, random: () => number): string {
  const kinds = ['PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY', 'OPENSSH PRIVATE KEY'];
  const kind = kinds[Math.floor(random() * kinds.length)];
  const body = Array.from({ length: lines }, () => randomOf('b64', 64, random));
  return [`-----BEGIN ${kind}-----`, ...body, `-----END ${kind}-----`].join(lineEnd);
}

function base62(number: number): string {
  const characters = DIGITS + UPPER + LOWER;
  let text = '';
  for (let rest = number; rest > 0; rest = Math.floor(rest / 62)) text = characters[rest % 62] + text;
  return text;
}
