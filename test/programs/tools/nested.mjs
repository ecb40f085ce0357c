// An inner call's output is the inner's; tee lets it through to where it would have gone.
import { captureOutput, toolCall } from 'agentlog';

toolCall('outer', () => {
  console.log('outer begins');
  toolCall('inner', () => console.log('inner'));
  toolCall('inner with tee', () => console.log('inner, and outer'), { tee: true });
  const { stdout } = captureOutput(() => console.log('captured'));
  console.log('outer ends', JSON.stringify(stdout));
});
toolCall('inner throws', () => {
  try { captureOutput(() => { console.log('before the throw'); console.error('and this'); throw new Error('no'); }); } catch { console.log('caught'); }
});
toolCall('outer with tee', () => {
  console.log('on the terminal too');
  toolCall('inner of tee', () => console.log('inner alone'));
  toolCall('both tee', () => process.stderr.write('everywhere\n'), { tee: true });
}, { tee: true });
