import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readD1Settings } from '../../src/base/d1-settings.ts';
import { d1Target, openD1Target } from '../../src/push/d1-target.ts';
import { openMarks } from '../../src/push/marks.ts';
import { type PushOptions, type PushTarget, pushFolder } from '../../src/push/push-folder.ts';
import { connectBinding } from '../../src/store/d1/binding.ts';
import { openFolder } from '../../src/store/folder/folder.ts';
import type { Batch } from '../../src/store/types.ts';
import { makeFolder } from '../cli/agentlog.ts';
import { type D1World, startD1 } from '../d1/start-d1.ts';
import { appendText, callLine, eventLine, pathOf, recordLine, writeSession } from './d1-folder.ts';

let d1: D1World;
before(async () => {
  d1 = await startD1();
  await d1Target(connectBinding(d1.db as never)).init();
});
after(() => d1.close());

let sessions = 0;
/** A session id that no other test uses: all share one database. */
function newId(): string {
  sessions += 1;
  return `sess_folder${sessions}`;
}

const TARGETS: Readonly<Record<string, () => PushTarget>> = {
  'by binding': () => d1Target(connectBinding(d1.db as never)),
  'over REST': () => {
    const { settings } = readD1Settings(d1.env);
    assert.ok(settings);
    return openD1Target(settings, { attempts: 1, maxWaitMs: 0 });
  },
};

function push(cwd: string, target: PushTarget, more: Partial<PushOptions> = {}) {
  const folder = openFolder(join(cwd, '.agentlog'));
  return pushFolder({ folder, target, marks: openMarks(folder.path, 'push_test'), ...more });
}

/** The lines of a session's events, and their rows' payloads. */
async function compare(cwd: string, id: string): Promise<void> {
  const texts = readFileSync(pathOf(cwd, id), 'utf8').split('\n');
  const rows = await d1.rows(`SELECT payload FROM events WHERE session_id = '${id}' ORDER BY rowid`);
  assert.deepEqual(
    rows.map(({ payload }) => payload),
    texts.filter((text) => text.startsWith('{"event_type"')),
  );
}

function rowOf(id: string): Promise<Record<string, unknown>[]> {
  return d1.rows(`SELECT * FROM agent_sessions WHERE session_id = '${id}'`);
}

for (const [way, open] of Object.entries(TARGETS)) {
  test(`${way}, a session's lines become rows in their order, and only what is new is sent the next time`, async (t) => {
    const cwd = makeFolder(t);
    const [one, two] = [newId(), newId()];
    writeSession(cwd, one, 30);
    writeSession(cwd, two, 3);
    assert.deepEqual(await push(cwd, open()), { events: 33, sessions: 2, skipped: 0 });
    assert.deepEqual(await push(cwd, open()), { events: 0, sessions: 0, skipped: 0 });
    appendText(cwd, one, callLine(one, 5) + recordLine(one, { end_ts: 1_770_000_100, total_tokens: 35 }));
    assert.deepEqual(await push(cwd, open()), { events: 1, sessions: 1, skipped: 0 });
    await compare(cwd, one);
    await compare(cwd, two);
    assert.deepEqual(await rowOf(one), [
      {
        session_id: one,
        start_ts: 1_770_000_000,
        end_ts: 1_770_000_100,
        agent_name: 'a',
        task: 't',
        total_tokens: 35,
      },
    ]);
  });

  test(`${way}, small batches span sessions, each with the rows that its events refer to`, async (t) => {
    const cwd = makeFolder(t);
    const ids = [newId(), newId(), newId()];
    for (const id of ids) writeSession(cwd, id, 10);
    const batches: Batch[] = [];
    const target = open();
    const spy: PushTarget = {
      hasSessions: target.hasSessions,
      async write(batch) {
        batches.push(batch);
        await target.write(batch);
      },
    };
    const progress: string[] = [];
    const pushed = await push(cwd, spy, {
      limits: { maxBytes: 1e6, maxRows: 9 },
      onProgress: ({ events, sessions: reached, ofSessions }) =>
        progress.push(`${events} ${reached}/${ofSessions}`),
    });
    assert.deepEqual(pushed, { events: 30, sessions: 3, skipped: 0 });
    for (const { sessions: rows, events } of batches) {
      const known = new Set(rows.map(({ session_id }) => session_id));
      assert.ok(
        rows.length + events.length <= 10 && events.every(({ event }) => known.has(event.session_id)),
      );
    }
    assert.equal(progress.at(-1), '30 3/3');
    for (const id of ids) await compare(cwd, id);
  });
}

