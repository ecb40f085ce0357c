/** Closing lines of `agentlog run`: the first such line, and all below it. */
const CLOSING_LINES = /^agentlog: [\s\S]*$/m;

const CHANCE: readonly (readonly [RegExp, string])[] = [
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with it.
  [/\u001b\[[0-9;]*m/g, ''],
  [/\b(duration_ms:?) [\d.]+/g, '$1 N'],
  [/\b(?:Start at|Time:|Duration) .*/g, ''],
  [/ ?\((?:\d+(?:\.\d+)? ?m?s)\)/g, ''],
  [/ ?\b\d+(?:\.\d+)? ?m?s\b/g, ''],
  [/\(node:\d+\)/g, '(node:PID)'],
  [/\b1[78]\d{11}\b/g, 'NOW'],
  [/[ \t]+/g, ' '],
  [/^ | $/gm, ''],
];

/** What a runner prints without what no two runs share: durations and process ids. */
export function withoutChance(text: string): string {
  return CHANCE.reduce((left, [shape, put]) => left.replace(shape, put), text);
}

/** What a recorded runner printed on stderr itself. */
export function withoutClosingLines(stderr: string): string {
  return stderr.replace(CLOSING_LINES, '');
}

/** The lines in an order of their own: workers print when they are done. */
export function sortedLines(text: string): string {
  return text.split('\n').sort().join('\n');
}
