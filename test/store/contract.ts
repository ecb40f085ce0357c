import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Event } from '../../src/event/types.ts';
import type { Batch, EventLine, Selection, Store, StoredLine, StoreReader } from '../../src/store/types.ts';
import { makeEvent, makeRecord } from './folder/make-lines.ts';

/** A kind of store. */
export interface StoreKind {
  readonly title: string;
  /** An empty one; what was opened before is used no more. */
  open(): Promise<Store>;
}

type Line = Batch['events'][number];

const A = 'sess_aaaa';
const B = 'sess_bbbb';
const C = 'sess_cccc';
const KINDS = ['decision', 'failure', 'llm_call', 'weather'] as const;
/** What a reader of each kind looks into. */
const FIELDS: Readonly<Record<string, object>> = {
  failure: {
    error: { type: 'E', msg: 'm' },
    location: { file: 'f', line: 1, function: 'g' },
    locals: {},
  },
  llm_call: { model: 'm', tokens_in: 1, tokens_out: 2, tokens_total: 3 },
};

export function makeLine(session: string, name: string, changes: Record<string, unknown> = {}): Line {
  const kind = String(changes.event_type ?? 'decision');
  const event = makeEvent(session, name, { ...FIELDS[kind], ...changes });
  return { event, text: JSON.stringify(event) };
}

/** A model call with these fields. */
export function makeCall(session: string, fields: Record<string, unknown>): Line {
  return makeLine(session, 'call', {
    event_type: 'llm_call',
    tokens_in: null,
    tokens_out: null,
    tokens_total: null,
    ...fields,
  });
}

/** Writes sessions, made from their events, in batches that any database takes. */
export async function fill(
  store: Store,
  events: readonly Line[],
  sessions: readonly string[],
): Promise<void> {
  const records = sessions.map((id) => makeRecord(id));
  await store.write({ sessions: records, events: [] });
  let part: Line[] = [];
  let chars = 0;
  for (const line of events) {
    part.push(line);
    chars += line.text.length;
    if (chars < 500_000 && part.length < 500) continue;
    await store.write({ sessions: [], events: part });
    part = [];
    chars = 0;
  }
  if (part.length > 0) await store.write({ sessions: [], events: part });
}

export function nameOf({ event }: { readonly event: Event }): string {
  return (event as unknown as { answer: string }).answer;
}

export async function select(store: StoreReader, selection: Selection): Promise<string[]> {
  const names: string[] = [];
  for await (const page of store.events(selection)) names.push(...page.map(nameOf));
  return names;
}

async function backward(store: StoreReader, id: string, type?: Event['event_type']): Promise<StoredLine[]> {
  const lines: StoredLine[] = [];
  for await (const page of store.readBackward(id, type && { type })) lines.push(...page);
  return lines;
}

function eventsOf(lines: readonly StoredLine[]): EventLine[] {
  return lines.filter((line) => line.kind === 'event');
}

async function tallies(store: Store, last?: number): Promise<string[]> {
  const found: string[] = [];
  for await (const { record, events } of store.sessions(last))
    found.push(`${record.session_id} ${JSON.stringify(events)} ${record.total_tokens}`);
  return found;
}

