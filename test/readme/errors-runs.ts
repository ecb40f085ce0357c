import type { Runs } from './pages.ts';
import { makeProject } from './project.ts';
import { runTranscript } from './transcript.ts';

/** What is done with the snippets of docs/errors.md. */
export const errorsRuns: Runs = [
  ['$ agentlog show falure', async (text) => void (await runTranscript(text, makeProject()))],
];
