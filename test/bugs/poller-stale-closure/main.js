import { createState } from './job-state.js';
import { pollUntilDone } from './poller.js';

const state = createState({ attempts: 0, startedBy: 'nightly' });
const slowExport = () => 'running';

const result = await pollUntilDone('exports-7734', state, slowExport);
console.log(result);
