import { bin, type HostRow } from './host-row.ts';

const CATCHES = 'the tool catches its errors itself, tells of them and sets its exit code';

/** Packages that are commands: bundlers, a compiler, linters, a test runner, a package manager. */
export const toolRows: readonly HostRow[] = [
  {
    title: 'rollup bundles with a plugin and tells of what is missing',
    program: 'rollup',
    words: [bin('rollup', 'dist/bin/rollup'), '-c'],
    exitCode: 0,
    says: /modules: 3.*missing is not exported/s,
    failures: [],
    because: 'nothing fails',
  },
  {
    title: 'rollup fails where a plugin refuses a module',
    program: 'rollup',
    words: [bin('rollup', 'dist/bin/rollup'), '-c', '--configEntry', 'broken'],
    exitCode: 1,
    says: /refused by count-modules/,
    failures: [],
    because: CATCHES,
  },
  {
    title: 'webpack builds, fails to build, and passes on the error of a plugin',
    program: 'webpack',
    words: ['node', 'build.cjs'],
    exitCode: 1,
    says: /compiled successfully.*cannot shout be quiet.*Can't resolve '\.\/missing\.js'/s,
    failures: [
      {
        error: 'Error: too large: .js',
        at: 'build.cjs <anonymous>',
        locals: { name: 'main.js', limits: { js: 10 } },
      },
    ],
  },
  {
    title: 'concurrently runs three programs one by one, two of which fail',
    program: 'concurrently',
    words: [
      bin('concurrently', 'dist/bin/index.js'),
      '--max-processes=1',
      ...['node first.mjs', 'node second.mjs', 'node third.mjs'],
    ],
    exitCode: 1,
    says: /line 299 of first.*only 2 left.*third\.mjs exited with code 3/s,
    failures: [{ error: 'Error: only 2 left', at: 'second.mjs charge', locals: { account: { balance: 2 } } }],
  },
  {
    title: 'jasmine runs specs that fail, throw, reject and fail too late',
    program: 'jasmine',
    words: [bin('jasmine', 'bin/jasmine.js')],
    exitCode: 3,
    says: /7 specs, 4 failures, 1 pending spec/,
    // The spec that throws while it runs is caught by jasmine; the one that throws too late is not.
    failures: [
      {
        error: "TypeError: Cannot read properties of undefined (reading 'price')",
        at: 'spec/cart.spec.js <anonymous>',
        locals: { sum: 0, line: 'undefined' },
      },
    ],
  },
  {
    title: 'tsc finds type errors and writes what it compiled',
    program: 'tsc',
    words: [bin('typescript', 'bin/tsc'), '-p', '.'],
    exitCode: 2,
    says: /TS2322.*TS2307/s,
    failures: [],
    because: 'tsc throws nothing that surfaces',
  },
  {
    title: 'eslint finds what its rules forbid',
    program: 'eslint',
    words: [bin('eslint', 'bin/eslint.js'), '--fix', 'src'],
    exitCode: 1,
    says: /LOUD is shouted.*Parsing error/s,
    failures: [],
    because: CATCHES,
  },
  {
    title: 'eslint tells of a rule that throws',
    program: 'eslint',
    words: [bin('eslint', 'bin/eslint.js'), 'src/a.js'],
    env: { RULE_FAILS: '1' },
    exitCode: 2,
    says: /a rule met boom/,
    failures: [],
    because: CATCHES,
  },
  {
    title: 'prettier checks files of five languages, one of which does not parse',
    program: 'prettier',
    words: [bin('prettier', 'bin/prettier.cjs'), '--check', '.'],
    exitCode: 2,
    says: /src\/page\.md.*SyntaxError/s,
    failures: [],
    because: CATCHES,
  },
  {
    title: 'prettier writes files of five languages, one of which does not parse',
    program: 'prettier',
    words: [bin('prettier', 'bin/prettier.cjs'), '--write', '.'],
    exitCode: 2,
    says: /fine\.js \d+ms \(unchanged\).*SyntaxError/s,
    failures: [],
    because: CATCHES,
  },
  {
    title: 'pnpm installs a folder without a network, and runs a script that fails',
    program: 'pnpm',
    words: [
      'sh',
      '-c',
      '"$0" install --offline --reporter=silent; "$0" run say hello; "$0" run fail',
      bin('pnpm', 'bin/pnpm.cjs'),
    ],
    exitCode: 1,
    says: /say hello.*ELIFECYCLE/s,
    failures: [
      {
        error: "TypeError: Cannot read properties of null (reading 'price')",
        at: 'fail.cjs checkOut',
        locals: { lines: [{ price: 1 }, null] },
      },
    ],
  },
  {
    title: 'pnpm packs a package',
    program: 'pnpm',
    words: [bin('pnpm', 'bin/pnpm.cjs'), '-C', 'dep', 'pack'],
    exitCode: 0,
    says: /dep-2\.0\.0\.tgz/,
    failures: [],
    because: 'nothing fails',
  },
];
