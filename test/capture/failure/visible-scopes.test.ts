import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CallFrame, Scope, Script } from '../../../src/capture/failure/protocol.ts';
import { pickScopes } from '../../../src/capture/failure/visible-scopes.ts';

const script: Script = { scriptId: '1', url: '/app/a.js', endLine: 20, endColumn: 3, sourceMapURL: '' };
const at = (lineNumber: number, columnNumber: number) => ({ scriptId: '1', lineNumber, columnNumber });

const scope = (type: string, whole = false): Scope => ({
  type,
  object: { type: 'object' },
  startLocation: whole ? at(0, 0) : at(2, 10),
  endLocation: whole ? at(20, 3) : at(5, 1),
});
/** The function that Node wraps around a CommonJS module. */
const wrapper = (type: 'local' | 'closure') => scope(type, true);

/** [the frame, its scopes from the inside out, how many of them are shown, whether the module's body failed]. */
const CASES: readonly (readonly [string, readonly Scope[], number, boolean])[] = [
  ['a function of an ES module', [scope('local'), scope('module'), scope('global')], 1, false],
  [
    'a closure in a block',
    [scope('block'), scope('local'), scope('closure'), scope('module'), scope('global')],
    3,
    false,
  ],
  ['a catch block', [scope('catch'), scope('local'), scope('module'), scope('global')], 2, false],
  ['the body of an ES module', [scope('module'), scope('global')], 1, true],
  ['a block in the body of an ES module', [scope('block'), scope('module'), scope('global')], 2, true],
  ['a function of a CommonJS module', [scope('local'), wrapper('closure'), scope('global')], 1, false],
  ['the body of a CommonJS module', [wrapper('local'), scope('global')], 1, true],
  ['a loop in the body of a CommonJS module', [scope('block'), wrapper('local'), scope('global')], 2, true],
  ['the top level of a script', [scope('script'), scope('global')], 1, true],
  ['a function of a script', [scope('local'), scope('script'), scope('global')], 1, false],
  ['a with statement', [scope('with'), scope('local'), wrapper('closure'), scope('global')], 2, false],
  ['no scopes', [], 0, false],
  ['the global scope alone', [scope('global')], 0, false],
];

const between = (type: string, start: readonly [number, number], end: readonly [number, number]): Scope => ({
  type,
  object: { type: 'object' },
  startLocation: at(...start),
  endLocation: at(...end),
});
/** As vitest compiles a module: a function and a block stand before its text, and are taken off the first line's columns. */
const vitest: Script = { ...script, startColumn: -209 };
const vitestVariables = between('block', [0, -1], [20, 1]);
const vitestFunction = between('local', [0, -196], [20, 3]);
const vitestClosure = between('block', [0, -209], [0, -209]);
/** As jest 29 does: the wrapper's length is added, and `}});` stands behind. */
const jest: Script = { ...script, startColumn: 82 };

/** As tsx compiles CommonJS: a function that begins behind `__filename="/app/a b.ts";(`, in Node's own. */
const tsx: Script = { ...script, url: 'file:///app/a%20b.ts?x=1' };
const tsxFunction = (type: 'local' | 'closure', column = 26) => between(type, [0, column], [18, 1]);
/** What V8 says of a loop's block at the top of such a module: the place of the function around it. */
const tsxLoop = between('block', [0, 26], [18, 1]);

