import { testNodeVersion } from '../run-node.ts';
import type { HostRow } from './host-row.ts';

const [major] = testNodeVersion;

/** The error that surfaces is a copy that a pool made of what another thread sent. */
const A_COPY = 'no throw of it was seen with a frame of the program on the stack';

/** Packages that are imported: servers, streams, pools, templates. */
export const packageRows: readonly HostRow[] = [
  {
    title: 'express answers, streams and reports errors as without agentlog',
    program: 'express',
    words: ['node', 'main.mjs'],
    exitCode: 1,
    says: /no order 8.*chunks 8890/s,
    failures: [
      {
        error: "TypeError: Cannot read properties of null (reading 'price')",
        at: 'main.mjs total',
        locals: { line: 'null', sum: 3, order: { id: 7, lines: [{ price: 3 }, null] } },
      },
    ],
  },
  {
    title: 'fastify validates, injects and refuses a plugin as without agentlog',
    program: 'fastify',
    words: ['node', 'main.mjs'],
    exitCode: 1,
    says: /FST_ERR_VALIDATION.*no shelf 4/s,
    failures: [
      { error: 'Error: no shelf 4', at: 'main.mjs stockPlugin', locals: { shelf: 4, options: { shelf: 4 } } },
    ],
  },
  {
    title: 'ws carries a thousand messages and one that ends the process',
    program: 'ws',
    words: ['node', 'main.mjs'],
    exitCode: 1,
    says: /401.*echoed 500 124750/s,
    failures: [
      {
        error: 'SyntaxError: Unexpected end of JSON input',
        at: 'main.mjs read',
        locals: { message: '{"half":', size: 8 },
      },
    ],
  },
  {
    title: 'tar and csv-parse stream many chunks, and a row is refused',
    program: 'streams',
    words: ['node', 'main.mjs'],
    exitCode: 1,
    says: /entries 60 60.*rows 5000.*CSV_RECORD/s,
    failures: [
      {
        error: 'TypeError: count of b is no number',
        at: 'main.mjs <anonymous>',
        locals: { count: 'NaN', line: { sku: 'b', count: 'many' } },
      },
    ],
  },
  {
    title: 'piscina runs tasks in threads that fail, exit and are aborted',
    program: 'pools',
    words: ['node', 'piscina.mjs'],
    exitCode: 1,
    says: /worker exited with code: 4.*AbortError.*-7 is too small/s,
    failures: [{ error: 'RangeError: -7 is too small', at: 'task.mjs task', missing: A_COPY }],
  },
  {
    title: 'workerpool runs methods in processes and threads that fail and time out',
    program: 'pools',
    words: ['node', 'workerpool.cjs'],
    exitCode: 1,
    says: /process .*timed out.*thread .*timed out/s,
    failures: [
      {
        error: 'Error: -3 is too small',
        at: `worker.cjs ${major < 24 ? 'Function.check' : 'check'}`,
        missing: A_COPY,
      },
    ],
  },
  {
    title: 'handlebars compiles templates, and helpers throw in them',
    program: 'templates',
    words: ['node', 'handlebars.cjs'],
    exitCode: 1,
    says: /Parse error.*The partial nowhere/s,
    failures: [
      {
        error: 'Error: no price for c',
        at: 'handlebars.cjs <anonymous>',
        locals: { line: { sku: 'c', price: null } },
      },
    ],
  },
  {
    title: 'ejs rewrites the messages of errors in its templates',
    program: 'templates',
    words: ['node', 'ejs.cjs'],
    exitCode: 1,
    says: /while compiling ejs.*nowhere is not defined/s,
    failures: [
      {
        error: 'TypeError: list.ejs:3',
        at: '"list.ejs" <anonymous>',
        locals: { line: { price: '4' }, __line: 3, lines: [{ price: 3 }, { price: '4' }] },
      },
    ],
  },
];
