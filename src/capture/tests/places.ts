import { exec } from '../../base/held.ts';

/**
 * A place in a test runner's own code at which it deals with an error: `origin`, where it records one that nobody threw, the test's
 * frame still on the stack; `fail`, where an attempt fails, which may be tried again; `final`, where a failed test is over.
 */
export interface Place {
  readonly name: PlaceName;
  readonly runner: Runner;
  readonly kind: 'origin' | 'fail' | 'final';
  /** The script that it stands in, by its url. */
  readonly url: RegExp;
  /** In the script's text; the end of the match is the place. */
  readonly at: RegExp;
  /** A text that only the script with the place holds, where several go by that url: without a match there the version is not known. */
  readonly sign?: string;
  /** V8 stops there only if this expression is true. It costs every passing test about 0.15 ms. */
  readonly condition?: string;
  /** It is of use after a `fail` of this runner only: then it is set, so that passing tests are not slowed down. */
  readonly isLate?: true;
}

export type Runner = 'node:test' | 'vitest' | 'jest' | 'mocha' | 'ava';

export type PlaceName =
  | 'node:test'
  | 'node:hook'
  | 'vitest:fail'
  | 'vitest:soft'
  | 'vitest:load'
  | 'vitest:test'
  | 'vitest:suite'
  | 'jest:file'
  | 'jest:error'
  | 'jest:load'
  | 'jest:suppressed'
  | 'jest:done'
  | 'mocha:fail'
  | 'mocha:done'
  | 'mocha:load'
  | 'mocha:named'
  | 'mocha:worker'
  | 'ava:test'
  | 'ava:hook'
  | 'ava:assert'
  | 'ava:load';

/** Whether a script may be a test runner's. It is asked of every script that a program loads. */
export function isRunnerScript(url: string): boolean {
  return exec(RUNNER_SCRIPT, url) !== null;
}

const RUNNER_SCRIPT =
  /^node:internal\/test_runner\/test$|[\\/]node_modules[\\/](?:vitest[\\/]dist|@vitest[\\/](?:runner|expect)[\\/]dist|(?:jest-circus|jest-runner|expect)[\\/]build|mocha[\\/]lib|ava[\\/]lib)[\\/]/;

const NODE_TEST = /^node:internal\/test_runner\/test$/;
const VITEST = /[\\/](?:vitest|@vitest[\\/]runner)[\\/]dist[\\/](?!.*cli-api)/;
const JEST_CIRCUS = /[\\/]jest-circus[\\/]build[\\/](?:jestAdapterInit|utils|formatNodeAssertErrors)\.js$/;
/** Whether a test of the file, or a hook, has an error. */
const JEST_FILE_FAILED = `unhandledErrors.length > 0 || (function fails(block) { for (let i = 0; i < block.children.length; i++) { const c = block.children[i]; if (c.type === 'describeBlock' ? fails(c) : c.errors.length > 0) return true; } return false; })(describeBlock)`;
const VITEST_SIGN = '"test-retried"';

/**
 * The places of every runner, as they stand in Node 20, 22, 24 and 26, vitest 4.1 and 5.1, jest 29.7 and 30.5, mocha 11.8
 * and 12.0, ava 7.0 and 8.1: one pattern for all of them, and for what tsx, which prints a script anew without spaces, makes
 * of mocha's and ava's. `test/capture/tests/places.test.ts` holds them against what is installed.
 */
