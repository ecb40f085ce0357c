import type { Flag, Verb } from './verb.ts';

/** What `agentlog --help` prints: one screen. */
export function renderHelp(verbs: readonly Verb[]): string {
  return `agentlog: a flight recorder for programs that agents write, run and debug

usage: agentlog VERB …

${columns(verbs.map((verb) => [`${verb.name} ${wordsOf(verb)}`.trim(), verb.summary]))}

agentlog VERB --help explains a verb with an example; agentlog --version prints the version.
Exit codes: 0 done, 1 it could not be done, 2 wrong usage; run gives the command's own.
`;
}

/** What `agentlog VERB --help` and `agentlog help VERB` print. */
export function renderVerbHelp(verb: Verb): string {
  const flags = Object.entries(verb.flags).map(([name, flag]): Row => [flagText(name, flag), flag.summary]);
  return `usage: agentlog ${`${verb.name} ${verb.synopsis}`.trim()}

${verb.summary}
${flags.length > 0 ? `\n${columns(flags)}\n` : ''}
${verb.details.trim()}
`;
}

/** The synopsis without its flags and their values. */
function wordsOf(verb: Verb): string {
  return verb.synopsis.replace(/\[--[^\]]*\]…? ?|--\w+ \w+ ?/g, '').trim();
}

type Row = readonly [string, string];

function flagText(name: string, flag: Flag): string {
  return flag.value === undefined ? `--${name}` : `--${name} ${flag.value}`;
}

function columns(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}
