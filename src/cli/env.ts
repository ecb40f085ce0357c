import { isAbsolute, resolve } from 'node:path';
import { nodeOptionsWithPreload } from './node-options.ts';
import { preloadPath } from './preload-path.ts';
import { shellQuote } from './shell-quote.ts';
import { type Call, DONE, type Exit, type Verb } from './verb.ts';

/** `agentlog env`. */
export const envVerb: Verb = {
  name: 'env',
  synopsis: '',
  summary: 'prints lines that turn capture on for the shell: eval "$(agentlog env)"',
  flags: {},
  details: `
Every Node program that the shell starts afterwards is recorded, each in the .agentlog folder nearest to where
it runs. NODE_OPTIONS that is already there stays.

  $ eval "$(agentlog env)"
  $ node crash.js
  $ agentlog show failure --last 1
`,
  takesNoWords: true,
  run: printEnv,
};

function printEnv(call: Call): Exit {
  call.out.write(envLines(call).join(''));
  return DONE;
}

function envLines({ env, cwd }: Call): string[] {
  const lines = ['export AGENTLOG=true\n'];
  // Unset, the folder is found from where each program runs, so a later `cd` into another project is followed.
  // Set and relative, it would mean another folder after each `cd`.
  const dir = env.AGENTLOG_DIR;
  if (dir && !isAbsolute(dir)) lines.push(`export AGENTLOG_DIR=${shellQuote(resolve(cwd, dir))}\n`);
  const options = nodeOptionsWithPreload(env.NODE_OPTIONS, preloadPath());
  return [...lines, `export NODE_OPTIONS=${shellQuote(options)}\n`];
}
