import { logFailure } from 'agentlog';

function parsePrice(text) {
  const digits = text.slice(1);
  if (digits === '') throw new RangeError('no digits'); // fails here
  return Number(digits);
}

function parseAll(texts) {
  for (const text of texts) {
    try {
      parsePrice(text);
    } catch (problem) {
      const handled = true;
      logFailure(problem);
    }
  }
}

parseAll(['$5', '$']);
console.log('done');
