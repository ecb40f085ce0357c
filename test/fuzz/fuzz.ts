// A command: `npm run fuzz -- TARGET [--seed N] [--cases N] [--seconds N]` tries a target with cases until one fails, for a minute if not
// told otherwise; `--case K` tries one. `npm run fuzz -- all --seed N --cases N` tries every target, side by side.
import { parseArgs } from 'node:util';
import { runAll } from './run-all.ts';
import { renderFailure, runCases } from './run-cases.ts';
import { createTarget, TARGETS } from './targets.ts';
import { watch } from './watchdog.ts';

const DEFAULT_SECONDS = 60;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string' },
    case: { type: 'string' },
    cases: { type: 'string' },
    from: { type: 'string' },
    seconds: { type: 'string' },
  },
});
const [name = ''] = positionals;
const isAll = name === 'all' && values.cases !== undefined;
if (positionals.length !== 1 || !(isAll || TARGETS.includes(name))) {
  console.error(
    `usage: npm run fuzz -- ${TARGETS.join('|')} [--seed N] [--case K] [--cases N] [--seconds N]`,
  );
  process.exit(2);
}
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const passed = isAll ? await runAll(seed, Number(values.cases)) : await runOne();
process.exit(passed ? 0 : 1);

async function runOne(): Promise<boolean> {
  const from = Number(values.case ?? values.from ?? 0);
  const cases = Number(values.case === undefined ? (values.cases ?? Infinity) : 1);
  const seconds = Number(values.seconds ?? (cases === Infinity ? DEFAULT_SECONDS : Infinity));
  const target = createTarget(name);
  const began = performance.now();
  const again = `npm run fuzz -- ${name} --seed ${seed} --case`;
  const { onCase } = watch(
    (number) => `${name}: seed ${seed}, case ${number} does not end: ${again} ${number}\n`,
  );
  const until = began + seconds * 1000;
  const { passed: count, failure } = await runCases(target, { seed, from, to: from + cases, until, onCase });
  const took = ((performance.now() - began) / 1000).toFixed(1);
  const { user, system } = process.cpuUsage();
  const worked = ((user + system) / 1e6).toFixed(1);
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    `${name}: ${count} cases from ${from} on passed, seed ${seed}, ${took} s (${worked} s of a core), at most ${megabytes} MB`,
  );
  if (failure !== undefined) console.error(renderFailure(target, failure));
  return failure === undefined;
}