test('a batch keeps within its bytes, and a line that is longer goes alone', async (t) => {
  const cwd = makeFolder(t);
  const id = newId();
  appendText(cwd, id, recordLine(id));
  for (let i = 0; i < 20; i += 1)
    appendText(cwd, id, eventLine(id, { reason: '"é'.repeat(i === 7 ? 20_000 : 500) }));
  const sizes: number[] = [];
  const target: PushTarget = {
    hasSessions: async () => new Set(),
    async write({ events }) {
      const rows = events.map(({ event, text }) => [
        event.id,
        event.session_id,
        event.ts,
        event.event_type,
        text,
      ]);
      sizes.push(Buffer.byteLength(JSON.stringify(rows)));
    },
  };
  await push(cwd, target, { limits: { maxBytes: 20_000, maxRows: 1000 } });
  assert.deepEqual(
    [sizes.filter((size) => size > 20_000).length, sizes.length >= 4, sizes.length < 12],
    [1, true, true],
  );
});

test('torn and foreign lines are skipped and counted, a last line that is being written waits for its end', async (t) => {
  const cwd = makeFolder(t);
  const id = newId();
  const torn = eventLine(id);
  appendText(
    cwd,
    id,
    `${recordLine(id)}${eventLine(id)}not JSON\n${torn.slice(0, 40)}${eventLine(id)}{"x":1}\n`,
  );
  appendText(cwd, id, eventLine('sess_another') + Buffer.alloc(30).toString() + torn.slice(0, 60));
  const target = TARGETS['by binding']?.() as PushTarget;
  assert.deepEqual(await push(cwd, target), { events: 2, sessions: 1, skipped: 4 });
  assert.deepEqual(await push(cwd, target), { events: 0, sessions: 0, skipped: 0 });
  appendText(cwd, id, torn.slice(60));
  assert.deepEqual((await push(cwd, target)).events, 1);
  assert.equal((await d1.rows(`SELECT id FROM events WHERE session_id = '${id}'`)).length, 3);
});

test('a session whose record was lost begins with its first event, and a record behind it is folded in, whatever was pushed when', async (t) => {
  const cwd = makeFolder(t);
  const id = newId();
  const target = TARGETS['by binding']?.() as PushTarget;
  const line = eventLine(id);
  const { ts } = JSON.parse(line) as { ts: number };
  appendText(cwd, id, line);
  await push(cwd, target);
  const startOf = async () => (await rowOf(id)).map(({ start_ts, task }) => [start_ts, task]);
  assert.deepEqual(await startOf(), [[ts, null]]);
  appendText(cwd, id, recordLine(id, { start_ts: 1_769_000_000 }));
  await push(cwd, target);
  assert.deepEqual(await startOf(), [[1_769_000_000, 't']]);
  appendText(cwd, id, eventLine(id));
  await push(cwd, target);
  assert.deepEqual(await startOf(), [[1_769_000_000, 't']]);
});

test('what a database has lost is sent again, as the marks of sessions that it does not know are void', async (t) => {
  const cwd = makeFolder(t);
  const [kept, lost] = [newId(), newId()];
  writeSession(cwd, kept, 3);
  writeSession(cwd, lost, 4);
  const target = TARGETS['by binding']?.() as PushTarget;
  await push(cwd, target);
  await d1.rows(`DELETE FROM events WHERE session_id = '${lost}'`);
  await d1.rows(`DELETE FROM agent_sessions WHERE session_id = '${lost}'`);
  assert.deepEqual(await push(cwd, target), { events: 4, sessions: 1, skipped: 0 });
  await compare(cwd, lost);
});

test('a push that ends between the confirmation and the mark is done again, and each row is there once', async (t) => {
  const cwd = makeFolder(t);
  const id = newId();
  writeSession(cwd, id, 20);
  const folder = openFolder(join(cwd, '.agentlog'));
  const target = TARGETS['by binding']?.() as PushTarget;
  const marks = openMarks(folder.path, 'push_test');
  const dying = {
    ...marks,
    write: () => {
      throw new Error('killed');
    },
  };
  await assert.rejects(pushFolder({ folder, target, marks: dying }), /killed/);
  assert.deepEqual(await push(cwd, target), { events: 20, sessions: 1, skipped: 0 });
  await compare(cwd, id);
});

