// Loads a server for a while, as `node http-load.cjs URL SECONDS`; prints how many requests a second were answered.
const autocannon = require('autocannon');

const [url, seconds] = process.argv.slice(2);

autocannon({ url, duration: Number(seconds), connections: 20, sampleInt: 250 }).then((result) => {
  const failed = result.errors + result.timeouts + result.non2xx;
  if (failed > 0) throw new Error(`${failed} requests failed`);
  console.log(JSON.stringify({ perSecond: result['2xx'] / result.duration }));
});
