import { testNodeVersion } from '../run-node.ts';
import type { HostRow } from './host-row.ts';

const [major] = testNodeVersion;
const PERMISSION = major < 24 ? '--experimental-permission' : '--permission';

const RESTRICTED = `Error: Access to this API has been restricted${
  major < 22 ? '' : '. Use --allow-fs-write to manage permissions.'
}`;

/** V8 has one state of pausing for all sessions of a thread: the program's own has turned it off. */
const UNSEEN = 'no throw of it was seen with a frame of the program on the stack';

/** Programs that look at, or change, what agentlog itself works with. */
export const specialRows: readonly HostRow[] = [
  {
    title: 'a program debugs and profiles itself',
    program: 'special',
    words: ['node', 'own-inspector.mjs'],
    exitCode: 1,
    says: /6 is odd|5 is odd/,
    failures: [{ error: 'RangeError: 7 is odd', at: 'own-inspector.mjs half', missing: UNSEEN }],
  },
  {
    title: 'a program opens a port for a debugger and closes it again',
    program: 'special',
    words: ['node', 'opened-inspector.cjs'],
    exitCode: 1,
    says: /ws:/,
    failures: [{ error: 'RangeError: 9 is odd', at: 'opened-inspector.cjs half', locals: { n: 9 } }],
  },
  {
    title: 'a program counts its async resources by async_hooks',
    program: 'special',
    words: ['node', 'async-hooks.cjs'],
    exitCode: 1,
    says: /init Timeout/,
    failures: [{ error: 'Error: user 7', at: 'async-hooks.cjs fail', locals: { user: 7 } }],
  },
  {
    title: 'a program listens to the diagnostics channels of http and fetch',
    program: 'special',
    words: ['node', 'diagnostics-channel.mjs'],
    exitCode: 1,
    says: /undici:request:create/,
    failures: [
      {
        error: "TypeError: Cannot read properties of undefined (reading 'length')",
        at: 'diagnostics-channel.mjs <anonymous>',
        locals: { lines: 'undefined', order: {} },
      },
    ],
  },
  {
    title: "a program looks at Node's internals by process.binding",
    program: 'special',
    words: ['node', '--pending-deprecation', 'process-binding.cjs'],
    exitCode: 1,
    says: /No such module/,
    failures: [{ error: 'Error: not today', at: 'process-binding.cjs check', locals: { strict: true } }],
  },
  {
    title: 'a program has an Error.prepareStackTrace of its own',
    program: 'special',
    words: ['node', 'prepare-stack-trace.cjs'],
    exitCode: 1,
    says: /TypeError of a in/,
    failures: [
      { error: 'TypeError: no part', at: 'prepare-stack-trace.cjs part', locals: { name: 'surfacing' } },
    ],
  },
  {
    title: 'a program runs with --frozen-intrinsics',
    program: 'special',
    words: ['node', '--frozen-intrinsics', 'frozen-intrinsics.mjs'],
    exitCode: 1,
    says: /true/,
    failures: [
      {
        error: 'Error: no count: c',
        at: 'frozen-intrinsics.mjs read',
        locals: { line: 'c', count: 'undefined' },
      },
    ],
  },
  {
    title: 'a program runs with --disallow-code-generation-from-strings',
    program: 'special',
    words: ['node', '--disallow-code-generation-from-strings', 'no-code-generation.cjs'],
    exitCode: 1,
    says: /EvalError/,
    failures: [
      {
        error: "TypeError: Cannot read properties of null (reading 'price')",
        at: 'no-code-generation.cjs <anonymous>',
        locals: { sum: 1, line: 'null' },
      },
    ],
  },
  {
    title: 'a program runs under the permission model, may read all and write its log',
    program: 'special',
    words: [
      'sh',
      '-c',
      `exec node ${PERMISSION} --allow-fs-read='*' --allow-fs-write="$PWD/../.agentlog/*" permission.cjs`,
    ],
    env: { AGENTLOG_DEBUG: '0' },
    exitCode: 1,
    says: /ERR_ACCESS_DENIED/,
    failures: [{ error: RESTRICTED, at: 'permission.cjs store', missing: 'this process has no inspector' }],
  },
  {
    title: 'a program runs under the permission model and may write nothing',
    program: 'special',
    words: ['node', PERMISSION, '--allow-fs-read=*', 'permission.cjs'],
    env: { AGENTLOG_DEBUG: '0' },
    exitCode: 1,
    says: /ERR_ACCESS_DENIED/,
    failures: [],
    because: 'the log cannot be written, and agentlog says so',
    tells: /^agentlog: 1 event could not be written to .*: Access to this API has been restricted/,
  },
  {
    title: 'node --watch runs a program again, which then fails',
    program: 'special',
    words: ['node', 'watch.mjs'],
    exitCode: 0,
    says: /size 2 is too large/,
    failures: [{ error: 'Error: size 2 is too large', at: 'watched.mjs apply', locals: { size: 2 } }],
  },
  {
    title: 'a cluster replaces a process that failed',
    program: 'special',
    words: ['node', 'cluster.cjs'],
    exitCode: 5,
    says: /ended true 1/,
    failures: [
      {
        error: "TypeError: Cannot read properties of null (reading 'id')",
        at: 'cluster.cjs take',
        locals: { message: { order: null }, order: 'null' },
      },
    ],
  },
  {
    title: 'a program runs code in vm contexts',
    program: 'special',
    words: ['node', 'contexts.cjs'],
    exitCode: 1,
    says: /ERR_SCRIPT_EXECUTION_TIMEOUT/,
    failures: [
      {
        error: "TypeError: Cannot read properties of null (reading 'price')",
        at: 'cart.js total',
        locals: { sum: 1, line: 'null' },
      },
    ],
  },
  {
    title: 'a program freezes all built-ins',
    program: 'special',
    words: ['node', 'frozen-globals.mjs'],
    exitCode: 1,
    says: /true true true/,
    failures: [{ error: 'RangeError: 4 of 3', at: 'frozen-globals.mjs take', locals: { n: 4 } }],
  },
  {
    title: 'a program has patched fetch, process.stdout.write and what else agentlog could use',
    program: 'special',
    words: ['node', 'patched.mjs'],
    exitCode: 1,
    says: /> hello/,
    failures: [{ error: 'RangeError: 9 is odd', at: 'patched.mjs half', locals: { n: 9 } }],
  },
];
