import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventText } from '../../src/cli/event-text.ts';
import { redactLine } from '../../src/cli/redact-line.ts';
import { tokensOf } from '../../src/event/call-tokens.ts';
import { createScanCall } from '../../src/event/scan-call.ts';
import { skipJson } from '../../src/event/skip-json.ts';
import { contextText } from '../../src/report/context/context-text.ts';
import { openFolder } from '../../src/store/folder/folder.ts';
import { selectEvents } from '../../src/store/folder/select-events.ts';
import { summarizeTokens } from '../../src/store/folder/summarize-tokens.ts';
import { tallySession } from '../../src/store/folder/tally-session.ts';
import type { Folder, ReadOptions } from '../../src/store/folder/types.ts';
import type { EventLine, StoredLine } from '../../src/store/types.ts';
import { createMemoryFile } from './memory-file.ts';
import { drawFile, type FileCase } from './session-files.ts';
import { SESSION } from './session-lines.ts';
import { ensure, ensureSame, type Target } from './target.ts';

/** One case in so many is read from the disk itself. */
const DISK_EVERY = 1024;
/** A context looks for sources and for git on the disk. */
const CONTEXT_EVERY = 1024;
/** What could drive a terminal or pass for another line. */
const UNSAFE = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;
const MAX_CONTEXT_TOKENS = 300;

interface Reading {
  readonly lines: readonly StoredLine[];
  readonly skipped: number;
}

/**
 * Any bytes as a session's file: whatever they are, all ways of reading agree, and no line that is whole is lost. Leaves a folder that
 * goes at the process's end.
 */
export function createReaderTarget(): Target<FileCase> {
  const parent = realpathSync(mkdtempSync(join(tmpdir(), 'agentlog fuzz ')));
  process.once('exit', () => rmSync(parent, { recursive: true, force: true }));
  const path = join(parent, '.agentlog');
  mkdirSync(path, { mode: 0o700 });
  const filePath = join(path, `session_${SESSION.slice('sess_'.length)}.jsonl`);
  writeFileSync(filePath, '');
  const folder = openFolder(path);
  const memory = createMemoryFile(filePath);

  function check(given: FileCase): void {
    const isOnDisk = given.place % DISK_EVERY === 0;
    if (isOnDisk) writeFileSync(filePath, given.bytes);
    else memory.hold(given.bytes, given.pieces);
    try {
      const all = read(folder, {});
      checkWhole(given, all);
      checkScans(given);
      // Each case takes one of the other ways: all of them would take four times as long.
      const way = WAYS[given.place % WAYS.length];
      way?.(folder, given, all);
      memory.hold(given.bytes, []);
      ensureSame(folder.wholeEnd(SESSION), given.bytes.lastIndexOf(10) + 1, 'the end of the last whole line');
      if (given.place % CONTEXT_EVERY === 1) checkContext(folder);
      ensureSame(memory.open, 0, 'files left open');
    } finally {
      memory.release();
    }
  }

  return { name: 'reader', generate: drawFile, check, show: showFile };
}

function read(folder: Folder, options: ReadOptions): Reading {
  return gather((more) => folder.read(SESSION, { ...options, ...more }));
}

function gather(open: (options: ReadOptions) => Iterable<StoredLine>): Reading {
  let skipped = 0;
  const onSkipped = (count: number): void => {
    skipped += count;
  };
  const lines = [...open({ onSkipped })];
  return { lines, skipped };
}

/** Every line that nobody touched is there once, in its place. */
function checkWhole({ untouched, bytes }: FileCase, { lines }: Reading): void {
  let next = 0;
  let end = 0;
  for (const line of lines) {
    if (line.text === untouched[next]) next += 1;
    ensure(line.start >= end && line.end > line.start && line.end <= bytes.length, 'a line out of its place');
    end = line.end;
    const fields = line.kind === 'event' ? line.event : line.record;
    ensureSame(fields.session_id, SESSION, "a line of another session's");
    const time = line.kind === 'event' ? line.event.ts : line.record.start_ts;
    ensure(
      Number.isFinite(time) && !Object.hasOwn(fields, '__proto__'),
      'a line of no shape',
      () => line.text,
    );
  }
  ensure(next === untouched.length, 'an untouched line was lost', () => untouched[next]);
  const found = lines.filter(({ text }) => untouched.includes(text)).length;
  ensureSame(found, untouched.length, 'times that an untouched line was given');
}

/** From the end the same lines. */
function checkBackward(folder: Folder, _given: FileCase, all: Reading): void {
  const backward = gather((options) => folder.readBackward(SESSION, options));
  ensureSame(backward.skipped, all.skipped, 'lines skipped, backward and forward');
  sameLines(backward.lines.toReversed(), all.lines, 'lines, backward and forward');
}

/** By kinds and by number the same lines. */
function checkParts(folder: Folder, { only, last }: FileCase, all: Reading): void {
  const events = all.lines.filter((line): line is EventLine => line.kind === 'event');
  if (!all.lines.every(isPlain)) return;
  const wanted = all.lines.filter((line) =>
    only.includes(line.kind === 'session' ? 'session' : line.event.event_type),
  );
  sameLines(read(folder, { only }).lines, wanted, `lines of ${only.join(', ')}`);
  sameLines(
    [...selectEvents(folder, [{ id: SESSION }], { last })],
    events.slice(-last),
    `the last ${last} events`,
  );
}

