import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInThisContext } from 'node:vm';
import { attachInspector } from '../../../src/capture/failure/inspector.ts';
import { createPauseClock } from '../../../src/capture/failure/pause-cost.ts';

const throwAndCatch = (): void => {
  try {
    throw new RangeError('caught');
  } catch {}
};

test('V8 pauses at throws that are caught from the first file of the program on, one that does not parse too', () => {
  for (const [text, file] of [
    ['0', '/program/first.js'],
    ['0 0', '/program/torn.js'],
  ] as const) {
    const costs: number[] = [];
    const attached = attachInspector({
      onPause: (event, announcedMs) => event.data?.className === 'RangeError' && costs.push(announcedMs),
      onCost() {},
      onLost() {},
      onScript() {},
      isProgramFile: (url) => url === `file://${file}`,
    });
    if ('missing' in attached) throw new Error(attached.missing);
    try {
      attached.setState('all');
      for (let i = 0; i < 100; i += 1) throwAndCatch();
      runInThisContext('0', { filename: '/program/node_modules/library.js' });
      throwAndCatch();
      assert.equal(costs.length, 0);
      try {
        runInThisContext(text, { filename: file });
      } catch {}
      throwAndCatch();
      attached.setState('none');
      throwAndCatch();
      attached.setState('all');
      throwAndCatch();
      assert.equal(costs.length, 2);
      assert.ok(costs.every((costMs) => costMs > 0));
    } finally {
      attached.close();
    }
  }
});

test('a pause for a value without a stack is counted by its frames, whatever the one before took', () => {
  const clock = createPauseClock();
  const byFrames = clock.end(10);
  assert.ok(byFrames > clock.end(2));
  clock.begin();
  assert.ok(clock.end(10) !== byFrames);
  assert.equal(clock.end(10), byFrames);
});
