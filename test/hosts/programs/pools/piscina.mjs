// Tasks in threads: good ones, failing ones, an aborted one; the last failure surfaces.
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';

const pool = new Piscina({ filename: fileURLToPath(new URL('task.mjs', import.meta.url)), maxThreads: 2, minThreads: 1 });
const sums = await Promise.all(Array.from({ length: 40 }, (_, n) => pool.run({ n })));
console.log(sums.join(' '));
for (const given of [{ n: -1 }, { n: 'x' }, { n: 1, exit: 4 }]) {
  try {
    await pool.run(given);
  } catch (error) {
    console.log(error.name, error.message, error.code);
  }
}
const controller = new AbortController();
const aborted = pool.run({ n: 1, sleepMs: 60_000 }, { signal: controller.signal });
controller.abort();
await aborted.catch((error) => console.log(error.name, error.message));
const order = { id: 7 };
await pool.run({ n: -order.id });
