#!/usr/bin/env node
// This file is built for Node 12 and loads the rest only after it looked at the version: a Node that is too old to
// read the rest must be able to say so.

import { tooOld } from './base/runtime.ts';
import { workingFolder } from './base/working-folder.ts';

/** After this time a signal that we sent ourselves will not end us any more. */
const SIGNAL_WAIT_MS = 200;
/** Node ignores these; they have to be set back before they can end us. */
const IGNORED_BY_NODE: readonly string[] = ['SIGPIPE', 'SIGXFSZ'];

/** Ends this process by the same signal, so that its parent sees the wait status that the command had. */
function repeatSignal(signal: NodeJS.Signals, code: number): void {
  setTimeout(() => process.exit(code), SIGNAL_WAIT_MS);
  if (IGNORED_BY_NODE.includes(signal)) process.on(signal, () => {});
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

const complaint = tooOld();
if (complaint !== undefined) {
  process.stderr.write(`agentlog: ${complaint}\n`);
  process.exit(1);
} else {
  import('./cli/main.ts').then(async ({ main }) => {
    const { code, signal } = await main(process.argv.slice(2), { env: process.env, cwd: workingFolder() });
    if (signal === undefined) process.exit(code);
    repeatSignal(signal, code);
  });
}
