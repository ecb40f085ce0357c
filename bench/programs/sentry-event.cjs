// Runs the program BENCH_PROGRAM and writes what Sentry would send for its uncaught error, as JSON, to the file BENCH_FILE.
const { writeFileSync } = require('node:fs');
const Sentry = require('@sentry/node');

Sentry.init({
  dsn: 'https://public@localhost/1',
  includeLocalVariables: true,
  transport: () => ({
    send: async ([, items]) => {
      const event = items.find(([{ type }]) => type === 'event')?.[1];
      if (event !== undefined) writeFileSync(process.env.BENCH_FILE, JSON.stringify(event));
      return { statusCode: 200 };
    },
    flush: async () => true,
  }),
});

// Its worker has to be there before the error is thrown, or the event has no variables.
setTimeout(() => import(process.env.BENCH_PROGRAM), 1500);
