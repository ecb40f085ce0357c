// A command: `npm run fuzz -- TARGET [--seed N] [--case K] [--cases N] [--seconds N]` tries a target with cases until one fails.
// `npm run test:fuzz` tries all of them with a million cases each, side by side.
import { parseArgs } from 'node:util';
import { renderFailure, runCases } from './run-cases.ts';
import { createTarget, TARGETS } from './targets.ts';
import { watch } from './watchdog.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string' },
    case: { type: 'string' },
    from: { type: 'string' },
    cases: { type: 'string' },
    seconds: { type: 'string' },
  },
});
const [name = ''] = positionals;
if (positionals.length !== 1 || !TARGETS.includes(name)) {
  console.error(
    `usage: npm run fuzz -- ${TARGETS.join('|')} [--seed N] [--case K] [--cases N] [--from K] [--seconds N]`,
  );
  process.exit(2);
}
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const from = Number(values.case ?? values.from ?? 0);
const asked = values.case === undefined ? values.cases : '1';
const seconds = Number(values.seconds ?? (asked === undefined ? 60 : Number.POSITIVE_INFINITY));
const target = createTarget(name);
const began = performance.now();
const dog = watch(
  (number) =>
    `${name}: seed ${seed}, case ${number} does not end: npm run fuzz -- ${name} --seed ${seed} --case ${number}\n`,
);
const { passed, failure } = await runCases(target, {
  seed,
  from,
  to: from + Number(asked ?? Number.POSITIVE_INFINITY),
  until: began + seconds * 1000,
  onCase: dog.onCase,
});
const took = (performance.now() - began) / 1000;
const mb = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(
  `${name}: ${passed} cases from ${from} on, seed ${seed}, ${took.toFixed(1)} s, ${((took / passed) * 1e6).toFixed(0)} µs a case, at most ${mb} MB`,
);
if (failure !== undefined) console.error(renderFailure(target, failure));
process.exit(failure === undefined ? 0 : 1);
