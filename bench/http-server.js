import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { at, compare, environment, interleave, ratioAtLeast, withFolder } from './harness.js';

const SERVER = at('bench/programs/http-server.cjs');
const LOAD = at('bench/programs/http-load.cjs');
const PRELOAD = at('dist/preload.cjs');
const ROUTES = { '/grace': 'JSON and a few awaits', '/bad': 'the same, and a throw caught in each request' };
/** Linux can give server and load generator a core each; elsewhere they share as the system likes. */
const CAN_PIN = process.platform === 'linux' && availableParallelism() > 1;

/** What recording costs an HTTP server under load: requests a second, on the loopback interface. */
export async function run({ quick = false } = {}) {
  const rows = [];
  for (const route of Object.keys(ROUTES)) rows.push(await measure(route, quick));
  return rows;
}

function measure(route, quick) {
  const pairs = quick ? 1 : 3;
  const rounds = quick ? 2 : 5;
  const seconds = quick ? 0.5 : 1.2;
  return withFolder(async (folder) => {
    const recording = environment({ AGENTLOG: 'true', AGENTLOG_DIR: `${folder}/.agentlog` });
    const all = { 'recording on': [], 'recording off': [] };
    // Two processes of one program differ by a few percent for their whole lives: so, several of each.
    for (let pair = 0; pair < pairs; pair += 1) {
      const on = await serve(['--require', PRELOAD], recording);
      const off = await serve([], environment());
      try {
        const values = await interleave(rounds, {
          'recording on': () => load(`${on.url}${route}`, seconds),
          'recording off': () => load(`${off.url}${route}`, seconds),
        });
        for (const name of Object.keys(all)) all[name].push(...values[name]);
      } finally {
        await Promise.all([on.close(), off.close()]);
      }
    }
    const about = {
      question: `An HTTP server: ${ROUTES[route]}`,
      measured: 'recording on',
      against: 'recording off',
      unit: 'requests/s',
      note: CAN_PIN
        ? 'server and load generator on a core each'
        : 'server and load generator share all cores',
    };
    return compare(all, about, ratioAtLeast(0.97));
  });
}

async function serve(args, env) {
  const child = start(0, [...args, SERVER], env);
  const [first] = await once(child.stdout, 'data');
  const close = async () => {
    child.stdin.end();
    if (child.exitCode === null) await once(child, 'exit');
  };
  return { url: `http://127.0.0.1:${Number(String(first))}`, close };
}

async function load(url, seconds) {
  const child = start(1, [LOAD, url, `${seconds}`], environment());
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
  });
  const [status] = await once(child, 'close');
  if (status !== 0) throw new Error(`the load generator ended with ${status}`);
  return JSON.parse(text).perSecond;
}

function start(core, args, env) {
  const command = [process.execPath, ...args];
  const [file, ...rest] = CAN_PIN ? ['taskset', '-c', `${core}`, ...command] : command;
  return spawn(file, rest, { env, stdio: ['pipe', 'pipe', 'inherit'] });
}
