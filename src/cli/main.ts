import type { Environment } from '../base/environment.ts';
import { AgentlogError } from '../base/errors.ts';
import { renderHelp, renderVerbHelp } from './help.ts';
import { nearest } from './nearest.ts';
import { type Output, OutputClosed, openOutput } from './output.ts';
import { readArguments } from './read-call.ts';
import { tellRedacted } from './tell-redacted.ts';
import { DONE, type Exit, usageError, type Verb } from './verb.ts';
import { VERBS } from './verbs.ts';
import { readVersion } from './version.ts';

/** The world that a command line works on. */
export interface World {
  readonly env: Environment;
  readonly cwd: string;
}

/** They explain no verb but the command line. */
const GENERAL_HELP: readonly string[] = ['help', '--help', '-h'];

/** Carries out one command line and gives how the process is to end. What goes wrong is told in one line on stderr; never throws. */
export async function main(args: readonly string[], world: World): Promise<Exit> {
  try {
    return await dispatch(args, world, openOutput(1));
  } catch (error) {
    if (error instanceof OutputClosed) return DONE;
    const message = error instanceof Error ? error.message : String(error);
    tellRedacted(message);
    if (world.env.AGENTLOG_DEBUG === '1' && error instanceof Error) console.error(error.stack);
    return { code: error instanceof AgentlogError && error.code === 'AGENTLOG_USAGE' ? 2 : 1 };
  }
}

async function dispatch(args: readonly string[], world: World, out: Output): Promise<Exit> {
  const [name, ...rest] = args;
  if (name === undefined) throw usageError('no verb given; agentlog --help lists them');
  if (name === '--help' || name === '-h') return print(out, renderHelp(VERBS));
  if (name === '--version' || name === '-v') return print(out, `${readVersion()}\n`);
  if (name === 'help') return print(out, helpOn(rest));
  const verb = findVerb(name);
  const { help, ...given } = readArguments(verb, rest);
  if (help) return print(out, renderVerbHelp(verb));
  if (verb.takesNoWords && given.words.length > 0) {
    throw usageError(`${name} takes no words; see agentlog ${name} --help`);
  }
  return verb.run({ ...given, out, ...world });
}

function print(out: Output, text: string): Exit {
  out.write(text);
  return DONE;
}

function helpOn([name, ...more]: readonly string[]): string {
  if (more.length > 0) throw usageError('help takes at most one word, the verb');
  return name === undefined || GENERAL_HELP.includes(name)
    ? renderHelp(VERBS)
    : renderVerbHelp(findVerb(name));
}

function findVerb(name: string): Verb {
  const verb = VERBS.find((candidate) => candidate.name === name);
  if (verb === undefined) throw usageError(unknownVerb(name));
  return verb;
}

function unknownVerb(name: string): string {
  const kind = name.startsWith('-') ? 'flag' : 'verb';
  const known = kind === 'flag' ? ['--help', '--version'] : VERBS.map((verb) => verb.name);
  const near = nearest(name, known);
  const hint = near === undefined ? 'agentlog --help lists them' : `did you mean ${near}?`;
  return `no ${kind} ${JSON.stringify(name)}; ${hint}`;
}
