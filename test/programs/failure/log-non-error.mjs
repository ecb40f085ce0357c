import { logFailure } from 'agentlog';

function poll(attempt) {
  const reason = attempt > 2 ? 'timeout' : 'busy';
  logFailure(reason); // fails here
}

poll(3);
