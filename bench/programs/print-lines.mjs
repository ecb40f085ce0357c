// Prints lines as a tool does, plainly or in a captureOutput. Says on stderr what one of them cost until the kernel has it: on a full pipe
// Node keeps what is printed in memory and writes it later.
import { captureOutput } from '../../dist/index.js';

const { BENCH_MODE: mode, BENCH_LINES } = process.env;
const LINES = Number(BENCH_LINES);
const FILLING = 'x'.repeat(63);

const print = (lines) => {
  for (let i = 0; i < lines; i += 1) process.stdout.write(`${String(i).padStart(8)}${FILLING}\n`);
};
const run = mode === 'plain' ? print : (lines) => captureOutput(() => print(lines), { tee: mode === 'tee' });

const allWritten = () => new Promise((resolve) => process.stdout.write('', resolve));

run(LINES / 5);
await allWritten();
const began = process.hrtime.bigint();
run(LINES);
await allWritten();
const nanoseconds = Number(process.hrtime.bigint() - began) / LINES;
process.stderr.write(`${JSON.stringify({ nanoseconds })}\n`);
