import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findFailurePoint, isProgramFile, isProgramUrl } from '../../../src/capture/failure/program-frame.ts';
import type { CallFrame, Script } from '../../../src/capture/failure/protocol.ts';

const OWN = '/lib/agentlog/dist';

const URLS: readonly (readonly [string, boolean])[] = [
  ['/app/src/a.js', true],
  ['file:///app/src/a.mjs', true],
  ['C:\\app\\a.js', true],
  ['[eval]', true],
  ['evalmachine.<anonymous>', true],
  ['/app/my_node_modules/a.js', true],
  ['/app/node_modules/lib/a.js', false],
  ['file:///app/node_modules/lib/a.js', false],
  ['C:\\app\\node_modules\\lib\\a.js', false],
  ['node:fs', false],
  ['node:internal/process/promises', false],
  [`${OWN}/recorder.cjs`, false],
  [`file://${OWN}/index.js`, false],
];

describe('a script is the program’s', () => {
  for (const [url, isProgram] of URLS) {
    test(`${url}: ${isProgram ? 'yes' : 'no'}`, () => assert.equal(isProgramUrl(url, OWN), isProgram));
  }
});

describe('the program begins with a file of its own', () => {
  for (const [url, isProgram] of URLS) {
    const begins = isProgram && url !== 'evalmachine.<anonymous>';
    test(`${url}: ${begins ? 'yes' : 'no'}`, () => assert.equal(isProgramFile(url, OWN), begins));
  }
  test('wasm://wasm/f231682e: no', () => assert.equal(isProgramFile('wasm://wasm/f231682e', OWN), false));
});

/** [what the stack is, its scripts from the inside out (a nameless one is ''), the frame whose variables tell, the one that names the place]. */
const STACKS: readonly (readonly [string, readonly string[], number, number])[] = [
  ['the program alone', ['/app/a.js', '/app/b.js'], 0, 0],
  ['an assertion of Node', ['node:assert', 'node:assert', '/app/a.js'], 2, 2],
  ['a package', ['/app/node_modules/x/i.js', '/app/a.js'], 1, 1],
  ['a package that calls back', ['/app/cb.js', '/app/node_modules/x/i.js', '/app/a.js'], 0, 0],
  ['eval of the program', ['', '/app/a.js'], 0, 1],
  ['eval in eval', ['', '', '/app/a.js'], 0, 2],
  ['a compiled template of a package', ['', '/app/node_modules/x/i.js', '/app/a.js'], 2, 2],
  ['Node alone', ['node:fs', 'node:internal'], 0, 0],
  ['nameless code alone', ['', ''], 0, 0],
];

describe('the failure point of a stack', () => {
  for (const [title, urls, frame, place] of STACKS) {
    test(title, () => {
      const frames = urls.map((_, i) => ({ location: { scriptId: String(i) } }) as CallFrame);
      const script = (id: string): Script | undefined => {
        const url = urls[Number(id)] as string;
        return url === '' ? undefined : { scriptId: id, url, endLine: 9, endColumn: 0, sourceMapURL: '' };
      };
      const point = findFailurePoint(frames, script, OWN);
      assert.deepEqual(
        [point?.frame, point?.place].map((found) => frames.indexOf(found as CallFrame)),
        [frame, place],
      );
    });
  }

  test('an empty stack has none', () =>
    assert.equal(
      findFailurePoint([], () => undefined, OWN),
      undefined,
    ));
});
