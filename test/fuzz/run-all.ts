import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { TARGETS } from './targets.ts';

const COMMAND = fileURLToPath(new URL('./fuzz.js', import.meta.url));
/** A target's cases are tried in so many processes, so that all cores have something to do until the end. */
const PARTS = 4;
/** A whole process takes as long as a thousand cases of the others. */
const CASES_PER_PROCESS = 5000;

interface Part {
  readonly name: string;
  readonly from: number;
  readonly cases: number;
}

/** Tries all targets with so many cases each, as many processes at once as there are cores; gives whether all of them passed. */
export async function runAll(seed: number, cases: number): Promise<boolean> {
  const began = performance.now();
  const parts = TARGETS.flatMap((name) => partsOf(name, cases));
  let passed = true;
  async function work(): Promise<void> {
    for (let part = parts.shift(); part !== undefined; part = parts.shift())
      if (!(await runPart(part, seed))) passed = false;
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  console.log(`${passed ? 'all passed' : 'FAILED'}, ${((performance.now() - began) / 1000).toFixed(0)} s`);
  return passed;
}

function partsOf(name: string, cases: number): Part[] {
  const all = name === 'processes' ? Math.ceil(cases / CASES_PER_PROCESS) : cases;
  const size = Math.ceil(all / PARTS);
  return Array.from({ length: PARTS }, (_, i) => ({
    name,
    from: i * size,
    cases: Math.min(size, all - i * size),
  }));
}

function runPart({ name, from, cases }: Part, seed: number): Promise<boolean> {
  const args = [COMMAND, name, '--seed', `${seed}`, '--from', `${from}`, '--cases', `${cases}`];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: 'inherit' });
    child.on('error', reject);
    child.on('close', (code) => resolve(code === 0));
  });
}
