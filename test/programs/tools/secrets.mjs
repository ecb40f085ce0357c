// A secret wherever a tool can put one.
import { logToolOutput, toolCall } from 'agentlog';

const secret = process.env.TEST_SECRET;
const half = secret.length >> 1;
toolCall(`tool ${secret}`, () => {
  process.stdout.write(secret.slice(0, half));
  process.stdout.write(Buffer.from(secret.slice(half)));
  console.error(`password=${process.env.TEST_WORD}`);
});
await toolCall('throws', async () => { throw Object.assign(new Error(`refused\n${secret}`), { name: `E${secret}` }); }).catch(() => {});
toolCall('straddles', () => {
  for (const size of [2560, 10_752, 26_624]) { process.stdout.write('. '.repeat((size - 10) / 2)); process.stdout.write(secret); }
  process.stdout.write('. '.repeat(30_000));
});
logToolOutput({ tool: secret, stdout: secret, stderr: Buffer.from(secret), error: secret, signal: secret });
