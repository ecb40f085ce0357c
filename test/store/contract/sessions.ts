import assert from 'node:assert/strict';
import { makeRecord } from '../folder/make-lines.ts';
import type { Claim } from './claim.ts';
import { A, B, backward, C, fill, makeLine, select, tallies } from './lines.ts';

/** What every store says of its sessions. */
export function testSessions(it: Claim): void {
  it('an empty store has nothing', async (store) => {
    const seen = {
      there: [...(await store.hasSessions([A, 'no id', '']))],
      newest: await store.newestSession(),
      earlier: await store.earlierSessions(A, 5),
      sessions: await tallies(store),
      all: await select(store, {}),
      one: await select(store, { sessionId: A, last: 3 }),
      odd: await select(store, { sessionId: '../x' }),
      backward: [...(await backward(store, A)), ...(await backward(store, 'no id'))],
      tokens: [await store.tokenSummary(A), await store.tokenSummary('no id')],
    };
    const none = { total_tokens: 0, by_model: {} };
    assert.deepEqual(seen, {
      there: [],
      newest: undefined,
      earlier: [],
      sessions: [],
      all: [],
      one: [],
      odd: [],
      backward: [],
      tokens: [none, none],
    });
    await store.write({ sessions: [], events: [] });
  });

  it('a session without an event is a session', async (store) => {
    await fill(store, [], [A]);
    assert.deepEqual([...(await store.hasSessions([B, A]))], [A]);
    assert.equal(await store.newestSession(), A);
    assert.deepEqual(await tallies(store), [`${A} {} 0`]);
    assert.deepEqual(await select(store, { sessionId: A }), []);
    const lines = await backward(store, A);
    assert.deepEqual(
      lines.map(({ kind }) => kind),
      ['session'],
    );
    assert.deepEqual(await backward(store, A, 'failure'), []);
    assert.deepEqual(await store.tokenSummary(A), { total_tokens: 0, by_model: {} });
  });

  it('the sessions are known by when they were written to last', async (store) => {
    const ids = [A, B, C, 'sess_dddd'];
    for (const [i, id] of ids.entries()) {
      await store.write({ sessions: [makeRecord(id, { start_ts: 10 + i })], events: [] });
      await pause();
    }
    const known = { ...makeLine(B, '', { ts: 20 }) };
    await store.write({ sessions: [], events: [known] });
    await pause();
    await store.write({ sessions: [makeRecord(A, { start_ts: 10, end_ts: 25 })], events: [] });
    const order = [C, 'sess_dddd', B, A];
    const idsOf = async (last?: number) => (await tallies(store, last)).map((line) => line.split(' ')[0]);
    assert.deepEqual(await idsOf(), order);
    assert.deepEqual(await idsOf(2), [B, A]);
    assert.deepEqual(await idsOf(0), []);
    assert.deepEqual(await idsOf(99), order);
    assert.equal(await store.newestSession(), A);
    assert.deepEqual(await store.earlierSessions(A, 2), [B, 'sess_dddd']);
    assert.deepEqual(await store.earlierSessions(B, 9), ['sess_dddd', C]);
    assert.deepEqual(await store.earlierSessions(C, 9), []);
    assert.deepEqual(await store.earlierSessions('sess_none', 9), []);
    assert.deepEqual(await store.earlierSessions(A, 0), []);
  });
}

/** Longer than a file system's clock takes for a step. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 15));
}