test('when the target fails, the error goes up and what was confirmed stays marked', async (t) => {
  const cwd = makeFolder(t);
  const id = newId();
  writeSession(cwd, id, 30);
  const target = TARGETS['by binding']?.() as PushTarget;
  let writes = 0;
  const failing: PushTarget = {
    hasSessions: target.hasSessions,
    async write(batch) {
      writes += 1;
      if (writes > 2) throw new Error('no more');
      await target.write(batch);
    },
  };
  const limits = { maxBytes: 1e6, maxRows: 11 };
  await assert.rejects(push(cwd, failing, { limits }), /no more/);
  assert.deepEqual(await push(cwd, target), { events: 10, sessions: 1, skipped: 0 });
  await compare(cwd, id);
});

test('a signal ends a push between two requests', async (t) => {
  const cwd = makeFolder(t);
  const id = newId();
  writeSession(cwd, id, 30);
  const controller = new AbortController();
  const target = TARGETS['by binding']?.() as PushTarget;
  const stopping = push(cwd, target, {
    limits: { maxBytes: 1e6, maxRows: 11 },
    signal: controller.signal,
    onProgress: () => controller.abort(),
  });
  await assert.rejects(stopping, { name: 'AbortError' });
  assert.deepEqual((await push(cwd, target)).events, 20);
});

test('a file that grows while it is read is pushed to where it ended, and one that is removed is no error', async (t) => {
  const cwd = makeFolder(t);
  const [growing, leaving] = [newId(), newId()];
  writeSession(cwd, growing, 10);
  writeSession(cwd, leaving, 10);
  const target = TARGETS['by binding']?.() as PushTarget;
  const disturbing: PushTarget = {
    hasSessions: target.hasSessions,
    async write(batch) {
      appendText(cwd, growing, eventLine(growing));
      rmSync(pathOf(cwd, leaving), { force: true });
      await target.write(batch);
    },
  };
  const pushed = await push(cwd, disturbing, { limits: { maxBytes: 1e6, maxRows: 6 } });
  assert.equal(pushed.events, 10);
  await push(cwd, target);
  await compare(cwd, growing);
});

test('a file that cannot be read is told after the others were pushed', async (t) => {
  const cwd = makeFolder(t);
  const [bad, good] = [newId(), newId()];
  writeSession(cwd, bad, 2);
  writeSession(cwd, good, 3);
  const folder = openFolder(join(cwd, '.agentlog'));
  const target = TARGETS['by binding']?.() as PushTarget;
  const broken = {
    ...folder,
    wholeEnd: (id: string) => {
      if (id === bad) throw new Error('input/output error');
      return folder.wholeEnd(id);
    },
  };
  const marks = openMarks(folder.path, 'push_test');
  await assert.rejects(pushFolder({ folder: broken, target, marks }), /input\/output error/);
  await compare(cwd, good);
  assert.deepEqual(await push(cwd, target), { events: 2, sessions: 1, skipped: 0 });
});

test('two pushers at once on one folder leave each line once', async (t) => {
  const cwd = makeFolder(t);
  const id = newId();
  writeSession(cwd, id, 200);
  const limits = { maxBytes: 1e6, maxRows: 30 };
  const open = TARGETS['over REST'] as () => PushTarget;
  await Promise.all([push(cwd, open(), { limits }), push(cwd, open(), { limits })]);
  await compare(cwd, id);
  assert.deepEqual((await push(cwd, open())).events, 0);
});

test('a secret that stands in a log is hidden before it is sent', async (t) => {
  const cwd = makeFolder(t);
  const id = newId();
  const secret = `ghp_${'x7Kq2LmP9vR4tW8zY3bN'.repeat(2).slice(0, 36)}`;
  appendText(
    cwd,
    id,
    recordLine(id, { task: `use ${secret}` }) + eventLine(id, { reason: `with ${secret}` }),
  );
  await push(cwd, TARGETS['by binding']?.() as PushTarget);
  const [row] = await rowOf(id);
  const [event] = await d1.rows(`SELECT payload FROM events WHERE session_id = '${id}'`);
  assert.deepEqual(
    [row?.task, String(event?.payload).includes('with ***REDACTED***')],
    ['use ***REDACTED***', true],
  );
  writeFileSync(pathOf(cwd, id), '');
});
