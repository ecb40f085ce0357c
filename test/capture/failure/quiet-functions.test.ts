import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { attachInspector } from '../../../src/capture/failure/inspector.ts';
import { type LineRange, withRange } from '../../../src/capture/failure/quiet-functions.ts';

const at = (from: number, to: number): LineRange => ({ from, to });

const CASES: [string, LineRange[], LineRange, LineRange[]][] = [
  ['the first', [], at(3, 5), [at(3, 5)]],
  ['one before', [at(8, 9)], at(3, 5), [at(3, 5), at(8, 9)]],
  ['one behind', [at(3, 5)], at(8, 9), [at(3, 5), at(8, 9)]],
  ['one between', [at(1, 1), at(8, 9)], at(3, 5), [at(1, 1), at(3, 5), at(8, 9)]],
  ['one inside another', [at(3, 9)], at(4, 5), [at(3, 9)]],
  ['one around two', [at(3, 4), at(6, 7)], at(1, 9), [at(1, 9)]],
  ['one that overlaps', [at(3, 5)], at(5, 7), [at(3, 7)]],
  ['one that begins on the next line', [at(3, 5)], at(6, 7), [at(3, 7)]],
  ['one that joins two', [at(1, 2), at(5, 6)], at(3, 4), [at(1, 6)]],
  ['the same again', [at(1, 2), at(5, 6)], at(5, 6), [at(1, 2), at(5, 6)]],
];

for (const [what, ranges, added, expected] of CASES) {
  test(`ranges of lines stay in order and apart with ${what}`, () => {
    assert.deepEqual(withRange(ranges, added), expected);
  });
}

test('V8 pauses for what fetch rejects within Node at the first fetch only, and at a throw of the program every time', async () => {
  const server = createServer((request, response) => request.resume().on('end', () => response.end('{}')));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const pauses = { promiseRejection: 0, exception: 0 };
  const attached = attachInspector({
    onPause({ reason, data }) {
      if (reason === 'promiseRejection') pauses.promiseRejection += 1;
      else if (data?.className === 'RangeError') pauses.exception += 1;
    },
    onCost() {},
    onLost() {},
    onScript() {},
    isProgramFile: () => true,
  });
  try {
    if ('missing' in attached) throw new Error(attached.missing);
    attached.setState('all');
    for (let i = 0; i < 20; i += 1) {
      const answer = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: '{}' });
      assert.deepEqual(await answer.json(), {});
      try {
        throw new RangeError(`${i}`);
      } catch {}
    }
    const [major] = process.versions.node.split('.');
    assert.deepEqual(pauses, { promiseRejection: Number(major) < 24 ? 1 : 0, exception: 20 });
  } finally {
    if (!('missing' in attached)) attached.close();
    server.close();
    server.closeAllConnections();
  }
});
