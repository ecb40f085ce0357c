// How fast a large log is read, side by side with the tools that people read JSON lines with.
import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateLog } from './generate-log.js';
import { addsLessThan, at, compare, environment, interleave, ratioAtMost, withFolder } from './harness.js';

const SESSIONS = 2000;
const CLI = at('dist/cli.js');
const EMPTY = at('bench/programs/empty.cjs');
const LONGEST_RUN_MS = 300_000;
const MAX_MB = 150;
const JQ = 'jq';
const RIPGREP = 'ripgrep';
const DUCKDB = 'DuckDB';
const BARE = 'bare node';
const CAT = 'cat';
/** What holds a figure off its aim, by what profiles of Node 20 show. */
const LIMITS = {
  startUp:
    'Half of the source that `agentlog show` loads is redaction, through which goes all that is printed. Node 20 keeps no compiled code from one start to the next, so each compiles it anew.',
  failuresOfOne:
    'Every failure that is printed is redacted once more and was parsed to know that it is whole: 25 % of the time and 21 %, and both grow with the failures, not with the log. Finding the ends and kinds of all lines takes 20 %, the system’s read 7 %.',
  failuresOfMany:
    'Two thousand files are merged by time: opening them, some more than once, and the merge take a quarter of the time, parsing the failures and redacting them once more 31 %, finding the ends and kinds of all lines 19 %, the system’s read 10 %.',
  tokens:
    'DuckDB uses both cores, agentlog one. 57 % of the time goes into the lines of model calls, which are checked byte by byte so that a torn one is never counted; finding the ends and kinds of all lines takes 21 %. A second thread helped on an idle machine and cost time on a busy one.',
  sessions:
    'DuckDB uses both cores, agentlog one. 30 % of the time goes into the lines of model calls, which are checked byte by byte, 39 % into finding and judging the others by their heads, 9 % into opening the files.',
};

/** Logs of 1 GB (in a hurry of 20 MB), in one session and in many. */
export function run({ quick = false } = {}) {
  const bytes = quick ? 2e7 : 1e9;
  const rounds = quick ? 1 : 5;
  const tools = findTools();
  return withFolder(async (folder) => {
    const one = join(folder, 'one');
    const many = join(folder, 'many');
    const small = join(folder, 'small');
    generateLog(one, { sessions: 1, bytes });
    generateLog(many, { sessions: quick ? 40 : SESSIONS, bytes });
    generateLog(small, { sessions: 1, bytes: 100_000 });
    const size = `${bytes / 1e6} MB`;
    return [
      ...(await startUpRows(small, quick)),
      ...(await failureRows(`Failures in a log of ${size}, one session`, one, [], {
        tools,
        rounds,
        bytes,
        limit: LIMITS.failuresOfOne,
      })),
      ...(await failureRows(
        `Failures in logs of ${size}, ${quick ? 40 : SESSIONS} sessions`,
        many,
        ['--session', 'all'],
        { tools, rounds, bytes, limit: LIMITS.failuresOfMany },
      )),
      ...(await tokenRows(`Tokens by model of a log of ${size}`, one, ['tokens'], 'model', {
        tools,
        rounds,
        limit: LIMITS.tokens,
      })),
      ...(await tokenRows(
        `Events and tokens of ${quick ? 40 : SESSIONS} sessions, ${size}`,
        many,
        ['sessions'],
        'session',
        { tools, rounds, limit: LIMITS.sessions },
      )),
      ...(await memoryRows(one, many, folder)),
    ];
  });
}

async function startUpRows(store, quick) {
  const values = await interleave(quick ? 3 : 20, {
    'agentlog show': () => agentlogMs(store, ['show']),
    [BARE]: () => nodeMs([EMPTY]),
  });
  const question = 'Start-up: a verb on a small log';
  return [
    compare(
      values,
      { question, measured: 'agentlog show', against: BARE, unit: 'ms', limit: LIMITS.startUp },
      addsLessThan(30, 'ms'),
    ),
  ];
}

async function failureRows(question, store, sessions, { tools, rounds, bytes, limit }) {
  const last = 'show failure --json';
  const all = 'show failure --all --json';
  const files = `cat ${store}/session_*.jsonl`;
  const values = await interleave(rounds, {
    [last]: () => agentlogMs(store, ['show', 'failure', '--json', ...sessions]),
    [all]: () => agentlogMs(store, ['show', 'failure', '--all', '--json', ...sessions]),
    [CAT]: () => shellMs(files),
    ...(tools.jq && { [JQ]: () => shellMs(`${files} | jq -c 'select(.event_type=="failure")'`) }),
    ...(tools.ripgrep && {
      [RIPGREP]: () => shellMs(`rg --no-filename -F '{"event_type":"failure"' ${store}`),
    }),
  });
  const speeds = Object.fromEntries(
    [all, CAT].map((name) => [name, values[name].map((ms) => bytes / 1e6 / ms)]),
  );
  const about = (measured, against, note) => ({ question, measured, against, unit: 'ms', note });
  const asFast = ratioAtMost(1 / 15, 'at most 1/15');
  return [
    ...(tools.jq
      ? [
          compare(values, about(last, JQ, 'the last 20: read from the end'), asFast),
          compare(values, { ...about(all, JQ, `every one, redacted once more; ${tools.jq}`), limit }, asFast),
        ]
      : []),
    ...(tools.ripgrep ? [compare(values, about(all, RIPGREP, tools.ripgrep))] : []),
    compare(
      speeds,
      { question, measured: all, against: CAT, unit: 'GB/s', note: 'cat: what the disk cache gives', limit },
      { text: 'at least 2 GB/s', isMet: ({ measured }) => measured.median >= 2 },
    ),
  ];
}

