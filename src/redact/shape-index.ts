import { charCodeAt, exec, indexOf, lastIndexOf } from '../base/held.ts';
import { isPlaceholder } from './placeholder.ts';
import { isBorder } from './shapes/border.ts';
import type { SecretShape } from './shapes/secret-shape.ts';
import { SHAPES } from './shapes/table.ts';
import { addSpan, type Spans } from './spans.ts';

/** A literal that a place of the text is compared with, and how many of its characters stand before that place. */
interface Entry {
  readonly literal: string;
  readonly offset: number;
  readonly shape: SecretShape;
  readonly next: Entry | undefined;
}

/** Three characters' hash to the literals that have them: one byte's look rejects nearly every place. */
interface Index {
  readonly known: Uint8Array;
  readonly entries: (Entry | undefined)[];
}

const HASH_SIZE: number = 1 << 14;

function hashOf(first: number, second: number, third: number): number {
  return ((first << 8) ^ (second << 4) ^ third) & (HASH_SIZE - 1);
}

function createIndex(): Index {
  return {
    known: new Uint8Array(HASH_SIZE),
    entries: new Array<Entry | undefined>(HASH_SIZE).fill(undefined),
  };
}

/** Literals that stand in, or right before, a long run: by their first three characters. */
const NEAR_RUNS: Index = createIndex();
/** The others, by the character that is rarest in text and its two neighbours. */
const ANCHORED: Index = createIndex();

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

/** The code of each literal's anchor, and of the character behind it, -1 where that is the text's. */
const ENTRIES_OF_ANCHORS: (readonly [anchor: number, follower: number])[] = [];

/** The anchors that are sought one by one: all but `:`, `=` and `-`, where names are looked for. */
export const ANCHORS: readonly string[] = indexShapes();

function indexShapes(): string[] {
  const anchors = new Set<string>();
  for (const shape of SHAPES) {
    if (NAMED_SHAPES.has(shape.id)) continue;
    for (const literal of shape.literals) {
      const isNear = /^[A-Za-z0-9_.:/+=~%-]+$/.test(literal) && literal.length <= MAX_NEAR_CHARS;
      if (isNear && !SHORT_SHAPES.has(shape.id)) {
        addEntry(NEAR_RUNS, literal, 0, shape, literal.slice(0, 3).padEnd(3, '\0'));
      } else {
        const isBeforeDash = BEFORE_DASH.has(literal);
        const anchor = isBeforeDash ? '-' : rarestOf(literal);
        const offset = isBeforeDash ? literal.length : literal.indexOf(anchor);
        const key = `${literal.charAt(offset - 1) || '\0'}${anchor}${literal.charAt(offset + 1) || '\0'}`;
        addEntry(ANCHORED, literal, offset, shape, key);
        ENTRIES_OF_ANCHORS.push([
          anchor.charCodeAt(0),
          literal.length > offset + 1 ? literal.charCodeAt(offset + 1) : -1,
        ]);
        if (!':=-'.includes(anchor)) anchors.add(anchor);
      }
    }
  }
  return [...anchors];
}

function rarestOf(literal: string): string {
  return [...RARITY].find((char) => literal.includes(char)) ?? literal.charAt(0);
}

/** `key` is three characters; NUL stands for any. */
function addEntry(index: Index, literal: string, offset: number, shape: SecretShape, key: string): void {
  const [firsts = [], seconds = [], thirds = []] = [...key].map((char) =>
    char === '\0' ? Array.from({ length: 128 }, (_, code) => code) : [char.charCodeAt(0)],
  );
  for (const first of firsts) {
    for (const second of seconds) {
      for (const third of thirds) {
        const hash = hashOf(first, second, third);
        index.known[hash] = 1;
        index.entries[hash] = { literal, offset, shape, next: index.entries[hash] };
      }
    }
  }
}

/** Adds the secrets that begin in the text from `from` up to `to`, a run's end; gives where the last of them ends. */
export function findShapes(text: string, from: number, to: number, spans: Spans): number {
  const { known } = NEAR_RUNS;
  const last = to < text.length - 2 ? to : text.length - 2;
  let reached = from;
  if (from >= last) return reached;
  let first = charCodeAt(text, from);
  let second = charCodeAt(text, from + 1);
  for (let at = from; at < last; at += 1) {
    const third = charCodeAt(text, at + 2);
    const hash = hashOf(first, second, third);
    if (known[hash] === 1 && at >= reached) {
      const end = matchEntries(NEAR_RUNS.entries[hash], text, at, spans);
      if (end > reached) reached = end;
    }
    first = second;
    second = third;
  }
  return reached;
}

/** Adds the secrets of the shapes whose anchor stands at a place; gives where the last of them ends, or 0. */
export function matchAnchored(text: string, at: number, spans: Spans): number {
  const before = at > 0 ? asciiAt(text, at - 1) : 0;
  const after = at + 1 < text.length ? asciiAt(text, at + 1) : 0;
  const hash = hashOf(before, charCodeAt(text, at), after);
  return ANCHORED.known[hash] === 1 ? matchEntries(ANCHORED.entries[hash], text, at, spans) : 0;
}

/** The code of a character, 0 for one beyond ASCII: any character stands for it in the index. */
function asciiAt(text: string, at: number): number {
  const code = charCodeAt(text, at);
  return code < 128 ? code : 0;
}

/** Whether some literal has an anchor and the character behind it: a bit for each two, the anchor's code first. */
const PAIRS: Uint8Array = new Uint8Array((128 * 128) >> 3);

function markPairs(): void {
  for (const first of ENTRIES_OF_ANCHORS) {
    const [anchor = 0, follower = 0] = first;
    for (let next = follower < 0 ? 0 : follower; next <= (follower < 0 ? 127 : follower); next += 1) {
      const bit = (anchor << 7) | next;
      PAIRS[bit >> 3] = (PAIRS[bit >> 3] as number) | (1 << (bit & 7));
    }
  }
}
markPairs();

/** Whether what stands at a place may be an anchor of a literal: most are not, by the character behind them. */
export function mayAnchor(text: string, at: number): boolean {
  const next = at + 1 < text.length ? charCodeAt(text, at + 1) : 0;
  const bit = (charCodeAt(text, at) << 7) | (next & 127);
  return ((PAIRS[bit >> 3] as number) & (1 << (bit & 7))) !== 0;
}

/** Adds the secrets of all shapes that have an anchor other than `:`, `=` and `-`. */
export function findAnchored(text: string, spans: Spans): void {
  for (let i = 0; i < ANCHORS.length; i += 1) {
    const anchor = ANCHORS[i] ?? '';
    for (let at = indexOf(text, anchor); at !== -1; ) {
      let next = at + 1;
      if (mayAnchor(text, at)) {
        const end = matchAnchored(text, at, spans);
        if (end > next) next = end;
      }
      at = indexOf(text, anchor, next);
    }
  }
}

/** The same, for a short text: one look at each character. */
export function findAnchoredInShort(text: string, spans: Spans): void {
  for (let at = 0; at < text.length; at += 1) {
    if (isAnchor(charCodeAt(text, at)) && mayAnchor(text, at)) {
      const end = matchAnchored(text, at, spans);
      if (end > at) at = end - 1;
    }
  }
}

/** Whether a character's code is one of the anchors, `:`, `=` and `-` left out. */
export function isAnchor(code: number): boolean {
  return code < 128 && IS_ANCHOR[code] === 1;
}

const IS_ANCHOR: Uint8Array = new Uint8Array(128);
for (const anchor of ANCHORS) IS_ANCHOR[anchor.charCodeAt(0)] = 1;

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
