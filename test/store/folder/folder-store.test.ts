import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Event } from '../../../src/event/types.ts';
import { openFolder } from '../../../src/store/folder/folder.ts';
import { folderStore } from '../../../src/store/folder/folder-store.ts';
import type { Store } from '../../../src/store/types.ts';
import { createTempFolder, linesOf } from './fixtures.ts';
import { makeEvent, makeRecord } from './make-lines.ts';

const ID = 'sess_aaaa';
const EVENT = makeEvent(ID, 'x');
const TEXT = JSON.stringify(EVENT);
const RECORD = JSON.stringify(makeRecord(ID));

/** A store with a session's file that holds these bytes. */
function storeWith(bytes: string): { readonly store: Store; readonly path: string } {
  const folder = join(createTempFolder(), '.agentlog');
  mkdirSync(folder, { mode: 0o700 });
  const path = join(folder, 'session_aaaa.jsonl');
  writeFileSync(path, bytes, { mode: 0o600 });
  return { store: folderStore(openFolder(folder)), path };
}

const reordered = JSON.stringify(Object.fromEntries(Object.entries(EVENT).reverse()));
const { id, ...others } = EVENT;
const idLater = JSON.stringify({ ...others, id });
const escaped = TEXT.replace(id, `${id.slice(0, 5)}\\u00${id.charCodeAt(5).toString(16)}${id.slice(6)}`);

const FILES: readonly (readonly [title: string, bytes: string, isWritten: boolean])[] = [
  ['whole', `${RECORD}\n${TEXT}\n`, false],
  ['whole, without its newline', `${RECORD}\n${TEXT}`, false],
  ['torn', `${RECORD}\n${TEXT.slice(0, -4)}`, true],
  ['torn, with lines behind it', `${RECORD}\n${TEXT.slice(0, -4)}\n${JSON.stringify(makeEvent(ID))}\n`, true],
  ['torn, with a whole line on the same line', `${RECORD}\n${TEXT.slice(0, 9)}${TEXT}\n`, false],
  ['in another order of keys', `${RECORD}\n${reordered}\n`, false],
  ['with its id behind', `${RECORD}\n${idLater}\n`, false],
  ['with its id escaped', `${RECORD}\n${escaped}\n`, false],
  ['named in another event', `${RECORD}\n${JSON.stringify(makeEvent(ID, TEXT))}\n`, true],
  ['of another session', `${RECORD}\n${TEXT.replace(ID, 'sess_bbbb')}\n`, true],
];

for (const [title, bytes, isWritten] of FILES) {
  test(`an event whose line is there ${title} is ${isWritten ? 'written' : 'left as it is'}`, async () => {
    const { store, path } = storeWith(bytes);
    await store.write({ sessions: [], events: [{ event: EVENT, text: TEXT }] });
    const written = readFileSync(path, 'utf8');
    assert.equal(written.startsWith(bytes), true);
    assert.equal(written.slice(bytes.length).trim(), isWritten ? TEXT : '');
    const found: Event[] = [];
    for await (const page of store.events({ sessionId: ID, accepts: ({ event }) => event.id === EVENT.id }))
      found.push(...page.map(({ event }) => event));
    assert.deepEqual(found, [EVENT]);
  });
}

test('a record is written again only when something in it changes', async () => {
  const { store, path } = storeWith(`${RECORD}\n${TEXT}\n`);
  const ended = makeRecord(ID, { end_ts: 9, total_tokens: 5 });
  for (const record of [makeRecord(ID), ended, ended, makeRecord(ID), makeRecord(ID, { total_tokens: 3 })])
    await store.write({ sessions: [record], events: [] });
  assert.deepEqual(linesOf(path), [RECORD, TEXT, JSON.stringify(ended)]);
});

test('a session whose record was lost gets one', async () => {
  const { store, path } = storeWith(`${TEXT}\n`);
  await store.write({ sessions: [makeRecord(ID)], events: [] });
  assert.deepEqual(linesOf(path), [TEXT, RECORD]);
});

test('a file without a line that can be read is none of the last sessions', async () => {
  const { store, path } = storeWith(`${RECORD}\n`);
  writeFileSync(join(path, '..', 'session_empty.jsonl'), '', { mode: 0o600 });
  const found: string[] = [];
  for await (const { record } of store.sessions(1)) found.push(record.session_id);
  assert.deepEqual(found, [ID]);
});

test('a name that no session can have is refused when it is written', async () => {
  const { store } = storeWith('');
  const write = store.write({ sessions: [makeRecord('../x')], events: [] });
  await assert.rejects(write, { code: 'AGENTLOG_SESSION' });
});
