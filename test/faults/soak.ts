// A day of a server's life in some five minutes, or in as many rounds as the argument says: prints what grew, and ends with 1 where agentlog
// made something grow that must not.
//   npm run test:soak            npm run test:soak -- 1000
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderDay, runDay } from './run-day.ts';

const rounds = Number(process.argv[2] ?? 6000);
const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'agentlog soak ')));
process.on('exit', () => rmSync(cwd, { recursive: true, force: true }));

console.log(`a day in ${rounds} rounds, without and with agentlog`);
const day = await runDay(cwd, rounds);
console.log(renderDay(day));
if (day.stderr !== '') console.log(day.stderr);
const isSound = day.rows.every(({ isFlat }) => isFlat) && day.stderr === '';
process.exitCode = isSound && day.exitCodes.every((code) => code === 3) ? 0 : 1;
