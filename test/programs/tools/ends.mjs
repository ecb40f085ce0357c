// The process ends while tools are running.
import { toolCall } from 'agentlog';

toolCall('waits', () => { console.log('so far'); return new Promise(() => {}); });
const abandoned = toolCall('abandoned', function* () { console.log('begun'); yield 1; });
abandoned.next();
toolCall('exits', () => { console.log('last words'); process.exit(3); });