export const PLACES: readonly Place[] = [
  {
    // Test.report: the branch of a test that did not pass.
    name: 'node:test',
    runner: 'node:test',
    kind: 'final',
    url: NODE_TEST,
    sign: '',
    at: / {2}report\(\) \{[\s\S]*?\} else \{\s+(?=this\.reporter\.fail\()/,
  },
  {
    // TestHook.postRun: a hook of the file, which belongs to no suite.
    name: 'node:hook',
    runner: 'node:test',
    kind: 'final',
    url: NODE_TEST,
    at: / {2}postRun\(\) \{(?:(?!\n {2}\}\n)[\s\S])*?this\.endTime \?\?= hrtime\(\);\s+(?=parent\.reporter\.fail\()/,
  },
  {
    // failTask, below what a skipped or aborted test leaves through.
    name: 'vitest:fail',
    runner: 'vitest',
    kind: 'fail',
    url: VITEST,
    at: /function failTask\(result, err, diffOptions\) \{[\s\S]*?(?=result\.state = "fail";)/,
    sign: VITEST_SIGN,
  },
  {
    // Each error of `expect.soft`.
    name: 'vitest:soft',
    runner: 'vitest',
    kind: 'fail',
    url: /[\\/](?:vitest|@vitest[\\/]expect)[\\/]dist[\\/](?!.*cli-api)/,
    at: /function handleTestError\(test, err\) \{\s+(?=test\.result)/,
  },
  {
    // A test file whose own code fails.
    name: 'vitest:load',
    runner: 'vitest',
    kind: 'final',
    url: VITEST,
    at: /catch \(e\) \{\s+(?=(?:const errors = e instanceof AggregateError|file\.result = \{\s+state: "fail"))/,
    sign: VITEST_SIGN,
  },
  {
    name: 'vitest:test',
    runner: 'vitest',
    kind: 'final',
    url: VITEST,
    at: /await runner\.onAfterRunTask\?\.\(test\);\s+(?=updateTask\("test-finished", test, runner\))/,
    sign: VITEST_SIGN,
    condition: `test.result.state === 'fail'`,
    isLate: true,
  },
  {
    // Hooks around a suite.
    name: 'vitest:suite',
    runner: 'vitest',
    kind: 'final',
    url: VITEST,
    at: /await runner\.onAfterRunSuite\?\.\(suite\);\s+(?=updateTask\("suite-finished", suite, runner\))/,
    sign: VITEST_SIGN,
    condition: `suite.result.state === 'fail'`,
    isLate: true,
  },
  {
    // Met once a test file, when all of its tests are over; a file whose tests passed is passed by.
    name: 'jest:file',
    runner: 'jest',
    kind: 'final',
    url: JEST_CIRCUS,
    at: /const makeRunResult = \(describeBlock, unhandledErrors\) => (?:\{\s+)?(?=const|\(\{)/,
    sign: 'makeRunResult = ',
    condition: JEST_FILE_FAILED,
  },
  {
    // A failure of node:assert is replaced by its message here; the error itself is lost afterwards.
    name: 'jest:error',
    runner: 'jest',
    kind: 'fail',
    url: JEST_CIRCUS,
    at: /(?:const|function) formatNodeAssertErrors\b[\s\S]{0,200}?event\.test\.errors\.map\(errors => \{\s+(?:let error;\s+)?(?=if)/,
  },
  {
    // A test file that does not parse, or whose own code fails.
    name: 'jest:load',
    runner: 'jest',
    kind: 'final',
    url: /[\\/]jest-runner[\\/]build[\\/](?:index|testWorker|runTest)\.js$/,
    at: /catch \((?:err|error)\) \{\s+\/\/ Access (?:all stacks|stack) before uninstalling sourcemaps\s+/,
  },
  {
    // What a matcher keeps for later instead of throwing it: a snapshot that does not match.
    name: 'jest:suppressed',
    runner: 'jest',
    kind: 'origin',
    url: /[\\/]expect[\\/]build[\\/]index\.js$/,
    at: /throw error;\s+\} else \{\s+(?=\(0, _jestMatchersObject\.getState\)\(\)\.suppressedErrors\.push\(error\))/,
  },
  {
    name: 'jest:done',
    runner: 'jest',
    kind: 'origin',
    url: JEST_CIRCUS,
    at: /const done = reason => \{[\s\S]{0,900}?testOrHook\.seenDone = true;\s+\}\s+(?:\/\/[^\n]*\s+)?(?=Promise\.resolve\(\)\.then)/,
    condition: 'reason',
  },
  {
    // Runner.fail: a failed attempt that is tried again never comes here.
    name: 'mocha:fail',
    runner: 'mocha',
    kind: 'final',
    url: /[\\/]mocha[\\/]lib[\\/]runner\.c?js$/,
    // In parallel, what comes to the main process is a copy of a worker's error.
    condition: `typeof this._workerReporter === 'undefined'`,
    at: /Runner\.prototype\.fail\s*=\s*function\s*\(test,\s*err,\s*force\)\s*\{[\s\S]*?(?=\+\+this\.failures)/,
    sign: '',
  },
  {
    name: 'mocha:done',
    runner: 'mocha',
    kind: 'origin',
    url: /[\\/]mocha[\\/]lib[\\/]runnable\.c?js$/,
    at: /function\s*\(err\)\s*\{\s*if\s*\(\s*err instanceof Error[^{]*\{\s*(?=return done\(err\))/,
  },
  {
    // The run is given up: a test file failed while it was loaded.
    name: 'mocha:load',
    runner: 'mocha',
    kind: 'final',
    url: /[\\/]mocha[\\/]lib[\\/]cli[\\/]run\.c?js$/,
    at: /catch\s*\(err\)\s*\{\s*(?=console\.error\(["']\\n Exception during run:)/,
  },
  {
    // A SyntaxError that does not name its file is replaced by another one.
    name: 'mocha:named',
    runner: 'mocha',
    kind: 'origin',
    url: /[\\/]mocha[\\/]lib[\\/]nodejs[\\/]esm-utils\.c?js$/,
    at: /newErrorWithFilename\.stack\s*=[^;]*;\s*(?=throw newErrorWithFilename)/,
  },
  {
    // A test file that does not load in a worker, which gives the main process a copy of the error.
    name: 'mocha:worker',
    runner: 'mocha',
    kind: 'final',
    url: /[\\/]mocha[\\/]lib[\\/]nodejs[\\/]worker\.c?js$/,
    at: /catch\s*\(err\)\s*\{\s*(?=debug\(["']run\(\): could not load file)/,
  },
  {
    name: 'ava:test',
    runner: 'ava',
    kind: 'final',
    url: /[\\/]ava[\\/]lib[\\/]runner\.js$/,
    at: /(?=this\.emit\(['"]stateChange['"],\s*\{\s*type:\s*['"]test-failed)/,
    sign: '',
  },
  {
    name: 'ava:hook',
    runner: 'ava',
    kind: 'final',
    url: /[\\/]ava[\\/]lib[\\/]runner\.js$/,
    at: /(?=this\.emit\(['"]stateChange['"],\s*\{\s*type:\s*['"]hook-failed)/,
  },
  {
    // An assertion of ava's is recorded; what it throws, if anything, is not the error.
    name: 'ava:assert',
    runner: 'ava',
    kind: 'origin',
    url: /[\\/]ava[\\/]lib[\\/]test\.js$/,
    at: /\bsaveFirstError\(error\)\s*\{\s*(?=this\.assertError)/,
  },
  {
    // A test file that does not parse, or whose own code fails.
    name: 'ava:load',
    runner: 'ava',
    kind: 'final',
    url: /[\\/]ava[\\/]lib[\\/]worker[\\/]base\.js$/,
    at: /missing-ava-import['"]\s*\}\);\s*forceExit\(\);?\s*\}\s*\}\s*catch\s*\(error\)\s*\{\s*(?=channel\.send)/,
  },
];
