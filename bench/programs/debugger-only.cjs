// The least that anything which reads locals must do: V8's debugger enabled in process, pausing at every throw.
const { Session } = require('node:inspector');

try {
  const session = new Session();
  session.connect();
  session.post('Debugger.enable');
  session.post('Debugger.setPauseOnExceptions', { state: process.env.BENCH_PAUSE_STATE ?? 'all' });
} catch {
  // The parent of `node --test` has no inspector, and says so with a value that is no Error.
}
