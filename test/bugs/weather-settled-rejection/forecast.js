import { readStation } from './stations.js';

/** The mean temperature of all stations that answer. */
export async function meanTemperature(names) {
  const answers = await Promise.allSettled(names.map(readStation));
  let sum = 0;
  for (const answer of answers) {
    const { celsius } = answer.value;
    sum += celsius;
  }
  return sum / answers.length;
}
