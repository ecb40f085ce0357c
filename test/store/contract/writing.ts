import assert from 'node:assert/strict';
import { makeRecord } from '../folder/make-lines.ts';
import type { Claim } from './claim.ts';
import { A, backward, eventsOf, fill, makeCall, makeLine, nameOf, select, tallies } from './lines.ts';

/** What every store keeps of what is written. */
export function testWriting(it: Claim): void {
  it('a batch that is written again, whole or in part, leaves each event once', async (store) => {
    const lines = ['1', '2', '3', '4'].map((name) => makeLine(A, name));
    const batch = { sessions: [makeRecord(A)], events: lines.slice(0, 3) };
    await store.write(batch);
    await store.write(batch);
    await store.write({ sessions: [], events: lines.slice(1) });
    await store.write({ sessions: [makeRecord(A)], events: [...lines, ...lines] });
    assert.deepEqual(await select(store, { sessionId: A }), ['1', '2', '3', '4']);
    assert.deepEqual(
      eventsOf(await backward(store, A)).map(({ text }) => text),
      lines.map(({ text }) => text).reverse(),
    );
  });

  it('writers that write the same at once leave each event once', async (store) => {
    const lines = Array.from({ length: 50 }, (_, i) => makeCall(A, { answer: String(i), tokens_total: 2 }));
    const batch = (from: number) => ({
      sessions: [makeRecord(A)],
      events: [...lines.slice(from), ...lines.slice(0, from)],
    });
    await Promise.all([0, 10, 20, 30].map((from) => store.write(batch(from))));
    assert.deepEqual(
      (await select(store, {})).map(Number).toSorted((a, b) => a - b),
      lines.map((_, i) => i),
    );
    assert.deepEqual(await tallies(store), [`${A} {"llm_call":50} 100`]);
  });

  it('an event of a session that is not there begins one', async (store) => {
    await store.write({ sessions: [], events: [makeLine(A, 'x', { ts: 7.5 }), makeLine(A, 'y', { ts: 3 })] });
    for await (const { record, events } of store.sessions())
      assert.deepEqual(
        { ...record, total_tokens: record.total_tokens ?? 0, events },
        {
          session_id: A,
          start_ts: 3,
          end_ts: null,
          agent_name: null,
          task: null,
          total_tokens: 0,
          events: { decision: 2 },
        },
      );
  });

  it('what is null in a session leaves what is known of it', async (store) => {
    const known = { start_ts: 3, end_ts: 9, agent_name: 'é', task: 'a "task"', total_tokens: 7 };
    const seen: unknown[] = [];
    for (const changes of [known, { start_ts: 3 }, { start_ts: 3, end_ts: 12, total_tokens: 5 }]) {
      await store.write({ sessions: [makeRecord(A, changes as object)], events: [] });
      for await (const { record } of store.sessions()) seen.push(record);
    }
    const first = { session_id: A, ...known };
    assert.deepEqual(seen, [first, first, { ...first, end_ts: 12 }]);
  });

  it('an unknown kind of event is kept and counted behind the known ones', async (store) => {
    const odd = makeLine(A, 'odd', { event_type: 'a_storm', sky: { '1': [null] } });
    await fill(store, [odd, makeLine(A, 'd'), makeLine(A, 'f', { event_type: 'failure' })], [A]);
    assert.deepEqual(await select(store, { sessionId: A }), ['odd', 'd', 'f']);
    assert.equal(eventsOf(await backward(store, A)).at(-1)?.text, odd.text);
    assert.deepEqual(await tallies(store), [`${A} {"failure":1,"decision":1,"a_storm":1} 0`]);
  });

  it('a line that is no event of its kind is passed over, and told of', async (store) => {
    const lines = [
      makeLine(A, '1'),
      makeLine(A, 'x', { event_type: 'llm_call', model: 7 }),
      makeLine(A, 'x', { event_type: 'failure', error: null }),
      makeLine(A, '2'),
    ];
    const { event } = makeLine(A, 'x');
    const text = JSON.stringify(event).replace('"question"', '"__proto__":{"a":1},"question"');
    await fill(store, [...lines, { event, text }, makeLine(A, '3')], [A]);
    for (const last of [undefined, 9]) {
      let skipped = 0;
      const onSkipped = (count: number) => {
        skipped += count;
      };
      assert.deepEqual(await select(store, { sessionId: A, last, onSkipped }), ['1', '2', '3']);
      assert.equal(skipped, 3);
    }
    assert.deepEqual(await select(store, { sessionId: A, last: 1 }), ['3']);
    assert.deepEqual(eventsOf(await backward(store, A)).map(nameOf), ['3', '2', '1']);
    assert.deepEqual(await store.tokenSummary(A), { total_tokens: 0, by_model: {} });
  });

  it('text comes back as it was written', async (store) => {
    const texts = [
      '\u0000 and \u0001',
      '\ud800 half',
      'é \u{1f600} \u2028',
      '"\\\r\n\t',
      '{"event_type":"failure"}',
    ];
    const times = [0, -1.5, 1_700_000_000.123, 1_700_000_000.123_456, 4e15, 1e-7, 0.1 + 0.2];
    const lines = [
      ...texts.map((text) => makeLine(A, text)),
      ...times.map((ts) => makeLine(A, 'time', { ts })),
    ];
    await fill(store, lines, [A]);
    const found = eventsOf(await backward(store, A)).reverse();
    assert.deepEqual(
      found.map(({ text, event }) => ({ text, event })),
      lines.map(({ text, event }) => ({ text, event })),
    );
  });
}
