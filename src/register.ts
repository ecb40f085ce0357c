// Turns recording on for the whole process if AGENTLOG says so: `node --import agentlog/register app.js`.
import { isAskedFor } from './base/environment.ts';
import { openRecorder } from './load.ts';

if (isAskedFor()) openRecorder()?.enable();
