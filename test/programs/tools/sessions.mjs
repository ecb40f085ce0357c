// A call's event goes to the session in which it began.
import { endSession, runSession, startSession, toolCall } from 'agentlog';

startSession('one', 'ended by the tool');
toolCall('ends its session', () => { console.log('x'); endSession(); });
await Promise.all([
  runSession('two', 'a', () => toolCall('in a', async () => { await null; console.log('a'); })),
  runSession('three', 'b', () => toolCall('in b', async () => { await null; console.log('b'); })),
]);
