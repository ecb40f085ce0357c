import fc from 'fast-check';

/**
 * fast-check, with the same cases in every run of the suite, so that a change is what makes a property fail.
 * `AGENTLOG_TEST_SEED` gives others: a number, or `any` for new ones each time; a failure prints the seed that repeats it.
 */
const { AGENTLOG_TEST_SEED: seed = '1' } = process.env;
if (seed !== 'any') fc.configureGlobal({ seed: Number(seed) });

export { fc };
