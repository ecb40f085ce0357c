import { logFailure } from 'agentlog';

function check(response) {
  const expected = 200;
  if (response.status !== expected) {
    const problem = new Error(`status ${response.status}`);
    logFailure(problem); // fails here
  }
}

check({ status: 502 });
