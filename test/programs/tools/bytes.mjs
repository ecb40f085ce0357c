// Whatever a tool prints, and whatever Node refuses.
import { captureOutput, logToolOutput, toolCall } from 'agentlog';

toolCall('bytes', () => {
  process.stdout.write(Buffer.from([0xff, 0x00, 0x41]));
  process.stdout.write(new DataView(new ArrayBuffer(1)));
  process.stdout.write('6869', 'hex');
  process.stdout.write('é', 'latin1');
  const half = Buffer.from('é\n');
  process.stderr.write(half.subarray(0, 1));
  process.stderr.write(half.subarray(1));
});
toolCall('refused', () => {
  for (const args of [[null], [undefined], [5], [{}], ['x', 'bogus']]) {
    try { process.stdout.write(...args); } catch (error) { console.log(error.code); }
  }
});
const name = 'n'.repeat(10_000);
toolCall(name, () => {});
toolCall({ toString() { console.log('called'); } }, () => {});
logToolOutput({ tool: name, stdout: Buffer.from([0xc3, 0x28]), stderr: `TOKEN=${'s3cr3t'.repeat(4)}\0`, exitCode: 2, durationMs: 12.345 });
logToolOutput({ tool: 'killed', stdout: '', stderr: '', exitCode: null, signal: 'SIGKILL', durationMs: Number.NaN });
logToolOutput({ get tool() { console.log('called'); return 'x'; }, stdout: 5 });
logToolOutput(new Proxy({}, { get() { console.log('called'); } }));
logToolOutput(null);
logToolOutput({ tool: 'long', stdout: 'x y\n'.repeat(12_500), stderr: 'ok' });
const { stdout } = captureOutput(() => process.stdout.write('ab€'.repeat(1_000_000)));
console.log(Buffer.byteLength(stdout) < 1_048_640, /^(?:ab€)+(?:ab|a)?\n\[… \d+ bytes missing …\]\n(?:b€|€)?(?:ab€)+$/.test(stdout));
