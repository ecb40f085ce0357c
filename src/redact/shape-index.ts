import { charCodeAt, exec, lastIndexOf } from '../base/held.ts';
import { isPlaceholder } from './placeholder.ts';
import { isBorder } from './shapes/border.ts';
import type { SecretShape } from './shapes/secret-shape.ts';
import { SHAPES } from './shapes/table.ts';
import { addSpan, type Spans } from './spans.ts';

const { max } = Math;

/** A literal that a place of the text is compared with, and how many of its characters stand before that place. */
interface Entry {
  readonly literal: string;
  readonly offset: number;
  readonly shape: SecretShape;
  readonly next: Entry | undefined;
}

/** Three characters' hash to the literals that have them: one look rejects nearly every place. */
interface Index {
  /** By hash, the number of the entry that is looked at first; 0 where there is none. */
  readonly firsts: Uint16Array;
  /** From 1 on. */
  readonly entries: (Entry | undefined)[];
}

/** Stands for a neighbour that the literal does not have. */
const ANY = 0;
const LAST_CODE = 127;
const HASH_SIZE: number = 1 << 14;

function hashOf(first: number, second: number, third: number): number {
  return ((first << 8) ^ (second << 4) ^ third) & (HASH_SIZE - 1);
}

function createIndex(): Index {
  return { firsts: new Uint16Array(HASH_SIZE), entries: [undefined] };
}

/** Literals that stand in, or right before, a long run: by their first three characters. */
const NEAR_RUNS: Index = createIndex();
/** The others, by the character that is rarest in text and its two neighbours. */
const ANCHORED: Index = createIndex();
/** For each two ASCII characters, the first one's code times 128, 1 where some literal has the first as its anchor before the second. */
export const ANCHOR_PAIRS: Uint8Array = new Uint8Array(1 << 14);

/** How far before a long run a shape may begin that the run belongs to: the path of a webhook's address. */
export const MAX_BEFORE_RUN = 64;
const MAX_NEAR_CHARS = 32;
/** Characters to look for, the rarest in text first; `:` and `=` are looked for anyway. */
const RARITY = ':=$%+QZXJKVWYHUGBOFPMDRNLCSTEAI-qzjxkvwbymgfpuhdcl sronaite/.;';

/** Shapes of parts so short that no run of 16 need be in them. */
const SHORT_SHAPES: ReadonlySet<string> = new Set([
  'url_password',
  'url_token',
  'jdbc_password',
  'jdbc_oracle_password',
  'azure_storage_key',
  'azure_bus_key',
]);
/** Shapes that the names find as well: `"auth": "…"`. */
const NAMED_SHAPES: ReadonlySet<string> = new Set(['docker_auth']);
/** Literals that a dash always follows: common letters, so the dash is their anchor. */
const BEFORE_DASH: ReadonlySet<string> = new Set(['sshpass ']);

function indexShapes(): void {
  for (const shape of SHAPES) {
    if (NAMED_SHAPES.has(shape.id)) continue;
    for (const literal of shape.literals) {
      const isNear = /^[A-Za-z0-9_.:/+=~%-]+$/.test(literal) && literal.length <= MAX_NEAR_CHARS;
      if (isNear && !SHORT_SHAPES.has(shape.id)) {
        addNear(literal, shape);
      } else {
        const isBeforeDash = BEFORE_DASH.has(literal);
        const anchor = isBeforeDash ? '-' : rarestOf(literal);
        const offset = isBeforeDash ? literal.length : literal.indexOf(anchor);
        addEntry(
          ANCHORED,
          hashOf(codeIn(literal, offset - 1), anchor.charCodeAt(0), codeIn(literal, offset + 1)),
          {
            literal,
            offset,
            shape,
          },
        );
        addPair(literal, anchor, offset);
      }
    }
  }
}
indexShapes();

function addPair(literal: string, anchor: string, offset: number): void {
  const pair = anchor.charCodeAt(0) << 7;
  if (literal.length > offset + 1) ANCHOR_PAIRS[pair | literal.charCodeAt(offset + 1)] = 1;
  else ANCHOR_PAIRS.fill(1, pair, pair + 128);
}

