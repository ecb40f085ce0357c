import assert from 'node:assert/strict';
import { Session } from 'node:inspector';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readMark } from '../../../src/store/folder/current.ts';

test('a mark that is not there is read without a throw, which V8 would pause at', () => {
  const session = new Session();
  session.connect();
  let pauses = 0;
  session.on('Debugger.paused', () => {
    pauses += 1;
  });
  session.post('Debugger.enable');
  session.post('Debugger.setPauseOnExceptions', { state: 'all' });
  const id = readMark(join(tmpdir(), 'agentlog-no-such-folder', 'current'));
  session.disconnect();
  assert.deepEqual({ id, pauses }, { id: undefined, pauses: 0 });
});
