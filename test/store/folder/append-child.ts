// Appends to a session and notes the id of each event in a file of its own after `append` has returned.
// Arguments: store folder, session id, file of acknowledgements, number of events.
import { openSync, writeSync } from 'node:fs';
import { openFolder } from '../../../src/store/folder/folder.ts';
import { makeEvent, makeRecord } from './make-lines.ts';

const [path = '', sessionId = '', acknowledgements = '', count = '0'] = process.argv.slice(2);
const folder = openFolder(path);
const acks = openSync(acknowledgements, 'a');
folder.create(makeRecord(sessionId, { start_ts: process.pid }));
for (let i = 0; i < Number(count); i += 1) {
  const event = makeEvent(sessionId, 'é€x'.repeat((i * 7919) % 4000));
  folder.append(event);
  writeSync(acks, `${event.id}\n`);
}
