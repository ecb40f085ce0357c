// A tool prints 200 MB, in texts and in bytes; the memory of the process stays where it was.
import { captureOutput, toolCall } from 'agentlog';

const text = `${'line of a tool that prints a lot '.repeat(30)}\n`;
const bytes = Buffer.alloc(1 << 20, 'b');
const print = () => {
  for (let i = 0; i < 100_000; i += 1) process.stdout.write(text);
  for (let i = 0; i < 100; i += 1) process.stderr.write(bytes);
};
captureOutput(() => process.stdout.write(text));
const before = process.memoryUsage().rss;
toolCall('much', print);
const { stdout, stderr } = captureOutput(print);
const grown = (process.memoryUsage().rss - before) / 1e6;
console.log(grown < 60 ? 'flat' : `grown by ${grown} MB`, stdout.length < 1.1e6, stderr.length < 1.1e6);