/** What every store does, wherever it lies. */
export function testStore({ title, open }: StoreKind): void {
  const it = (claim: string, check: (store: Store) => Promise<void>) =>
    test(`${title}: ${claim}`, async () => check(await open()));

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

  it('tokens are counted by model, the most first, and of what no number is, none', async (store) => {
    const lines = [
      makeCall(A, { model: 'big', tokens_in: 10, tokens_out: 5, tokens_total: 15 }),
      makeCall(A, { model: 'big', tokens_in: 10, tokens_out: 5 }),
      makeCall(A, { model: 'odd', tokens_in: '10', tokens_out: 5.5 }),
      makeCall(A, { model: 'odd', tokens_total: 0.25, tokens_in: 99 }),
      makeCall(A, { model: 'none', error: { type: 'E', msg: 'm' } }),
      makeCall(A, { model: 'minus', tokens_total: -4, tokens_in: 3 }),
      makeCall(A, { model: 'text', tokens_total: '8', tokens_in: 2, tokens_out: 2 }),
      makeCall(A, { model: 'also', tokens_in: 4, tokens_out: [1] }),
      makeCall(A, { model: '' }),
      makeCall(A, { model: 'é "quoted" \\ \u{1f600}', tokens_total: 1 }),
      makeCall(B, { model: 'big', tokens_total: 1000 }),
    ];
    await fill(store, lines, [A, B]);
    const summary = await store.tokenSummary(A);
    assert.deepEqual(Object.entries(summary.by_model), [
      ['big', { calls: 2, tokens: 30 }],
      ['odd', { calls: 2, tokens: 5.75 }],
      ['also', { calls: 1, tokens: 4 }],
      ['text', { calls: 1, tokens: 4 }],
      ['é "quoted" \\ \u{1f600}', { calls: 1, tokens: 1 }],
      ['', { calls: 1, tokens: 0 }],
      ['minus', { calls: 1, tokens: 0 }],
      ['none', { calls: 1, tokens: 0 }],
    ]);
    assert.equal(summary.total_tokens, 44.75);
    assert.deepEqual(await tallies(store), [`${A} {"llm_call":10} 44.75`, `${B} {"llm_call":1} 1000`]);
  });

  it('whatever stands where numbers of tokens should, the sums are those of the numbers above zero', async (store) => {
    const count = fc.oneof(
      fc.integer({ min: -5, max: 2000 }),
      fc.constantFrom(null, 0.5, -0.25, '7', '', true, [3], { n: 4 }, undefined),
    );
    const calls = fc.array(
      fc.record({
        model: fc.constantFrom('a', 'b', 'toString', '__proto__', '1', 7, null),
        tokens_in: count,
        tokens_out: count,
        tokens_total: count,
      }),
      { minLength: 1, maxLength: 40 },
    );
    let sessions = 0;
    await fc.assert(
      fc.asyncProperty(calls, async (made) => {
        sessions += 1;
        const id = `sess_${String(sessions).padStart(4, '0')}`;
        const lines = made.map((fields) => makeCall(id, fields));
        await fill(store, lines, [id]);
        const sums = new Map<string, { calls: number; tokens: number }>();
        for (const { model, ...tokens } of made) {
          if (typeof model !== 'string') continue;
          const sum = sums.get(model) ?? { calls: 0, tokens: 0 };
          sums.set(model, { calls: sum.calls + 1, tokens: sum.tokens + expectedTokens(tokens) });
        }
        const { total_tokens: total, by_model: models } = await store.tokenSummary(id);
        assert.deepEqual(new Map(Object.entries(models)), sums);
        assert.equal(
          total,
          [...sums.values()].reduce((sum, { tokens }) => sum + tokens, 0),
        );
      }),
      { numRuns: 20 },
    );
  });

  it('tokens too many to be whole numbers are counted as well as can be', async (store) => {
    const huge = makeCall(A, { model: 'huge', tokens_total: Number.MAX_SAFE_INTEGER * 1000 });
    const again = makeCall(A, { model: 'huge', tokens_total: Number.MAX_SAFE_INTEGER * 1000 });
    await fill(store, [huge, again, makeCall(A, { model: 'small', tokens_total: 5 })], [A]);
    const { by_model: models } = await store.tokenSummary(A);
    assert.deepEqual(models, {
      huge: { calls: 2, tokens: Number.MAX_SAFE_INTEGER * 2000 },
      small: { calls: 1, tokens: 5 },
    });
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

function expectedTokens(
  call: Readonly<Record<'tokens_in' | 'tokens_out' | 'tokens_total', unknown>>,
): number {
  const above = (value: unknown) => (typeof value === 'number' && value > 0 ? value : 0);
  const { tokens_in: input, tokens_out: output, tokens_total: total } = call;
  return typeof total === 'number' ? above(total) : above(input) + above(output);
}

/** Longer than a file system's clock takes for a step. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 15));
}
