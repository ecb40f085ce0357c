// A tool that ends or destroys its streams does so for itself alone.
import { once } from 'node:events';
import { finished, pipeline } from 'node:stream/promises';
import { toolCall } from 'agentlog';

toolCall('end', () => { process.stdout.end('last words\n'); process.stderr.end(); console.log('and more'); });
toolCall('destroy', () => { process.stdout.destroy(); console.log('after destroy'); });
await toolCall('waits for the end', async () => {
  const end = once(process.stdout, 'finish');
  await new Promise((resolve) => process.stdout.end('called back\n', resolve));
  await end;
});
await toolCall('pipeline', () => pipeline(async function* () { yield 'piped\n'; }, process.stdout));
await toolCall('write', () => new Promise((resolve) => process.stdout.write('written\n', resolve)));
await toolCall('cork', async () => { process.stdout.cork(); console.log('corked'); process.stdout.uncork(); });
console.log('still open', process.stdout.writable, process.stdout.writableEnded);