/** Not the last character but where names are looked for: the one behind it tells most places apart. */
function rarestOf(literal: string): string {
  const inside = literal.slice(0, -1);
  for (let i = 0; i < RARITY.length; i += 1) {
    const char = RARITY.charAt(i);
    if ((char === ':' || char === '=' ? literal : inside).includes(char)) return char;
  }
  return literal.charAt(0);
}

/** A literal of two characters has any third one behind it. */
function addNear(literal: string, shape: SecretShape): void {
  const entry = { literal, offset: 0, shape };
  const third = codeIn(literal, 2);
  for (let code = third; code <= (third === ANY ? LAST_CODE : third); code += 1)
    addEntry(NEAR_RUNS, hashOf(codeIn(literal, 0), codeIn(literal, 1), code), entry);
}

function addEntry({ firsts, entries }: Index, hash: number, entry: Omit<Entry, 'next'>): void {
  const next = entries[firsts[hash] as number];
  firsts[hash] = entries.length;
  entries.push({ literal: entry.literal, offset: entry.offset, shape: entry.shape, next });
}

function codeIn(literal: string, at: number): number {
  return at >= 0 && at < literal.length ? literal.charCodeAt(at) : ANY;
}

/** Adds the secrets that begin in the text from `from` up to `to`, a run's end; gives where the last of them ends. */
export function findShapes(text: string, from: number, to: number, spans: Spans): number {
  const { firsts, entries } = NEAR_RUNS;
  const last = to < text.length - 2 ? to : text.length - 2;
  let reached = from;
  if (from >= last) return reached;
  let first = charCodeAt(text, from);
  let second = charCodeAt(text, from + 1);
  for (let at = from; at < last; at += 1) {
    const third = charCodeAt(text, at + 2);
    const entry = firsts[hashOf(first, second, third)] as number;
    if (entry !== 0 && at >= reached) {
      const end = matchEntries(entries[entry], text, at, spans);
      if (end > reached) reached = end;
    }
    first = second;
    second = third;
  }
  return reached;
}

/** Adds the secrets of the shapes whose anchor stands at a place, between these two neighbours; gives where the last of them ends, or 0. */
export function matchAnchored(
  text: string,
  at: number,
  before: number,
  code: number,
  after: number,
  spans: Spans,
): number {
  const both = matchHashed(hashOf(before, code, after), text, at, spans);
  const first = matchHashed(hashOf(ANY, code, after), text, at, spans);
  const last = matchHashed(hashOf(before, code, ANY), text, at, spans);
  return max(both, first, last);
}

function matchHashed(hash: number, text: string, at: number, spans: Spans): number {
  const entry = ANCHORED.firsts[hash] as number;
  return entry === 0 ? 0 : matchEntries(ANCHORED.entries[entry], text, at, spans);
}

function matchEntries(first: Entry | undefined, text: string, at: number, spans: Spans): number {
  let reached = 0;
  for (let entry = first; entry !== undefined; entry = entry.next) {
    const start = at - entry.offset;
    if (start < 0 || !standsAt(text, start, entry.literal)) continue;
    const end = matchShape(text, start, entry.shape, spans);
    if (end > reached) reached = end;
  }
  return reached;
}

function standsAt(text: string, at: number, literal: string): boolean {
  if (at + literal.length > text.length) return false;
  for (let i = 0; i < literal.length; i += 1) {
    if (charCodeAt(text, at + i) !== charCodeAt(literal, i)) return false;
  }
  return true;
}

/** Adds the secret of a shape whose literal stands at a place; gives its end, or 0 where there is none. */
function matchShape(text: string, at: number, shape: SecretShape, spans: Spans): number {
  if (shape.boundary && !isBorder(text, at)) return 0;
  if (shape.mayMatch !== undefined && !shape.mayMatch(text, at)) return 0;
  const { pattern } = shape;
  pattern.lastIndex = at;
  const found = exec(pattern, text);
  if (found === null) return 0;
  const whole = found[0];
  const group = found.length > 1 ? found[1] : undefined;
  const secret = group ?? whole;
  if (secret.length === 0) return 0;
  // The cheaper judgement first.
  if (shape.accepts !== undefined && !shape.accepts(secret)) return 0;
  if (isPlaceholder(secret)) return 0;
  const start = group === undefined ? at : at + lastIndexOf(whole, group);
  const end = start + secret.length;
  addSpan(spans, group === undefined ? start - shape.before : start, end);
  return end;
}
