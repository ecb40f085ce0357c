// Loads a server whenever its parent asks for it ({ url, seconds }), and answers how many requests were served.
const autocannon = require('autocannon');

process.on('message', async ({ url, seconds }) => {
  const result = await autocannon({ url, duration: seconds, connections: 20, sampleInt: 100 });
  const failed = result.errors + result.timeouts + result.non2xx;
  if (failed > 0) throw new Error(`${failed} requests failed`);
  const answered = result['2xx'];
  process.send({ answered, perSecond: answered / result.duration });
});
process.on('disconnect', () => process.exit());
