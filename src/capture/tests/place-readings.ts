import type { PlaceName } from './places.ts';

/**
 * What is read at a place: an expression for the runner's frame, and one for the frames above it, tried from the nearest until
 * one gives something. Each gives one plain object, or nothing: a result that is an error would have V8 write out its stack, and one
 * that throws would have it make an error. Arrays are filled by index: no method that a program may have replaced is called.
 */
export interface Reading {
  readonly frame: string;
  readonly caller?: string;
}

/** The names of a test and of what it is in, innermost first. */
function namesUp(test: string, name: 'name' | 'title', parent: string, isTop: string): string {
  return `(() => { const names = []; for (let q = ${test}; q && !(${isTop}); q = ${parent}) names[names.length] = q.${name}; return names; })()`;
}

const nodeNames: string = namesUp('this', 'name', 'q.parent', '!q.parent');
const vitestNames = (test: string): string => namesUp(test, 'name', 'q.suite ?? q.parent', 'q === q.file');
const jestNames = (test: string): string => namesUp(test, 'name', 'q.parent', '!q.parent');
const mochaNames: string = namesUp('test', 'title', 'q.parent', 'false');

export const READINGS: Readonly<Record<PlaceName, Reading>> = {
  'node:test': {
    frame: `({ error: this.error, names: ${nodeNames}, file: this.loc?.file, line: this.loc?.line, isTodo: this.isTodo })`,
  },
  'node:hook': { frame: '({ error: this.error, names: [this.name] })' },
  'vitest:fail': {
    frame: '({ error: err, key: result })',
    caller: `(() => { const of = typeof test === 'undefined' || !test?.result ? (typeof suite === 'undefined' ? undefined : suite) : test; return of?.result && { names: ${vitestNames('of')}, file: of.file?.filepath, line: of.location?.line, retry: of.result.retryCount, repeat: of.result.repeatCount }; })()`,
  },
  'vitest:soft': {
    frame: `({ error: err, key: test.result, names: ${vitestNames('test')}, file: test.file?.filepath, line: test.location?.line, retry: test.result?.retryCount, repeat: test.result?.repeatCount })`,
  },
  'vitest:load': { frame: '({ error: e, file: file.filepath })' },
  'vitest:test': {
    frame: `({ key: test.result, names: ${vitestNames('test')}, file: test.file?.filepath, line: test.location?.line, retry: test.result.retryCount, repeat: test.result.repeatCount })`,
  },
  'vitest:suite': {
    frame: `({ key: suite.result, names: ${vitestNames('suite')}, file: suite.file?.filepath ?? suite.filepath })`,
  },
  'jest:file': {
    frame: `(() => { const tests = []; const walk = (block) => { for (let i = 0; i < block.children.length; i++) { const c = block.children[i]; if (c.type === 'describeBlock') walk(c); else if (c.errors.length > 0) tests[tests.length] = { key: c, errors: c.errors, names: ${jestNames('c')}, retry: c.invocations }; } }; walk(describeBlock); return { tests, unhandledErrors }; })()`,
  },
  'jest:error': {
    frame: '({ error: Array.isArray(errors) ? errors[0] ?? errors[1] : errors })',
    caller: `(typeof event !== 'undefined' && event?.test ? { key: event.test, retry: event.test.invocations } : undefined)`,
  },
  'jest:load': {
    frame: `({ error: typeof err === 'undefined' ? error : err, file: typeof path === 'string' ? path : undefined })`,
  },
  'jest:suppressed': { frame: '({ error })' },
  'jest:done': { frame: '({ error: reason })' },
  'mocha:fail': { frame: `({ error: err, key: test, names: ${mochaNames}, file: test.file })` },
  'mocha:done': { frame: '({ error: err })' },
  'mocha:load': { frame: '({ error: err })' },
  'mocha:named': { frame: '({ error: newErrorWithFilename, original: err })' },
  'mocha:worker': { frame: '({ error: err, file: filepath })' },
  'ava:test': {
    frame: '({ error: result.error, names: [result.title], file: this.file })',
  },
  'ava:hook': { frame: '({ error: result.error, names: [result.title], file: this.file })' },
  'ava:assert': {
    frame: '({ error })',
    // The assertion itself, by a name that it alone sees: what it compares is not kept in the error.
    caller: `(typeof assertMessage === 'function' ? { expected: typeof expected === 'undefined' ? undefined : expected, actual: typeof actual === 'undefined' ? undefined : actual } : undefined)`,
  },
  'ava:load': { frame: '({ error, file: options.file })' },
};
