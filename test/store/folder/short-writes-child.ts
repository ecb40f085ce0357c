// Appends to the store folder given while the system takes at most seven bytes at a time. Behind the first piece of the
// third event another process comes between.
import fs from 'node:fs';
import { join } from 'node:path';

const ID = 'sess_abcdefgh';
const [path = ''] = process.argv.slice(2);
const { writeSync } = fs;
let between: string | undefined;

function writeLittle(fd: number, data: string | Buffer, start = 0, length?: number): number {
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  const most = between === '' ? bytes.length : 7;
  const written = writeSync(fd, bytes, start, Math.min(most, length ?? bytes.length));
  if (between !== undefined && between !== '') {
    fs.appendFileSync(join(path, 'session_abcdefgh.jsonl'), between);
    between = '';
  }
  return written;
}

fs.writeSync = writeLittle as typeof fs.writeSync;
const { makeEvent, makeRecord } = await import('./make-lines.ts');
const { openFolder } = await import('../../../src/store/folder/folder.ts');
const folder = openFolder(path);
folder.create(makeRecord(ID));
folder.append(makeEvent(ID, 'first €'));
folder.append(makeEvent(ID, 'second €'));
between = `${JSON.stringify(makeEvent(ID, 'between'))}\n`;
folder.append(makeEvent(ID, 'third €'));
between = undefined;
folder.append(makeEvent(ID, 'fourth €'));
