import { parseArgs } from 'node:util';
import { nearest } from './nearest.ts';
import { usageError, type Verb } from './verb.ts';

/** The words and flags of one command line. */
export interface Arguments {
  /** `--help` or `-h` was given: nothing else counts. */
  readonly help: boolean;
  readonly words: readonly string[];
  has(flag: string): boolean;
  value(flag: string): string | undefined;
  values(flag: string): readonly string[];
}

/** Reads what follows a verb. @throws AGENTLOG_USAGE with the nearest flag where one is misspelt */
export function readArguments(verb: Verb, args: readonly string[]): Arguments {
  const ours = verb.passesRest ? args.slice(0, frontLength(verb, args)) : args;
  const rest = args.slice(ours.length);
  const end = ours.indexOf('--');
  const help = (end === -1 ? ours : ours.slice(0, end)).some((arg) => arg === '--help' || arg === '-h');
  if (help) return { help, words: [], has: () => false, value: () => undefined, values: () => [] };
  const { values, positionals } = parse(verb, ours);
  return {
    help,
    words: rest[0] === '--' ? rest.slice(1) : [...positionals, ...rest],
    has: (flag) => values[flag] === true,
    value: (flag) => {
      const value = values[flag];
      return typeof value === 'string' ? value : undefined;
    },
    values: (flag) => [values[flag]].flat().filter((value) => typeof value === 'string'),
  };
}

/** A whole number of at least 1, as the value of a flag. @throws AGENTLOG_USAGE */
export function readCount(flag: string, text: string): number {
  if (!/^[0-9]{1,9}$/.test(text) || Number(text) === 0) {
    throw usageError(`--${flag} takes a number from 1 on, not ${JSON.stringify(text)}`);
  }
  return Number(text);
}

/** How many arguments are flags of ours and their values, before the other program's command line begins. */
function frontLength(verb: Verb, args: readonly string[]): number {
  let i = 0;
  for (let arg = args[i]; arg?.startsWith('-') && arg !== '--'; arg = args[i]) {
    i += verb.flags[arg.slice(2)]?.type === 'string' ? 2 : 1;
  }
  return Math.min(i, args.length);
}

function parse(verb: Verb, args: readonly string[]): ReturnType<typeof parseArgs> {
  const options = Object.fromEntries(
    Object.entries(verb.flags).map(([name, { type, repeats }]) => [
      name,
      { type, multiple: repeats === true },
    ]),
  );
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
  } catch (error) {
    throw usageError(explain(verb, error as Error & { code?: string }));
  }
}

function explain(verb: Verb, error: Error & { code?: string }): string {
  const option = /'(-{1,2}[^' <=]*)/.exec(error.message)?.[1] ?? '';
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const flags = [...Object.keys(verb.flags), 'help'];
    const near = nearest(option.replace(/^-+/, ''), flags);
    const hint = near === undefined ? `see agentlog ${verb.name} --help` : `did you mean --${near}?`;
    return `${verb.name} has no ${option}; ${hint}`;
  }
  const name = (/--([a-z0-9-]+)/.exec(error.message)?.[1] ?? '') as string;
  return verb.flags[name]?.type === 'string'
    ? `--${name} needs a value; see agentlog ${verb.name} --help`
    : `--${name} takes no value; see agentlog ${verb.name} --help`;
}
