// Turns recording on for the whole process if AGENTLOG says so: `node --import agentlog/register app.js`.
import { createRequire } from 'node:module';
import { isOn } from './base/environment.ts';

if (isOn(process.env.AGENTLOG)) {
  const { openRecorder }: typeof import('./recorder.ts') = createRequire(import.meta.url)('./recorder.cjs');
  openRecorder().enable();
}
