/** Closing lines of `agentlog run`: what it says of each failure, and the variables below. */
const CLOSING_LINES = /(?<![^\n])(?:agentlog: (?!fault:).*\n(?: {2}.*\n)*)+$/;
/** What `AGENTLOG_DEBUG` tells of the process in which Node 20 and 22 start the files of tests. */
const NO_INSPECTOR = /^agentlog: fault: .*without a V8::Inspector.*\n(?: {4}at .*\n)*/gm;

const CHANCE: readonly (readonly [RegExp, string])[] = [
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with it.
  [/\u001b\[[0-9;]*m/g, ''],
  [/\b(duration_ms:?) [\d.]+/g, '$1 N'],
  [/\b(?:Start at|Time:|Duration) .*/g, ''],
  [/ ?\((?:\d+(?:\.\d+)? ?m?s)\)/g, ''],
  [/ ?\b\d+(?:\.\d+)? ?m?s\b/g, ''],
  [/\(node:\d+\)/g, '(node:PID)'],
  [/\b1[78]\d{11}(?:\.\d+)?\b/g, 'NOW'],
  [/"(?:duration|end|endTime|runtime|start|startTime)": (?:[\d.]+|"[^"]*")/g, '"when"'],
  [/ (?:time|timestamp)="[^"]*"/g, ''],
  // What mocha calls a test by its time.
  [/"speed": "[a-z]+"/g, '"speed"'],
  // Two timers may fall into one turn of the loop.
  [/^.*\b(?:runNextTicks|processTimers|listOnTimeout|processImmediate) \(node:.*\n/gm, ''],
  // What vitest 5 advises where workers were slow to start.
  [/^.*\b(?:workers spawned|faster with isolate)\b.*\n/gm, ''],
  [/[ \t]+/g, ' '],
  [/^ | $/gm, ''],
];

/** What a runner prints without what no two runs share: durations and process ids. */
export function withoutChance(text: string): string {
  return CHANCE.reduce((left, [shape, put]) => left.replace(shape, put), text);
}

/** What a recorded runner printed on stderr itself. */
export function withoutClosingLines(stderr: string): string {
  return stderr.replace(NO_INSPECTOR, '').replace(CLOSING_LINES, '');
}

/** The lines in an order of their own, failures without their numbers: workers print when they are done. */
export function sortedLines(text: string): string {
  return text
    .replace(/^ *\d+\) /gm, '')
    .split('\n')
    .filter(Boolean)
    .sort()
    .join('\n');
}

/** The lines of a report for other tools, each value of JSON on a line of its own. */
export function reportLines(name: string, text: string): string {
  const lines = name.endsWith('.json') ? JSON.stringify(JSON.parse(text), null, 1) : text;
  return sortedLines(withoutChance(lines));
}
