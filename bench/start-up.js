import { addsLessThan, at, compare, environment, interleave, runNode, withFolder } from './harness.js';

const EMPTY = at('bench/programs/empty.cjs');
const LIMIT =
  'V8’s `Debugger.enable` alone is 77 % of the instructions that are added and two thirds of the time: it describes and hashes each of Node’s own ' +
  'modules, and there is no way to attach without. The rest is reading and compiling agentlog’s recorder.';
const preload = (path) => ['--require', path, EMPTY];

/** What recording adds to the life of an empty program, in ms. */
export function run({ quick = false } = {}) {
  return withFolder(async (folder) => {
    const on = environment({ AGENTLOG: 'true', AGENTLOG_DIR: `${folder}/.agentlog` });
    const off = environment();
    const values = await interleave(quick ? 5 : 40, {
      'agentlog preloaded, on': () => runNode(preload(at('dist/preload.cjs')), on).wallMs,
      'agentlog preloaded, off': () => runNode(preload(at('dist/preload.cjs')), off).wallMs,
      'the debugger alone': () => runNode(preload(at('bench/programs/debugger-only.cjs')), off).wallMs,
      'bare node': () => runNode([EMPTY], off).wallMs,
    });
    const sentry = await interleave(quick ? 2 : 12, {
      'Sentry preloaded': () => runNode(preload(at('bench/programs/sentry.cjs')), off).wallMs,
      'agentlog preloaded, on': () => runNode(preload(at('dist/preload.cjs')), on).wallMs,
      'bare node': () => runNode([EMPTY], off).wallMs,
    });
    const question = 'Start-up: an empty program from start to end';
    const about = (measured, against, note) => ({ question, measured, against, unit: 'ms', note });
    return [
      compare(
        values,
        { ...about('agentlog preloaded, on', 'bare node'), limit: LIMIT },
        addsLessThan(15, 'ms'),
      ),
      compare(
        values,
        about(
          'the debugger alone',
          'bare node',
          'the floor: V8 hashes the source of each of Node’s own modules',
        ),
      ),
      compare(
        values,
        about('agentlog preloaded, on', 'the debugger alone', 'the part that is agentlog’s own'),
      ),
      compare(values, about('agentlog preloaded, off', 'bare node')),
      compare(
        sentry,
        about(
          'Sentry preloaded',
          'bare node',
          'it opens a port of the inspector and starts a thread, both after init',
        ),
      ),
      compare(sentry, about('agentlog preloaded, on', 'Sentry preloaded')),
    ];
  });
}
