import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Event, SessionRecord } from '../../src/event/types.ts';
import { createD1Store } from '../../src/store/d1/d1-store.ts';
import { openFolder } from '../../src/store/folder/folder.ts';
import { folderStore } from '../../src/store/folder/folder-store.ts';
import type { EventLine, Store } from '../../src/store/types.ts';
import { makeFolder } from '../cli/agentlog.ts';
import { decisionOf, recordOf } from '../cli/store-lines.ts';
import { connectTables } from '../d1/copy-folder.ts';
import { startD1 } from '../d1/start-d1.ts';

const world = await startD1();
after(() => world.close());
const connection = await connectTables(world);

const STORES: Readonly<Record<string, (t: { after(fn: () => void): void }) => Promise<Store>>> = {
  'a folder': async (t) => folderStore(openFolder(join(makeFolder(t), '.agentlog'))),
  'a D1 database': async () => {
    await connection.run([{ sql: 'DELETE FROM events' }, { sql: 'DELETE FROM agent_sessions' }]);
    return createD1Store(connection);
  },
};

const ONE = 'sess_one1';
const TWO = 'sess_two2';

async function write(store: Store, id: string, answers: readonly string[], more: object = {}): Promise<void> {
  const events = answers.map((answer, i) => {
    const event = decisionOf(id, answer, 1_770_000_000 - i, more) as Event;
    return { event, text: JSON.stringify(event) };
  });
  await store.write({ sessions: [recordOf(id) as SessionRecord], events });
}

async function answersIn(pages: AsyncIterable<readonly EventLine[]>): Promise<string[]> {
  const answers: string[] = [];
  for await (const page of pages)
    for (const { event } of page) answers.push(String((event as { readonly answer?: unknown }).answer));
  return answers;
}

for (const [name, open] of Object.entries(STORES)) {
  test(`of ${name} what was there comes before, and a look gives each event that arrived since once`, async (t) => {
    const store = await open(t);
    await write(store, ONE, ['old1', 'old2', 'old3']);
    const follower = await store.follow(ONE);
    await write(store, ONE, ['new1', 'new2']);
    await write(store, TWO, ['other']);
    assert.deepEqual(await answersIn(follower.before({})), ['old1', 'old2', 'old3']);
    assert.deepEqual(await answersIn(follower.before({ last: 1 })), ['old3']);
    assert.deepEqual(await answersIn(follower.look({})), ['new1', 'new2']);
    assert.deepEqual(await answersIn(follower.look({})), []);
    await write(store, ONE, ['new2', 'new3', 'new4']);
    const accepts = ({ text }: EventLine) => !text.includes('new3');
    assert.deepEqual(await answersIn(follower.look({ accepts })), ['new4']);
    await write(store, ONE, ['new5']);
    assert.deepEqual(await answersIn(follower.look({ type: 'failure' })), []);
    assert.deepEqual(await answersIn(follower.look({})), []);
  });

  test(`of ${name} all sessions can be followed, from nothing on and with those that begin later`, async (t) => {
    const store = await open(t);
    const follower = await store.follow();
    assert.deepEqual(await answersIn(follower.before({})), []);
    await write(store, ONE, ['a']);
    assert.deepEqual(await answersIn(follower.look({})), ['a']);
    await write(store, TWO, ['b']);
    await write(store, ONE, ['c']);
    assert.deepEqual((await answersIn(follower.look({}))).sort(), ['b', 'c']);
  });

  test(`of ${name} a look gives what takes several pages, in its order`, async (t) => {
    const store = await open(t);
    await write(store, ONE, []);
    const follower = await store.follow(ONE);
    const many = Array.from({ length: 1100 }, (_, i) => `m${i}`);
    await write(store, ONE, many);
    const large = ['l1', 'l2', 'l3'];
    for (const one of large) await write(store, ONE, [one], { reason: 'x'.repeat(700_000) });
    assert.deepEqual(await answersIn(follower.look({})), [...many, ...large]);
  });

  test(`of ${name} the first record of a session says who began it, and of none there is none`, async (t) => {
    const store = await open(t);
    await write(store, ONE, ['a']);
    assert.deepEqual({ ...(await store.firstRecord(ONE)), total_tokens: null }, recordOf(ONE));
    assert.equal(await store.firstRecord('sess_none'), undefined);
  });
}
