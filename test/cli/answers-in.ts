/** The answers of the decisions in lines of JSON, in their order. */
export const answersIn = (lines: string): string =>
  lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line).answer)
    .join(' ');
