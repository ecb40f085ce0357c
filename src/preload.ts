// What `agentlog run` and `agentlog env` put into NODE_OPTIONS. Every Node that a program starts reads this file, however old,
// and other runtimes may: it looks before it leaps, and leaves no trace where capture cannot work.
import { runtime, tooOld } from './base/runtime.ts';
import { installBlockingStdio } from './capture/output/blocking-stdio.ts';

declare const require: NodeJS.Require;
declare const module: NodeJS.Module;
declare const __dirname: string;

const { env } = process;

/** Below `agentlog env` the commands of agentlog are programs of the shell too, which nobody wants recorded. */
function isOwnCommand(): boolean {
  const main = process.argv[1] || '';
  if (!/[\\/](?:agentlog|cli\.js)$/.test(main)) return false;
  return (require('node:fs') as typeof import('node:fs')).realpathSync(main) === `${__dirname}/cli.js`;
}

function start(): void {
  const path = `${__dirname}/recorder.cjs`;
  (require(path) as typeof import('./recorder.ts')).openRecorder().enable();
  // The program's view of its modules stays its own.
  delete require.cache[require.resolve(path)];
}

try {
  if (runtime === 'Node') {
    if (env.AGENTLOG_PIPES !== undefined) installBlockingStdio(process, env);
    if (/^\s*(?:true|1|yes|on)\s*$/i.test(env.AGENTLOG || '') && tooOld() === undefined && !isOwnCommand())
      start();
  }
} catch (fault) {
  if (env.AGENTLOG_DEBUG === '1') console.error('agentlog: fault:', fault);
} finally {
  // Whatever reads it, Bun and Deno too.
  delete require.cache[module.filename];
}
