// Writes small events, one after the other, each in the kernel's hands before the next: with agentlog, or with pino in its synchronous
// mode, plain or told which fields to hide. Prints what one cost.
import { once } from 'node:events';
import pino from 'pino';
import { redact } from '../../build/src/redact/redact.js';
import { createJournal } from '../../build/src/session/journal.js';

const EVENTS = Number(process.env.BENCH_EVENTS);
const WARM_UP = Math.ceil(EVENTS / 5);
const { BENCH_MODE: mode, BENCH_FOLDER: folder } = process.env;

const write = mode === 'agentlog' ? openAgentlog() : await openPino();
for (let i = 0; i < WARM_UP; i += 1) write(makeEvent(i));
const began = process.hrtime.bigint();
for (let i = 0; i < EVENTS; i += 1) write(makeEvent(i));
console.log(JSON.stringify({ microseconds: Number(process.hrtime.bigint() - began) / 1000 / EVENTS }));

function makeEvent(i) {
  return {
    tool: 'npm test',
    stdout: `# tests ${i}\n# pass ${i}\n# fail 0\nserver listens on http://localhost:3000 with mode=test`,
    stderr: '',
    exit_code: 0,
    duration_ms: 1840 + i,
  };
}

function openAgentlog() {
  const env = { AGENTLOG_DIR: folder };
  const journal = createJournal({ env, cwd: process.cwd(), argv: process.argv });
  return (event) =>
    journal.write('tool_output', {
      ...event,
      tool: redact(event.tool),
      stdout: redact(event.stdout),
      stderr: redact(event.stderr),
    });
}

async function openPino() {
  const destination = pino.destination({ dest: `${folder}.log`, sync: true });
  await once(destination, 'ready');
  const paths = ['password', 'token', '*.password', '*.token', 'headers.authorization'];
  const logger = pino(mode === 'pino with redact' ? { redact: paths } : {}, destination);
  return (event) => logger.info(event);
}
