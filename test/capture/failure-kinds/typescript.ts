import { type ExpectedFailure, float, int, noSuch, object, type Row, str } from './row.ts';

const ORDER: ExpectedFailure = {
  error: noSuch('net'),
  in: 'total',
  file: 'order.ts',
  locals: { item: object({ name: 'ink' }), rate: float(1.5), sum: int(3) },
  this: { t: 'Order', v: { items: [{ name: 'pen', price: 'Object {…}' }, { name: 'ink' }] } },
};
const FIRST_ROW: ExpectedFailure = {
  error: noSuch('rows'),
  in: 'firstRow',
  file: 'order-async.ts',
  locals: { sql: str('select 1'), reply: object({ status: 8 }) },
};

/** The same two TypeScript programs in the ways that they can be run. */
export const typescript: readonly Row[] = [
  { title: 'compiled by tsc, with a source map beside it', program: 'tsc/order.js', failures: [ORDER] },
  {
    title: 'compiled by tsc, an async function',
    program: 'tsc/order-async.js',
    failures: [FIRST_ROW],
  },
  {
    title: 'compiled by tsc, under --enable-source-maps',
    program: 'tsc/order.js',
    nodeArgs: ['--enable-source-maps'],
    failures: [ORDER],
  },
  { title: 'compiled with a source map in the file', program: 'inline/order.mjs', failures: [ORDER] },
  {
    title: 'compiled with a source map in the file, an async function',
    program: 'inline/order-async.mjs',
    failures: [FIRST_ROW],
  },
  {
    title: 'bundled, and minified to one line',
    program: 'bundle/order.cjs',
    failures: [ORDER],
  },
  {
    title: 'run by node --import tsx',
    program: 'order.ts',
    nodeArgs: ['--import', 'tsx'],
    failures: [ORDER],
  },
  {
    title: 'run by node --import tsx, an async function',
    program: 'order-async.ts',
    nodeArgs: ['--import', 'tsx'],
    failures: [FIRST_ROW],
  },
  {
    title: 'run by the tsx command',
    program: 'order.ts',
    args: ['node_modules/tsx/dist/cli.mjs', 'order.ts'],
    failures: [ORDER],
  },
  { title: 'run by Node’s own type stripping', program: 'order.ts', minNode: [22, 18], failures: [ORDER] },
  {
    title: 'run by Node’s own type stripping, an async function',
    program: 'order-async.ts',
    minNode: [22, 18],
    failures: [FIRST_ROW],
  },
];
