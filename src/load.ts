import { createRequire } from 'node:module';

// The other doors are loaded when they are first needed; off, importing "agentlog" costs its own file.
const require = createRequire(import.meta.url);

/** What records. */
export const loadRecorder = (): typeof import('./recorder.ts') => require('./recorder.cjs');
/** What reads stores and writes contexts. */
export const loadContext = (): typeof import('./context.ts') => require('./context.cjs');
/** What recording needs once there is something to record. */
export const loadRecording = (): typeof import('./recording.ts') => require('./recording.cjs');