async function tokenRows(question, store, verb, by, { tools, rounds, limit }) {
  const ours = `agentlog ${verb[0]}`;
  const files = join(store, 'session_*.jsonl');
  const values = await interleave(rounds, {
    [ours]: () => agentlogMs(store, [...verb, '--json']),
    [CAT]: () => shellMs(`cat ${files}`),
    ...(tools.jq && {
      [JQ]: () =>
        shellMs(`cat ${files} | jq -n '[inputs | select(.event_type=="llm_call") | .tokens_total] | add'`),
    }),
    ...(tools.duckdb && { [DUCKDB]: () => nodeMs([at('bench/programs/duckdb-tokens.mjs'), by, files]) }),
  });
  const about = (against, note) => ({ question, measured: ours, against, unit: 'ms', note, limit });
  return [
    ...(tools.duckdb
      ? [compare(values, about(DUCKDB, tools.duckdb), ratioAtMost(1, 'faster than DuckDB'))]
      : []),
    ...(tools.jq ? [compare(values, about(JQ, `the sum alone; ${tools.jq}`))] : []),
    compare(values, about(CAT)),
  ];
}

async function memoryRows(one, many, folder) {
  const calls = [
    [one, ['show', 'failure', '--json']],
    [one, ['show', 'failure', '--all', '--json']],
    [one, ['show', '--last', '50000', '--json']],
    [one, ['tokens']],
    [many, ['show', 'failure', '--all', '--json', '--session', 'all']],
    [many, ['sessions']],
  ];
  const report = join(folder, 'peak');
  const peakMb = (args, variables) => {
    const env = environment({ ...variables, BENCH_FILE: report });
    timeMs(process.execPath, ['--require', at('bench/programs/peak-memory.cjs'), ...args], env);
    return Number(readFileSync(report, 'utf8'));
  };
  return calls.map(([store, words]) => {
    const name = `${words.join(' ')}, ${store === one ? 'one session' : 'many'}`;
    const values = { [name]: [peakMb([CLI, ...words], { AGENTLOG_DIR: store })], [BARE]: [peakMb([EMPTY])] };
    return compare(
      values,
      { question: 'The most memory that reading takes', measured: name, against: BARE, unit: 'MB' },
      { text: `below ${MAX_MB} MB`, isMet: ({ measured }) => measured.median < MAX_MB },
    );
  });
}

function agentlogMs(store, args) {
  return timeMs(process.execPath, [CLI, ...args], environment({ AGENTLOG_DIR: store }));
}

function nodeMs(args) {
  return timeMs(process.execPath, args, environment());
}

function shellMs(line) {
  return timeMs('sh', ['-c', line], environment());
}

/** The wall time of a program whose output goes to /dev/null. @throws if it fails */
function timeMs(file, args, env) {
  const nowhere = openSync('/dev/null', 'w');
  const began = process.hrtime.bigint();
  const { status, stderr, error } = spawnSync(file, args, {
    env,
    stdio: ['ignore', nowhere, 'pipe'],
    encoding: 'utf8',
    timeout: LONGEST_RUN_MS,
  });
  const wallMs = Number(process.hrtime.bigint() - began) / 1e6;
  closeSync(nowhere);
  if (status !== 0) throw new Error(`${file} ${args.join(' ')} failed: ${error?.message ?? stderr}`);
  return wallMs;
}

/** What is on this machine, each with its version; says what is missing, whose rows are left out. */
function findTools() {
  const found = { jq: versionOf('jq'), ripgrep: versionOf('rg'), duckdb: duckdbVersion() };
  for (const [name, version] of Object.entries(found))
    if (version === undefined)
      console.error(`${name} is not on this machine: rows that compare with it are left out`);
  return found;
}

function versionOf(command) {
  try {
    const [line = ''] = execFileSync(command, ['--version'], { encoding: 'utf8' }).split('\n');
    return line.trim();
  } catch {
    return undefined;
  }
}

function duckdbVersion() {
  try {
    import.meta.resolve('@duckdb/node-api');
    const { devDependencies } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
    return `@duckdb/node-api ${devDependencies['@duckdb/node-api'] ?? ''}`.trim();
  } catch {
    return undefined;
  }
}
