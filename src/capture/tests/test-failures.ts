import { MAX_STRING_CHARS } from '../../base/limits.ts';
import { isProxy } from '../../base/probe.ts';
import { isErrorLike, summarizeThrown } from '../../event/error-summary.ts';
import type { FailedTest, TestError } from '../../event/failed-test.ts';
import { clip } from '../../redact/redact.ts';
import type { SafeText } from '../../redact/safe-text.ts';
import { readData } from '../../value/read.ts';
import { createAvaErrors } from './ava-errors.ts';
import { READINGS, type Reading } from './place-readings.ts';
import type { Place, Runner } from './places.ts';

/** V8 stands at breakpoints. */
export interface Hit {
  readonly breakpointIds: readonly string[];
  /** How many frames are on the stack. */
  readonly depth: number;
  /** The object that an expression gives on a frame, 0 the innermost. */
  read(frame: number, expression: string): unknown;
  /** Takes the error as thrown right here, unless it is known already. */
  takeAsThrown(error: unknown): void;
}

export interface TestFailuresOptions {
  readonly place: (breakpointId: string) => Place | undefined;
  /** Sets the late places of a runner. */
  readonly setLate: (runner: Runner) => void;
  /** Whether the throw of an error was seen, with a frame of the program. */
  readonly isKnown: (error: unknown) => boolean;
  /** Writes the event of a failed test; gives its id. */
  readonly log: (error: unknown, test: FailedTest) => string;
}

/** Learns from the runners of this thread which tests failed of which errors. */
export interface TestFailures {
  onHit(hit: Hit): void;
}

/** What one attempt of a test failed of. */
interface Attempt {
  readonly key: unknown;
  readonly errors: TestError[];
}

/** Names of suites above a test, and errors of one, are read up to this many. */
const MAX_READ = 50;
const SEPARATOR = ' > ';

