import { once } from 'node:events';
import { at, compare, environment, interleave, ratioAtLeast, withFolder } from './harness.js';
import { CAN_PIN, serve, start } from './processes.js';

const SERVER = at('bench/programs/http-server.cjs');
const LOAD = at('bench/programs/http-load.cjs');
const PRELOAD = at('dist/preload.cjs');
const DEBUGGER = at('bench/programs/debugger-only.cjs');
const AWAITS =
  'While V8’s debugger is on, each `await` and each promise goes through it, whatever it is told to pause at: about 6,700 instructions ' +
  'in place of 820. V8 keeps one bit for that, which is set for as long as anybody may pause at all.';
const ROUTES = {
  '/plain/grace': { answer: 'JSON, answered at once', limit: AWAITS },
  '/users/grace': {
    answer: 'JSON, after a few awaits',
    limit: `${AWAITS} That is all that is added here: with the debugger alone a request takes as many instructions as with agentlog.`,
  },
  '/bad': {
    answer: 'JSON, after a few awaits and a throw caught in each request',
    limit:
      'Of the instructions that are added, V8’s debugger takes 56 % where it pauses at nothing (its awaits), and 5 % where it has to find out who ' +
      'will catch each throw; 39 % are the pauses that the budget allows.',
  },
};

/** What recording costs an HTTP server under load: requests a second, on the loopback interface. */
export async function run({ quick = false } = {}) {
  const generator = startGenerator();
  try {
    const rows = [];
    for (const route of Object.keys(ROUTES)) rows.push(...(await measure(route, generator, quick)));
    return rows;
  } finally {
    generator.close();
  }
}

function measure(route, generator, quick) {
  const seconds = quick ? 0.3 : 0.7;
  return withFolder(async (folder) => {
    const recording = environment({ AGENTLOG: 'true', AGENTLOG_DIR: `${folder}/.agentlog` });
    const contenders = {
      'recording on': () => serve(['--require', PRELOAD, SERVER], recording),
      'the debugger alone': () =>
        serve(['--require', DEBUGGER, SERVER], environment({ BENCH_PAUSE_STATE: 'none' })),
      'recording off': () => serve([SERVER], environment()),
    };
    const names = Object.keys(contenders);
    const all = Object.fromEntries(names.map((name) => [name, []]));
    // Two processes of one program differ by a few percent for their whole lives: so, several of each.
    for (let process = 0; process < (quick ? 1 : 2); process += 1) {
      const servers = {};
      try {
        for (const name of names) servers[name] = await contenders[name]();
        const load = (name) => [name, () => loadOnce(servers[name], route, generator, seconds)];
        const values = await interleave(quick ? 2 : 6, Object.fromEntries(names.map(load)));
        for (const name of names) all[name].push(...values[name]);
      } finally {
        await Promise.all(Object.values(servers).map((server) => server.close()));
      }
    }
    return toRows(all, ROUTES[route]);
  });
}

function toRows(all, { answer, limit }) {
  const pick = (key) =>
    Object.fromEntries(Object.entries(all).map(([name, runs]) => [name, runs.map((run) => run[key])]));
  const answered = pick('perSecond');
  const used = pick('cpuMicros');
  const question = `An HTTP server: ${answer}`;
  const about = (measured, unit, note) => ({ question, measured, against: 'recording off', unit, note });
  const where = CAN_PIN
    ? 'server and load generator on a core each'
    : 'server and load generator share all cores';
  const floor = 'the floor: enabled, told to pause at nothing';
  return [
    compare(answered, { ...about('recording on', 'requests/s', where), limit }, ratioAtLeast(0.97)),
    compare(answered, about('the debugger alone', 'requests/s', floor)),
    compare(
      used,
      about('recording on', 'µs of CPU a request', 'of the server, however busy the load generator is'),
    ),
    compare(used, about('the debugger alone', 'µs of CPU a request', floor)),
  ];
}

/** Loads a server once; what it needed of its processor it tells itself. */
async function loadOnce({ url }, route, generator, seconds) {
  const readCpu = async () => Number(await (await fetch(`${url}/cpu`)).text());
  const before = await readCpu();
  const { answered, perSecond } = await generator.load(url + route, seconds);
  return { perSecond, cpuMicros: ((await readCpu()) - before) / answered };
}

function startGenerator() {
  const child = start(1, [LOAD], environment(), ['ignore', 'ignore', 'inherit', 'ipc']);
  const ended = once(child, 'exit').then(() => {
    throw new Error('the load generator ended');
  });
  ended.catch(() => {});
  const load = async (url, seconds) => {
    child.send({ url, seconds });
    const [answer] = await Promise.race([once(child, 'message'), ended]);
    return answer;
  };
  return { load, close: () => child.connected && child.disconnect() };
}