/** [the script, the scopes of a frame, how many of them are shown, whether the module's body failed]. */
const WRAPPED: readonly (readonly [string, Script, readonly Scope[], number, boolean])[] = [
  [
    'the body of a module in vitest',
    vitest,
    [scope('block'), vitestVariables, vitestFunction, scope('global')],
    2,
    true,
  ],
  [
    'a function on the first line of a module in vitest',
    vitest,
    [between('local', [0, 30], [0, 60]), between('closure', [0, -196], [20, 3]), scope('global')],
    1,
    false,
  ],
  [
    'a block before the first column of a script in no wrapper',
    script,
    [between('block', [0, -1], [20, 1]), scope('local'), scope('global')],
    2,
    false,
  ],
  [
    'a function of a module in tsx',
    tsx,
    [scope('local'), tsxFunction('closure'), wrapper('closure'), scope('global')],
    1,
    false,
  ],
  [
    'a function in a loop of a module in tsx',
    tsx,
    [scope('local'), tsxLoop, tsxFunction('closure'), wrapper('closure'), scope('global')],
    2,
    false,
  ],
  ['the body of a module in tsx', tsx, [tsxFunction('local'), wrapper('closure'), scope('global')], 1, true],
  [
    'a function of a module in tsx, named by its path',
    { ...tsx, url: '/app/a b.ts' },
    [scope('local'), tsxFunction('closure'), wrapper('closure'), scope('global')],
    1,
    false,
  ],
  [
    'a function in one that the program puts on its first line',
    tsx,
    [scope('local'), tsxFunction('closure', 20), wrapper('closure'), scope('global')],
    2,
    false,
  ],
  [
    'a function in one that begins as in tsx, of a script whose name is no path',
    { ...tsx, url: 'file://app/%' },
    [scope('local'), tsxFunction('closure'), wrapper('closure'), scope('global')],
    2,
    false,
  ],
  [
    'a function of a module in jest 29',
    jest,
    [scope('local'), between('closure', [0, 113], [20, 0]), scope('global')],
    1,
    false,
  ],
  ['the body of a module in jest 29', jest, [between('local', [0, 113], [20, 0]), scope('global')], 1, true],
  [
    'a function on the first line of a module in jest 29',
    jest,
    [between('local', [0, 190], [6, 1]), between('closure', [0, 113], [20, 0]), scope('global')],
    1,
    false,
  ],
];

describe('the scopes that are shown of', () => {
  for (const [title, scopeChain, shown, isModuleBody] of CASES) {
    test(title, () => {
      const frame = { functionName: 'f', scopeChain } as unknown as CallFrame;
      assert.deepEqual(pickScopes(frame, script), { scopes: scopeChain.slice(0, shown), isModuleBody });
    });
  }

  for (const [title, wrapped, scopeChain, shown, isModuleBody] of WRAPPED) {
    test(title, () => {
      const frame = { functionName: 'f', scopeChain } as unknown as CallFrame;
      assert.deepEqual(pickScopes(frame, wrapped), { scopes: scopeChain.slice(0, shown), isModuleBody });
    });
  }

  for (const [title, around] of [
    ['a function of a module in vitest', [vitestClosure]],
    ['a function in a loop of a module in vitest', [vitestClosure, vitestClosure]],
    ['a function in blocks of a module in vitest', [scope('closure'), vitestClosure, vitestClosure]],
  ] as const) {
    test(`${title}: all, and the outermost may be the module’s`, () => {
      const shown = [scope('local'), ...around];
      for (const outer of [[], [between('closure', [0, -196], [20, 3])]]) {
        const frame = { functionName: 'f', scopeChain: [...shown, ...outer, scope('global')] };
        const picked = pickScopes(frame as unknown as CallFrame, vitest);
        assert.deepEqual(picked, { scopes: shown, isModuleBody: false, unplaced: vitestClosure });
      }
    });
  }

  test('an ES module without variables: none, and its body failed', () => {
    const frame = { functionName: '', functionLocation: at(0, 0), scopeChain: [scope('global')] };
    assert.deepEqual(pickScopes(frame as unknown as CallFrame, script), { scopes: [], isModuleBody: true });
  });

  test('a module whose script V8 did not name: no scope is taken for the module’s', () => {
    const frame = { functionName: 'f', scopeChain: [wrapper('local'), scope('global')] };
    assert.equal(pickScopes(frame as unknown as CallFrame, undefined).isModuleBody, false);
  });
});
