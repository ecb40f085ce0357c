import { logFailure } from 'agentlog';

function divide(a, b) {
  if (b === 0n) throw new Error('division by nothing'); // fails here
  return a / b;
}

try {
  divide(1n, 0n);
} catch (problem) {
  logFailure(problem);
  logFailure(problem);
  throw problem;
}
