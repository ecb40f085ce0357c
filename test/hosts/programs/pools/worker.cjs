const workerpool = require('workerpool');

workerpool.worker({
  double: (n) => n * 2,
  check(n) {
    if (n < 0) throw new RangeError(`${n} is too small`);
    return n;
  },
  async later(n) {
    await null;
    const rows = undefined;
    return rows.length + n;
  },
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
});
