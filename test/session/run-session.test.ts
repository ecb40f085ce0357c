import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tallySession } from '../../src/store/folder/tally-session.ts';
import { createTempFolder } from '../store/folder/fixtures.ts';
import { makeJournal, makeOutput } from './make-journal.ts';
import { outputsOf } from './outputs-of.ts';

test('agents in one process do not mix, and each session ends with its function', async () => {
  const journal = makeJournal(createTempFolder());
  const pause = () => new Promise((resolve) => setImmediate(resolve));
  const ids = await Promise.all(
    ['a', 'b', 'c'].map((name) =>
      journal.runSession(name, 'task', async () => {
        for (let i = 0; i < 5; i += 1) {
          journal.write('tool_output', makeOutput(name));
          await pause();
        }
        return journal.sessionId() ?? '';
      }),
    ),
  );
  const outputs = outputsOf(journal);
  assert.deepEqual(
    ids.map((id) => [outputs[id]?.join(''), tallySession(journal.folder(), id)?.record.end_ts !== null]),
    [
      ['aaaaa', true],
      ['bbbbb', true],
      ['ccccc', true],
    ],
  );
  assert.equal(journal.sessionId(), undefined);
});

test('runSession gives back what the function gives and throws what it throws', async () => {
  const journal = makeJournal(createTempFolder());
  const error = new Error('mine');
  const lazy = Object.fromEntries([['then', () => assert.fail('called')]]);
  assert.equal(
    journal.runSession('a', 't', () => 7),
    7,
  );
  assert.equal(
    journal.runSession('a', 't', () => lazy),
    lazy,
  );
  assert.equal(await journal.runSession('a', 't', async () => 8), 8);
  assert.throws(
    () =>
      journal.runSession('a', 't', () => {
        throw error;
      }),
    error,
  );
  await assert.rejects(() => journal.runSession('a', 't', () => Promise.reject(error)), error);
  const folder = journal.folder();
  assert.ok(folder.list().every((id) => tallySession(folder, id)?.record.end_ts !== null));
});

/** A client's own promise: its outcome is nothing, `then` gives the answer. */
class ClientPromise extends Promise<unknown> {
  constructor() {
    super((resolve) => resolve(null));
  }
  // biome-ignore lint/suspicious/noThenProperty: that is what is tested
  override then: Promise<unknown>['then'] = (...args) => Promise.resolve('answer').then(...args);
}

test("runSession ends when a client's own promise settles, or when a generator ends, whose steps log to it", async () => {
  const journal = makeJournal(createTempFolder());
  assert.equal(await journal.runSession('a', 'client', () => new ClientPromise()), 'answer');
  const steps = journal.runSession('a', 'steps', async function* () {
    yield journal.sessionId();
    journal.write('tool_output', makeOutput());
    yield journal.sessionId();
  });
  const ids: unknown[] = [];
  for await (const id of steps) {
    ids.push(id);
    assert.equal(tallySession(journal.folder(), String(id))?.record.end_ts, null);
    assert.equal(journal.contextSession(), undefined);
  }
  const records = journal
    .folder()
    .list()
    .map((id) => tallySession(journal.folder(), id)?.record);
  assert.ok(records.every((record) => record?.end_ts !== null));
  const id = records.find((record) => record?.task === 'steps')?.session_id;
  assert.deepEqual(ids, [id, id]);
  assert.deepEqual([...journal.folder().read(String(id), { only: ['tool_output'] })].length, 1);
});

test('a session ended by hand within runSession is ended once', () => {
  const journal = makeJournal(createTempFolder());
  const id = journal.runSession('a', 't', () => {
    const own = journal.sessionId() ?? '';
    journal.endSession();
    assert.equal(journal.sessionId(), undefined);
    return own;
  });
  assert.equal([...journal.folder().read(id)].length, 2);
});
