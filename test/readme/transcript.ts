import assert from 'node:assert/strict';
import { type Result, runProcess } from '../cli/agentlog.ts';
import { PATH } from '../installed.ts';

const END_OF_OUTPUT = '\u001e';
/** Each line begins with what runs the package that is installed where the transcript is run. */
const PRELUDE = 'agentlog() { "$NODE_MODULES/.bin/agentlog" "$@"; }\nexec 2>&1\n';

/** A command of a transcript, and what the page shows of its output. */
interface Step {
  readonly command: string;
  readonly shown: string;
}

/** The commands of a transcript, each behind `$ `, with the lines that follow it. */
function readSteps(text: string): Step[] {
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command = '', ...lines] = part.split('\n');
      return { command, shown: lines.join('\n').trimEnd() };
    });
}

/**
 * Runs a transcript in one shell and compares all that it prints, on stdout and stderr, with what the page shows. Two runs differ in ids, in
 * times of day, in ages and in durations: these are as they come. `…` stands for any text.
 */
export async function runTranscript(
  text: string,
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Result> {
  const steps = readSteps(text);
  assert.ok(steps.length > 0, 'no command');
  const lines = steps
    .map(({ command }) => `${command}\ncode=$?; printf '${END_OF_OUTPUT}'; (exit $code)\n`)
    .join('');
  const result = await runProcess('sh', ['-c', PRELUDE + lines], {
    cwd,
    env: { PATH, NODE_MODULES: `${cwd}/node_modules`, ...env },
  });
  const outputs = result.stdout.toString().split(END_OF_OUTPUT);
  const found = steps.map(({ command }, i) => `$ ${command}\n${outputs[i]?.trimEnd()}`).join(END_OF_OUTPUT);
  const shown = steps.map((step) => `$ ${step.command}\n${step.shown}`).join(END_OF_OUTPUT);
  assert.match(found, new RegExp(`^${pattern(shown)}$`), found);
  return result;
}

/**
 * What a text of the page matches: `…` anything within one output; an id another one of its kind, the same wherever it stands again; a time
 * any time.
 */
export function pattern(text: string): string {
  const groups = new Map<string, string>();
  return text
    .replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
    .replace(/…/g, `[^${END_OF_OUTPUT}]*?`)
    .replace(/\b(sess|fail|llm|tool|diff|dec)_[a-z2-7]{16}\b/g, (id, kind: string) => {
      const known = groups.get(id);
      if (known !== undefined) return `\\k<${known}>`;
      const name = `id${groups.size}`;
      groups.set(id, name);
      return `(?<${name}>${kind}_[a-z2-7]{16})`;
    })
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ')
    .replace(/\b\d+ s ago\b/g, '\\d+ s ago')
    .replace(/\b\d+(?:\\\.\d)? m?s\b(?! ago)/g, '\\d+(?:\\.\\d)? m?s');
}
