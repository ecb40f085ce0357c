// The same in processes and in threads, with methods that are called by name, and functions that are sent as text.
const workerpool = require('workerpool');

async function through(workerType) {
  const pool = workerpool.pool(`${__dirname}/worker.cjs`, { workerType, maxWorkers: 2 });
  console.log(workerType, await Promise.all([1, 2, 3].map((n) => pool.exec('double', [n]))));
  console.log(await pool.exec((a, b) => a + b, [3, 4]));
  for (const [method, args] of [['check', [-1]], ['none', []], ['later', [5]]]) {
    await pool.exec(method, args).catch((error) => console.log(method, error.name, error.message));
  }
  await pool.exec('sleep', [60_000]).timeout(50).catch((error) => console.log(error.constructor.name, error.message));
  await pool.terminate();
}

(async () => {
  await through('process');
  await through('thread');
  const pool = workerpool.pool(`${__dirname}/worker.cjs`, { workerType: 'thread', maxWorkers: 1 });
  const account = { balance: -3 };
  try {
    await pool.exec('check', [account.balance]);
  } finally {
    await pool.terminate();
  }
})();
