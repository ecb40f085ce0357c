// Runs any command bare and recorded and prints in what they differ: node build/test/hosts/compare.js [--copy FOLDER] -- COMMAND…
import { cpSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compareCommand } from './compare-command.ts';

const { values, positionals } = parseArgs({
  options: { copy: { type: 'string' } },
  allowPositionals: true,
});
if (positionals.length === 0) {
  console.error('usage: node build/test/hosts/compare.js [--copy FOLDER] -- COMMAND…');
  process.exit(2);
}
const { copy } = values;
const { bare, ways } = await compareCommand({
  words: positionals,
  env: Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  ),
  ...(copy === undefined
    ? { cwd: process.cwd() }
    : { layOut: (folder) => cpSync(copy, folder, { recursive: true, verbatimSymlinks: true }) }),
});
console.log(`bare  ${bare.exitCode ?? bare.signal}  ${Math.round(bare.durationMs)} ms`);
for (const { way, differences, timeRatio, events } of ways) {
  const failures = events.filter(({ event_type }) => event_type === 'failure').length;
  const verdict = differences.length === 0 ? 'the same' : `${differences.length} differences`;
  console.log(
    `${way.padEnd(5)} ${verdict}, ${timeRatio.toFixed(2)} times as long, ${failures} failures recorded`,
  );
  for (const difference of differences) console.log(`  ${difference.replaceAll('\n', '\n  ')}`);
}
process.exitCode = ways.every(({ differences }) => differences.length === 0) ? 0 : 1;