/** The failures of tests of this thread. */
export function createTestFailures(options: TestFailuresOptions): TestFailures {
  /** By what the runner keeps of a test: what its last attempt failed of. */
  const attempts = new WeakMap<object, Attempt>();
  /** By an error that a runner made to say more: the error that it replaces. */
  const originals = new WeakMap<object, unknown>();
  const ava = createAvaErrors(options);
  /** Tests that are events already: a test is one event, whatever else goes wrong in it. */
  const logged = new WeakSet<object>();

  return { onHit };

  function onHit(hit: Hit): void {
    for (let i = 0; i < hit.breakpointIds.length; i += 1) {
      const place = options.place(hit.breakpointIds[i] as string);
      if (place !== undefined) onPlace(place, hit);
    }
  }

  function onPlace(place: Place, hit: Hit): void {
    const reading = READINGS[place.name];
    const read = hit.read(0, reading.frame);
    const caller = readCaller(reading, hit);
    if (place.kind === 'origin') onOrigin(read, caller, hit);
    else if (place.kind === 'fail') {
      keep(get(read, 'key') ?? get(caller, 'key'), get(read, 'error'), caller ?? read);
      options.setLate(place.runner);
    } else if (place.name === 'jest:file') logFile(read);
    else if (place.runner === 'node:test') logNodeTest(read);
    else if (place.name === 'ava:test' || place.name === 'ava:hook') logAva(read);
    else if (place.name === 'vitest:test' || place.name === 'vitest:suite') logAttempt(read);
    else log(originalOf(get(read, 'error')), read);
  }

  function onOrigin(read: unknown, caller: unknown, hit: Hit): void {
    const error = get(read, 'error');
    const original = get(read, 'original');
    if (original !== undefined && isObject(error)) originals.set(error, original);
    else hit.takeAsThrown(error);
    if (isObject(caller)) ava.keep(error, caller);
  }

  function originalOf(error: unknown): unknown {
    return (isObject(error) ? originals.get(error) : undefined) ?? error;
  }

  function readCaller({ caller }: Reading, hit: Hit): unknown {
    if (caller === undefined) return undefined;
    for (let i = 1; i < Math.min(4, hit.depth); i += 1) {
      const read = hit.read(i, caller);
      if (isObject(read)) return read;
    }
    return undefined;
  }

  function keep(key: unknown, error: unknown, about: unknown): void {
    if (!isObject(key)) return;
    const attempt = attemptOf(about);
    const before = attempts.get(key);
    const errors = before?.key === attempt ? before.errors : [];
    const failed = isErrorLike(error) || !Array.isArray(error) ? [error] : readList(error);
    for (let i = 0; i < failed.length && errors.length < MAX_READ; i += 1) errors.push(sum(failed[i]));
    attempts.set(key, { key: attempt, errors });
  }

  function sum(error: unknown): TestError {
    return { error, summary: summarizeThrown(error) };
  }

  function logAttempt(read: unknown): void {
    const key = get(read, 'key');
    if (!isObject(key)) return;
    const attempt = attempts.get(key);
    attempts.delete(key);
    if (attempt !== undefined) logAll(attempt.errors, read);
  }

  /** Jest tells of all the tests of a file at once, and of the hooks after them. */
  function logFile(read: unknown): void {
    const tests = readList(get(read, 'tests'), Number.POSITIVE_INFINITY);
    for (let i = 0; i < tests.length; i += 1) {
      const test = tests[i];
      const key = get(test, 'key');
      const kept = isObject(key) ? attempts.get(key) : undefined;
      const pairs = readList(get(test, 'errors'));
      const errors =
        kept !== undefined && kept.key === attemptOf(test)
          ? kept.errors
          : pairs.map((pair) => sum(firstOfPair(pair)));
      logAll(errors, test, get(pairs[0], '1'));
    }
    const unhandled = readList(get(read, 'unhandledErrors'));
    for (let i = 0; i < unhandled.length; i += 1) logAll([sum(firstOfPair(unhandled[i]))], undefined);
  }

  function logNodeTest(read: unknown): void {
    const error = get(read, 'error');
    const type = get(error, 'failureType');
    if (type === 'subtestsFailed' || type === 'cancelledByParent' || get(read, 'isTodo') === true) return;
    log(unwrapNodeTest(error), read);
  }

  /** Node makes an error of its own of whatever a test or hook throws; of a timeout, or a plan that was not kept, there is only Node's. */
  function unwrapNodeTest(error: unknown): unknown {
    const cause = get(error, 'cause');
    const isWrapper = get(error, 'code') === 'ERR_TEST_FAILURE';
    return isWrapper && (isErrorLike(cause) || options.isKnown(cause)) ? cause : error;
  }

  function logAva(read: unknown): void {
    const { error, more } = ava.read(get(read, 'error'));
    log(error, read, more);
  }

  function logAll([first, ...others]: readonly TestError[], about: unknown, maker?: unknown): void {
    if (first === undefined) return;
    log(first.error, about, {
      summary: first.summary,
      isStackRead: true,
      ...(others.length > 0 && { others }),
      ...(maker !== undefined && { maker }),
    });
  }

  function log(error: unknown, about: unknown, more: FailedTest = {}): void {
    const key = get(about, 'key');
    if (isObject(key)) {
      if (logged.has(key)) return;
      logged.add(key);
    }
    const test = nameOf(readList(get(about, 'names')));
    const file = get(about, 'file');
    const line = get(about, 'line');
    options.log(error, {
      ...more,
      ...(test !== undefined && { test }),
      ...(typeof file === 'string' && { file }),
      ...(typeof line === 'number' && { line }),
    });
  }
}

/** Jest keeps an error with another one, made where the test or hook was written. */
function firstOfPair(entry: unknown): unknown {
  if (!Array.isArray(entry) || isProxy(entry)) return entry;
  return get(entry, '0') ?? get(entry, '1');
}

function attemptOf(about: unknown): string {
  return `${String(get(about, 'retry') ?? 0)} ${String(get(about, 'repeat') ?? 0)}`;
}

/** The test's full name, of names that begin with its own; `undefined` where there is none. */
function nameOf(names: readonly unknown[]): SafeText | undefined {
  const texts: string[] = [];
  for (let i = names.length - 1; i >= 0; i -= 1) {
    const name = names[i];
    if (typeof name === 'string' && name !== '') texts.push(name);
  }
  return texts.length === 0 ? undefined : clip(texts.join(SEPARATOR), MAX_STRING_CHARS).text;
}

function get(target: unknown, key: string): unknown {
  return readData(target, key);
}

function readList(list: unknown, max = MAX_READ): unknown[] {
  const items: unknown[] = [];
  const length = get(list, 'length');
  if (typeof length !== 'number') return items;
  for (let i = 0; i < Math.min(length, max); i += 1) items.push(get(list, String(i)));
  return items;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
