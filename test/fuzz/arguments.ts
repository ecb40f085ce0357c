import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import type { Environment } from '../../src/base/environment.ts';
import { AgentlogError } from '../../src/base/errors.ts';
import { files } from '../../src/base/files.ts';
import { main } from '../../src/cli/main.ts';
import { readArguments, readCount } from '../../src/cli/read-call.ts';
import { readSize } from '../../src/cli/read-size.ts';
import { readMoment, readSpan } from '../../src/cli/read-time.ts';
import { VERBS } from '../../src/cli/verbs.ts';
import { drawLine, type LineCase, type Said } from './command-lines.ts';
import { ensure, ensureSame, type Target } from './target.ts';
import type { ValueText } from './value-texts.ts';

const MAX_ERROR_CHARS = 320;
const NOW = 1_800_000_000;
/** What could drive a terminal or pass for another line. */
const UNSAFE = /[\p{Cc}\u2028\u2029\u202e]/u;
const BEGINS = 'the work begins';

/** What a verb's work is done in, after its command line was read: there it ends. */
const world = { cwd: '/nowhere', env: new Proxy({}, { get, has: stop, ownKeys: stop }) as Environment };

function get(_: object, name: string | symbol): undefined {
  // Asked for when an error is told.
  return name === 'AGENTLOG_DEBUG' ? undefined : stop();
}

function stop(): never {
  throw new Error(BEGINS);
}

/** Any arguments: they are understood, or wrong in one line with exit code 2. Nothing is run; what would be printed is caught. */
export function createArgumentsTarget(): Target<LineCase> {
  // A zone of its own: what reads a time without a zone as local time is found anywhere.
  process.env.TZ = 'America/St_Johns';
  const printed = { 1: '', 2: '' };
  const { writeSync } = fs;
  let isCaught = false;

  function write(fd: number, data: string | Uint8Array, ...rest: never[]): number {
    if (!isCaught || (fd !== 1 && fd !== 2)) return writeSync(fd, data as Uint8Array, ...rest);
    const text = typeof data === 'string' ? data : Buffer.from(data).toString();
    printed[fd] += text;
    return Buffer.byteLength(text);
  }
  Object.assign(fs, { writeSync: write });
  Object.assign(files, { writeSync: write });
  syncBuiltinESMExports();

  async function check({ args, said, value }: LineCase): Promise<void> {
    if (said !== undefined) checkSaid(args.slice(1), said);
    checkValue(value);
    // Needs the package around it.
    if (args[0] === '-v' || args[0] === '--version') return;
    printed[1] = '';
    printed[2] = '';
    isCaught = true;
    let code: number;
    try {
      code = (await main(args, world)).code;
    } finally {
      isCaught = false;
    }
    checkOutcome(code, printed[1], printed[2]);
  }

  return {
    name: 'arguments',
    generate: drawLine,
    check,
    show: ({ args, value }) => JSON.stringify({ args, value }),
  };
}

function checkOutcome(code: number, stdout: string, stderr: string): void {
  if (code === 0) {
    ensure(stderr === '' && stdout !== '', 'help that is not there', () => [stdout, stderr]);
    return;
  }
  ensureSame(stdout, '', 'what was printed by a command line that is wrong');
  if (code === 1) ensureSame(stderr, `agentlog: ${BEGINS}\n`, 'what a command line ended with');
  else {
    ensureSame(code, 2, 'exit code');
    const [line = '', ...more] = stderr.split('\n');
    ensure(
      more.length === 1 && more[0] === '' && line.startsWith('agentlog: '),
      'not one line',
      () => stderr,
    );
    ensure(
      line.length <= MAX_ERROR_CHARS && !UNSAFE.test(line),
      'a line that is too long or not safe',
      () => stderr,
    );
  }
}

/** A command line that nobody touched is read as it was meant. */
function checkSaid(args: readonly string[], { verb: name, words, flags }: Said): void {
  const verb = VERBS.find((one) => one.name === name);
  if (verb === undefined) return;
  const read = readArguments(verb, args);
  ensureSame(read.help, false, 'whether help was asked for');
  ensureSame(read.words, words, 'the words of a command line');
  for (const [flag, { type, repeats }] of Object.entries(verb.flags)) {
    const given = flags.filter(([one]) => one === flag).map(([, value]) => value);
    if (type === 'boolean') ensureSame(read.has(flag), given.length > 0, `whether --${flag} was given`);
    else if (repeats === true) ensureSame(read.values(flag), given, `the values of --${flag}`);
    else ensureSame(read.value(flag), given.at(-1), `the value of --${flag}`);
  }
}

/** Numbers, times and sizes are what they say, or wrong usage. */
function checkValue({ text, span, bytes, count, moment }: ValueText): void {
  ensureSame(
    numberOf(() => readCount('n', text)) ?? count,
    count ?? numberOf(() => readCount('n', text)),
    'a count',
  );
  near(
    numberOf(() => readSpan('n', text)),
    span,
    'a span',
  );
  near(
    numberOf(() => readSize('n', text)),
    bytes,
    'a size',
  );
  checkDay(text);
  const ago = span === undefined ? undefined : NOW - span;
  near(
    numberOf(() => readMoment('n', text, NOW)),
    moment ?? ago,
    'a moment',
  );
}

/** A moment is one of a day that is in the calendar. */
function checkDay(text: string): void {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return;
  const isDay = new Date(Date.UTC(2000 + (year % 400), month - 1, day)).getUTCDate() === day && month <= 12;
  if (isDay) return;
  ensureSame(
    numberOf(() => readMoment('n', text, NOW)),
    undefined,
    'the moment of a day that is not',
  );
}

/** The number, `undefined` where it is wrong usage. */
function numberOf(read: () => number): number | undefined {
  try {
    const number = read();
    ensure(Number.isFinite(number), 'a number without an end', () => String(number));
    return number;
  } catch (error) {
    if (error instanceof AgentlogError && error.code === 'AGENTLOG_USAGE') return undefined;
    throw error;
  }
}

function near(given: number | undefined, expected: number | undefined, title: string): void {
  if (expected === undefined) return;
  const isNear = given !== undefined && Math.abs(given - expected) <= Math.abs(expected) * 1e-12;
  ensure(isNear, title, () => [given, expected]);
}
