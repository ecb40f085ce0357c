// A Worker with one route a behaviour; answers with what it saw.
import { d1RestStore, d1Store } from 'agentlog/d1';

class User {
  id = 3;
  get full() {
    throw new Error('a getter ran');
  }
}

function fail(order) {
  const total = order.lines.length;
  return total;
}

/** Logs one event of each kind. */
function logAll(log, sessionId) {
  let failure;
  try {
    fail({});
  } catch (error) {
    failure = log.logFailure(error, sessionId);
  }
  return [
    failure,
    log.logLlmCall({ model: 'm-1', prompt: 'Fix it', response: 'Done.', tokensIn: 12, tokensOut: 3, durationMs: 20.25 }, sessionId),
    log.logToolOutput({ tool: 'npm test', stdout: '1 passed', stderr: '', exitCode: 0, durationMs: 5 }, sessionId),
    log.logGitDiff('diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n', undefined, sessionId),
    log.logDecision('Retry?', true, 'it was a timeout', { user: new User() }, sessionId),
  ];
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
let shared;

const ROUTES = {
  async all({ env }) {
    const log = d1Store(env.DB);
    const session = log.startSession('shop-agent', 'answer a ticket');
    const ids = logAll(log);
    log.endSession();
    await log.flush();
    const events = [];
    for await (const event of log.readEvents({ sessionId: session })) events.push(event);
    return { session, ids, events, tokens: await log.tokenSummary(session) };
  },
  /** Over REST, as from another account. */
  async rest({ env }) {
    const log = d1RestStore({
      accountId: env.CLOUDFLARE_ACCOUNT_ID,
      databaseId: env.AGENTLOG_D1_DATABASE_ID,
      apiToken: env.CLOUDFLARE_API_TOKEN,
      baseUrl: env.AGENTLOG_D1_URL,
    });
    const session = log.startSession('shop-agent', 'answer a ticket');
    const ids = logAll(log);
    await log.flush();
    return { session, ids, tokens: await log.tokenSummary() };
  },
  async given({ env }) {
    const first = d1Store(env.DB);
    const session = first.startSession('shop-agent', 'a task');
    await first.flush();
    const log = d1Store(env.DB);
    const ids = logAll(log, session);
    log.endSession(session);
    await log.flush();
    return { session, ids };
  },
  async implicit({ env }) {
    const log = d1Store(env.DB);
    const before = log.getSessionId() ?? null;
    logAll(log);
    const session = log.getSessionId();
    await log.flush();
    return { before, session };
  },
  async off({ env }) {
    const log = d1Store(env.DB, { enabled: false });
    const given = [
      log.startSession('a', 'b'),
      log.getSessionId() ?? null,
      ...logAll(log),
      log.runSession('a', 'b', (id) => id),
    ];
    await log.flush();
    return { given };
  },
  async unflushed({ env }) {
    const log = d1Store(env.DB);
    const session = log.startSession('a', 'b');
    const ids = logAll(log);
    const flushing = log.flush();
    logAll(log);
    const [{ total_tokens }, events] = [await log.tokenSummary(), []];
    for await (const event of log.readEvents({ last: 7 })) events.push(event.event_type);
    await Promise.all([flushing, log.flush(), log.flush()]);
    return { session, ids, total_tokens, events };
  },
  async many({ env, ctx, url }) {
    const log = d1Store(env.DB);
    const session = log.startSession('busy', 'log a lot');
    const count = Number(url.searchParams.get('count'));
    for (let i = 0; i < count; i += 1) log.logDecision(`question ${i}`, i);
    ctx.waitUntil(log.flush());
    return { session };
  },
  /** Requests at the same time on one store: each in a session of its own. */
  async concurrent({ env, ctx, url, AsyncLocalStorage }) {
    shared ??= d1Store(env.DB, AsyncLocalStorage && { asyncLocalStorage: new AsyncLocalStorage() });
    const name = url.searchParams.get('name');
    const log = shared;
    return log.runSession('agent', `task ${name}`, async (session) => {
      const given = url.searchParams.has('byHand') ? session : undefined;
      const seen = new Set();
      for (let i = 0; i < 4; i += 1) {
        await wait(3 + Math.random() * 12);
        log.logDecision(`${name} ${i}`, i, undefined, undefined, given);
        seen.add(given ?? log.getSessionId());
        if (i === 2) await log.flush();
      }
      ctx.waitUntil(log.flush());
      return { session, seen: [...seen] };
    });
  },
  async hostile({ env, url }) {
    const log = d1Store(env.DB);
    const session = log.startSession('hostile', 'values');
    const ran = [];
    const thrower = {};
    for (const key of ['message', 'name', 'stack', 'cause', 'code', 'model', 'prompt', 'stdout', 'tool', 'toJSON', 'then', 'errors'])
      Object.defineProperty(thrower, key, {
        enumerable: true,
        get() {
          ran.push(key);
          throw new Error(key);
        },
      });
    const badError = Object.defineProperties(new Error('bad'), Object.getOwnPropertyDescriptors(thrower));
    const cycle = { name: 'cycle' };
    cycle.self = cycle;
    const big = 'x '.repeat(5_000_000);
    const hollow = Object.create(null);
    const values = [thrower, badError, cycle, big, Symbol('s'), new User(), hollow, null, undefined, 1n, Number.NaN, () => 1, [cycle], new Map([[cycle, big]]), new Proxy({}, {}), new Date(Number.NaN), new URL('https://a.b/c?d=e'), new Response('x'), new Uint8Array(3), '\ud800'];
    const ids = [];
    for (const value of values)
      ids.push(
        log.logFailure(value),
        log.logLlmCall(value),
        log.logLlmCall({ model: value, prompt: value, response: value, tokensIn: value, error: value }),
        log.logToolOutput(value),
        log.logToolOutput({ tool: value, stdout: value, stderr: value, exitCode: value, signal: value, error: value }),
        log.logGitDiff(value, value),
        log.logDecision(value, value, value, value),
        log.logDecision('q', value, 'r', { value }),
      );
    await log.flush();
    const wrong = [log.logDecision('q', 1, undefined, undefined, 'no session'), log.logDecision('q', 1, undefined, undefined, thrower)];
    log.endSession('not one');
    return { session, ran, logged: ids.filter(Boolean).length, expected: ids.length, wrong, path: url.pathname };
  },
  async secrets({ env, request }) {
    const { secrets } = await request.json();
    const log = d1Store(env.DB);
    for (const secret of secrets) {
      log.startSession(`agent ${secret}`, `task ${secret}`);
      const error = new Error(`refused ${secret}`, { cause: new TypeError(secret) });
      error.code = secret;
      error.name = secret;
      log.logFailure(error);
      log.logFailure(secret);
      log.logFailure({ deep: { [secret]: secret } });
      log.logLlmCall({ model: secret, prompt: secret, response: { content: [{ text: secret }] }, error });
      log.logToolOutput({ tool: secret, stdout: `a ${secret} b`, stderr: new TextEncoder().encode(secret), signal: secret, error: secret });
      for (const before of [2_550, 10_752, 49_000])
        log.logToolOutput({ tool: 't', stdout: `${'\n'.repeat(before)}${secret}${' .'.repeat(30_000)}` });
      log.logGitDiff(`diff --git a/${secret} b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-${secret}\n+key ${secret}\n`);
      log.logDecision(secret, secret, secret, { [secret]: secret, token: secret, list: [secret] });
      log.logDecision('q', 1, undefined, undefined, secret);
    }
    await log.flush();
    return {};
  },
};

/** What the Worker does, with the storage that it has imported, if it could. */
export function createHandler(AsyncLocalStorage) {
  return {
    async fetch(request, env, ctx) {
      const url = new URL(request.url);
      const warnings = [];
      const { warn } = console;
      console.warn = (line) => warnings.push(line);
      try {
        const answer = await ROUTES[url.pathname.slice(1)]({ request, env, ctx, url, AsyncLocalStorage });
        return Response.json({ ...answer, warnings });
      } finally {
        console.warn = warn;
      }
    },
  };
}