/** Whether the line begins with what it is; one that somebody else wrote may name its kind twice. */
function isPlain(line: StoredLine): boolean {
  const head = line.kind === 'session' ? '{"session_id":"' : `{"event_type":"${line.event.event_type}"`;
  return line.text.startsWith(head);
}

function sameLines(given: readonly StoredLine[], expected: readonly StoredLine[], title: string): void {
  ensure(
    given.length === expected.length &&
      given.every(({ text, start, end }, i) => {
        const other = expected[i];
        return other !== undefined && text === other.text && start === other.start && end === other.end;
      }),
    title,
    () => [given.map(({ text, start }) => [start, text]), expected.map(({ text, start }) => [start, text])],
  );
}

const EXACT = 2 ** 48;
const scan = createScanCall(SESSION);

/** What is read of a call without parsing is what parsing gives. */
function checkScans({ bytes }: FileCase): void {
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(10, start);
    const end = newline === -1 ? bytes.length : newline;
    if (bytes[start] === 123) checkScan(bytes, start, end);
    start = end + 1;
  }
}

function checkTokens(folder: Folder, _given: FileCase, { lines }: Reading): void {
  if (!lines.every(isPlain)) return;
  let tokens = 0;
  for (const line of lines) if (line.kind === 'event') tokens += tokensOf(line.event);
  const { total_tokens: total } = summarizeTokens(folder, SESSION);
  // Beyond what a number holds exactly, the order of a sum matters.
  ensure(
    Math.abs(total - tokens) <= (tokens < EXACT ? 0 : tokens / EXACT),
    'tokens, summed up and read',
    () => [total, tokens],
  );
  const tally = tallySession(folder, SESSION);
  ensureSame(tally === undefined, lines.length === 0, 'whether there is a session');
  ensure(
    (tally?.record.total_tokens ?? tokens) >= tokens * (1 - 1 / EXACT),
    'fewer tokens in the tally than in the lines',
  );
}

function checkScan(bytes: Buffer, start: number, end: number): void {
  const call = scan(bytes, start, end);
  const isWhole = skipJson(bytes, start, end) === end;
  if (!isWhole && call === undefined) return;
  ensure(isWhole, 'a call was scanned that is no whole JSON');
  const parsed = JSON.parse(bytes.toString('utf8', start, end)) as Record<string, unknown>;
  if (call === undefined) return;
  const counted = (value: unknown): unknown => (typeof value === 'number' ? value : undefined);
  ensureSame(call.model, parsed.model, "a call's model, scanned and parsed");
  ensureSame(call.tokensIn, counted(parsed.tokens_in), "a call's input, scanned and parsed");
  ensureSame(call.tokensOut, counted(parsed.tokens_out), "a call's output, scanned and parsed");
  ensureSame(call.tokensTotal, counted(parsed.tokens_total), "a call's total, scanned and parsed");
  ensureSame(parsed.event_type, 'llm_call', 'the kind of what was scanned as a call');
  ensureSame(parsed.session_id, SESSION, "a scanned call's session");
}

/** Reading goes on from any line. */
function checkRest(folder: Folder, { place }: FileCase, { lines }: Reading): void {
  const at = (place >> 4) % Math.max(1, lines.length);
  const line = lines[at];
  if (line === undefined) return;
  sameLines(read(folder, { from: line.end }).lines, lines.slice(at + 1), 'the lines behind one');
  const before = gather((options) => folder.readBackward(SESSION, { ...options, until: line.start }));
  sameLines(before.lines.toReversed(), lines.slice(0, at), 'the lines before one');
}

/** What is shown of any line is safe. */
function checkPrinted(_folder: Folder, { place }: FileCase, { lines }: Reading): void {
  const line = lines[(place >> 4) % Math.max(1, lines.length)];
  if (line === undefined) return;
  const json = redactLine(line.text);
  ensure(!UNSAFE.test(json), 'a line that could drive a terminal', () => json);
  ensureSame(
    Object.keys(JSON.parse(json)).length,
    Object.keys(JSON.parse(line.text)).length,
    'keys of a printed line',
  );
  if (line.kind !== 'event') return;
  for (const text of eventText(line).split('\n'))
    ensure(!UNSAFE.test(text), 'a printed event that could drive a terminal', () => text);
}

const WAYS = [checkBackward, checkParts, checkTokens, checkBackward, checkRest, checkPrinted, checkBackward];

function checkContext(folder: Folder): void {
  const text = contextText(folder, SESSION, MAX_CONTEXT_TOKENS);
  ensure(!UNSAFE.test(text.replaceAll('\n', '')), 'a context that could drive a terminal', () => text);
}

function showFile({ bytes, only, last, pieces, place }: FileCase): string {
  const text = JSON.stringify(bytes.toString('latin1'));
  return `a file of ${bytes.length} bytes: ${text.length > 4000 ? `${text.slice(0, 4000)}…` : text}\n  in pieces of ${pieces.join(', ') || 'any size'}, only ${only.join(', ') || 'nothing'}, last ${last}, place ${place}`;
}
