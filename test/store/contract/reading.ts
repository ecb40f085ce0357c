import assert from 'node:assert/strict';
import type { Event } from '../../../src/event/types.ts';
import type { EventLine, Selection } from '../../../src/store/types.ts';
import { fc } from '../../properties.ts';
import type { Claim } from './claim.ts';
import { A, B, backward, C, eventsOf, fill, makeLine, nameOf, select } from './lines.ts';

const KINDS = ['decision', 'failure', 'llm_call', 'weather'] as const;

/** How every store is read. */
export function testReading(it: Claim): void {
  it('a session keeps the order in which it was written, whatever its clock did', async (store) => {
    const times = [5, 1, 9, 1, -3, 4e12];
    await fill(
      store,
      times.map((ts, i) => makeLine(A, String(i), { ts })),
      [A],
    );
    assert.deepEqual(await select(store, { sessionId: A }), ['0', '1', '2', '3', '4', '5']);
    assert.deepEqual(await select(store, { sessionId: A, last: 2 }), ['4', '5']);
    const lines = await backward(store, A);
    assert.deepEqual(eventsOf(lines).map(nameOf), ['5', '4', '3', '2', '1', '0']);
    assert.equal(lines.length, 7);
    const starts = lines.map(({ start }) => start);
    assert.deepEqual(
      starts,
      starts.toSorted((a, b) => b - a),
    );
    assert.equal(new Set(starts).size, 7);
  });

  it('all sessions are read by time', async (store) => {
    const lines = [
      [A, 1],
      [A, 4],
      [B, 2],
      [B, 8],
      [C, 3],
      [C, 7.5],
    ] as const;
    await fill(
      store,
      lines.map(([id, ts]) => makeLine(id, String(ts), { ts })),
      [A, B, C],
    );
    assert.deepEqual(await select(store, {}), ['1', '2', '3', '4', '7.5', '8']);
    assert.deepEqual(await select(store, { last: 3 }), ['4', '7.5', '8']);
    assert.deepEqual(await select(store, { since: 4 }), ['4', '7.5', '8']);
    assert.deepEqual(await select(store, { since: 4, last: 1 }), ['8']);
  });

  it('type, last, since and accepts hold together', async (store) => {
    const count = 60;
    const lines = Array.from({ length: count }, (_, i) => {
      const kind = KINDS[(i * 7) % 4];
      return makeLine([A, B, C][(i * i) % 3] ?? A, String(i), { event_type: kind, ts: 1000 + i });
    });
    await fill(store, lines, [A, B, C]);
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          sessionId: fc.option(fc.constantFrom(A, B, 'sess_none'), { nil: undefined }),
          type: fc.option(fc.constantFrom('failure', 'llm_call', 'git_diff'), { nil: undefined }),
          last: fc.option(fc.constantFrom(0, 1, 2.5, 7, 50, 1000, Number.POSITIVE_INFINITY), {
            nil: undefined,
          }),
          since: fc.option(fc.integer({ min: 990, max: 1070 }), { nil: undefined }),
          divisor: fc.option(fc.constantFrom(2, 3, 90), { nil: undefined }),
        }),
        async ({ divisor, ...rest }) => {
          const accepts = (line: { readonly event: Event }) =>
            divisor === undefined || Number(nameOf(line)) % divisor === 0;
          const { sessionId, type, last = count, since = 0 } = rest;
          const found = lines.filter(
            (line) =>
              (sessionId ?? line.event.session_id) === line.event.session_id &&
              (type ?? line.event.event_type) === line.event.event_type &&
              line.event.ts >= since &&
              accepts(line),
          );
          const expected = found.slice(Math.max(0, found.length - Math.ceil(last))).map(nameOf);
          const selection = { ...rest, ...(divisor !== undefined && { accepts }) } as Selection;
          assert.deepEqual(await select(store, selection), expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('since a time, a session is read through a clock that was set back by little', async (store) => {
    const times = [5000, 5005, 4999, 5006];
    await fill(
      store,
      times.map((ts) => makeLine(A, String(ts), { ts })),
      [A],
    );
    assert.deepEqual(await select(store, { sessionId: A, since: 5000 }), ['5000', '5005', '5006']);
    assert.deepEqual(await select(store, { sessionId: A, since: 5000, last: 2 }), ['5005', '5006']);
    assert.deepEqual(await select(store, { since: Number.POSITIVE_INFINITY }), []);
    assert.equal((await select(store, { since: Number.NEGATIVE_INFINITY })).length, 4);
  });

  it('since a time, a session is read past events of a clock that was wrong by days', async (store) => {
    const times = [1, 500_000, 2, 3, 500_001, 900_000, 500_002];
    await fill(
      store,
      times.map((ts) => makeLine(A, String(ts), { ts })),
      [A],
    );
    assert.deepEqual(await select(store, { sessionId: A, since: 500_000 }), [
      '500000',
      '500001',
      '900000',
      '500002',
    ]);
    assert.deepEqual(await select(store, { sessionId: A, since: 500_000, last: 3 }), [
      '500001',
      '900000',
      '500002',
    ]);
  });

  it('more events than a page holds come in pages, each once and in order', async (store) => {
    const names = Array.from({ length: 1300 }, (_, i) => String(i));
    await fill(
      store,
      names.map((name, i) => makeLine(A, name, { ts: Math.floor(i / 200) })),
      [A],
    );
    let pages = 0;
    for await (const page of store.events({ sessionId: A })) {
      pages += 1;
      assert.ok(page.length <= 500);
    }
    assert.ok(pages > 2);
    assert.deepEqual(await select(store, { sessionId: A }), names);
    assert.deepEqual(await select(store, {}), names);
    assert.deepEqual(await select(store, { last: 700 }), names.slice(600));
    assert.deepEqual(eventsOf(await backward(store, A)).map(nameOf), names.toReversed());
  });

  it('more than can be held of the last events is read with the same result', async (store) => {
    const padding = 'x'.repeat(100_000);
    const names = Array.from({ length: 60 }, (_, i) => String(i));
    await fill(
      store,
      names.map((name, i) => makeLine(i % 3 === 0 ? B : A, name, { ts: i, padding })),
      [A, B],
    );
    assert.deepEqual(await select(store, { last: 50 }), names.slice(10));
    const ofA = names.filter((_, i) => i % 3 !== 0);
    // Not enough of session A to be too much: with a filter that looks at all, and without.
    assert.deepEqual(await select(store, { sessionId: A, last: 39 }), ofA.slice(1));
    const accepts = (line: EventLine) => Number(nameOf(line)) % 5 !== 0;
    const accepted = names.filter((name) => Number(name) % 5 !== 0);
    assert.deepEqual(await select(store, { last: 45, accepts }), accepted.slice(3));
  });

  it('a loop that is left leaves nothing behind', async (store) => {
    await fill(
      store,
      Array.from({ length: 200 }, (_, i) => makeLine(A, String(i), { ts: i })),
      [A],
    );
    for await (const page of store.events({ sessionId: A })) {
      assert.equal(page.map(nameOf)[0], '0');
      break;
    }
    for await (const page of store.events({ last: 100 })) {
      assert.equal(page.map(nameOf)[0], '100');
      break;
    }
    for await (const page of store.readBackward(A)) {
      assert.equal(eventsOf(page).map(nameOf)[0], '199');
      break;
    }
    for await (const { record } of store.sessions()) {
      assert.equal(record.session_id, A);
      break;
    }
    assert.equal((await select(store, {})).length, 200);
  });

  it('events of one kind are read from the end of a session', async (store) => {
    const lines = Array.from({ length: 90 }, (_, i) =>
      makeLine(A, String(i), { event_type: i % 30 === 0 ? 'failure' : 'decision' }),
    );
    await fill(store, lines, [A]);
    const found = await backward(store, A, 'failure');
    assert.deepEqual(eventsOf(found).map(nameOf), ['60', '30', '0']);
    assert.equal(found.length, 3);
  });
}
