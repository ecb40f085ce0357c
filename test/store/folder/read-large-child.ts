// Writes a large session file into the folder given and reads it. Prints what was read and the most memory it took.
import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openFolder } from '../../../src/store/folder/folder.ts';

const ID = 'sess_abcdefgh';
const LINE = `${JSON.stringify({ event_type: 'decision', id: 'dec_1', session_id: ID, ts: 1, question: 'x'.repeat(60) })}\n`;
const MEGABYTE = 1 << 20;

const folder = openFolder(join(process.argv[2] ?? '', '.agentlog'));
folder.create({
  session_id: ID,
  start_ts: 1,
  end_ts: null,
  agent_name: null,
  task: null,
  total_tokens: null,
});
const fd = openSync(join(folder.path, 'session_abcdefgh.jsonl'), 'a');
for (let i = 0; i < 300; i += 1) writeSync(fd, LINE.repeat(1000));
writeSync(fd, LINE.slice(0, 20));
const endless = Buffer.alloc(MEGABYTE, 'x');
for (let i = 0; i < 50; i += 1) writeSync(fd, endless);
writeSync(fd, `\n${LINE}`);
const zeros = Buffer.alloc(MEGABYTE);
for (let i = 0; i < 50; i += 1) writeSync(fd, zeros);
writeSync(fd, `${LINE}${LINE}`);

let events = 0;
let skipped = 0;
const onSkipped = (count: number) => {
  skipped = count;
};
for (const line of folder.read(ID, { onSkipped })) if (line.kind === 'event') events += 1;
const maxRssMb = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(JSON.stringify({ events, skipped, maxRssMb }));
