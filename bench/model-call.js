import {
  addsLessThan,
  at,
  compare,
  environment,
  interleave,
  readReport,
  spreadOf,
  withFolder,
} from './harness.js';
import { serve } from './processes.js';
import { CHUNKS } from './programs/model-texts.mjs';

const SERVER = at('bench/programs/model-server.mjs');
const PROGRAM = at('bench/programs/model-call.mjs');
const REGISTER = at('dist/register.js');
/** V8's debugger is what capture of failures needs; without it, what is left is the seeing of calls. */
const WITHOUT_DEBUGGER = 'agentlog, AGENTLOG_CAPTURE=off';

const CONTENDERS = {
  agentlog: { recorder: 'agentlog' },
  [WITHOUT_DEBUGGER]: { recorder: 'agentlog', capture: 'off' },
  OpenLLMetry: { recorder: 'OpenLLMetry', note: 'spans are kept, not sent; without the counts of a stream' },
  Langfuse: { recorder: 'Langfuse', note: 'spans are kept, not sent' },
  nothing: { recorder: 'nothing', note: 'how far two equal things seem apart' },
};

// Calls of a block, pairs of blocks, calls to warm up. A block is long: when the debugger is turned on or off V8 compiles the WebAssembly
// that `fetch` parses with anew, beside the calls.
const FORMS = [
  {
    form: 'whole',
    question: 'A call to a model, by the `openai` client',
    unit: 'call',
    parts: 1,
    maxMicros: 50,
    limit:
      'Of the instructions that are added, two thirds are what V8’s debugger costs the client’s own awaits and promises, whatever is recorded; a ' +
      'fifth is agentlog’s seeing, redacting and writing of the call.',
    sizes: { full: [240, 12, 2500], quick: [20, 3, 50] },
  },
  {
    form: 'stream',
    question: `A streamed answer of ${CHUNKS.toLocaleString('en')} chunks, by the \`openai\` client`,
    unit: 'chunk',
    parts: CHUNKS,
    maxMicros: 2,
    limit:
      'Nine tenths of the instructions that are added are what V8’s debugger costs the client’s own awaits, several of them a chunk; with the ' +
      'debugger alone a chunk takes that much. What agentlog does with a chunk is the row below.',
    sizes: { full: [4, 25, 20], quick: [1, 2, 2] },
  },
];

/** What it adds to a call, and to a chunk of a streamed answer, that calls to models are recorded. */
export async function run({ quick = false } = {}) {
  const server = await serve([SERVER], environment());
  try {
    const rows = [];
    for (const form of FORMS) rows.push(...(await measure(form, server.url, quick)));
    return rows;
  } finally {
    await server.close();
  }
}

function measure(asked, url, quick) {
  const [calls, pairs, warmUp] = asked.sizes[quick ? 'quick' : 'full'];
  return withFolder(async (folder) => {
    let turn = 0;
    const measureOnce = ({ recorder, capture }) => {
      turn += 1;
      const recording = {
        AGENTLOG: 'true',
        AGENTLOG_DIR: `${folder}/${turn}`,
        ...(capture !== undefined && { AGENTLOG_CAPTURE: capture }),
      };
      const variables = {
        BENCH_URL: url,
        BENCH_RECORDER: recorder,
        BENCH_CLIENT: 'openai',
        BENCH_ANSWER: asked.form,
        BENCH_CALLS: `${calls}`,
        BENCH_PAIRS: `${pairs}`,
        BENCH_WARM_UP: `${warmUp}`,
        ...(recorder === 'agentlog' && recording),
      };
      const preload = recorder === 'agentlog' ? ['--import', REGISTER] : [];
      return readReport(['--expose-gc', ...preload, PROGRAM], environment(variables), { core: 1 });
    };
    const contenders = Object.entries(CONTENDERS).map(([name, about]) => [name, () => measureOnce(about)]);
    const processes = await interleave(quick ? 1 : 3, Object.fromEntries(contenders), { isWarm: true });
    return toRows(processes, asked);
  });
}

function toRows(processes, { question, unit, parts, maxMicros, limit }) {
  const times = { wall: `µs a ${unit}`, cpu: `µs of CPU a ${unit}` };
  const withAndWithout = (time) =>
    Object.entries(CONTENDERS).map(([name, { note }]) => {
      const pick = (state) => processes[name].flat().map((pair) => pair[state][time] / parts);
      const values = { [name]: pick('on'), 'without it': pick('off') };
      const about = { question, measured: name, against: 'without it', unit: times[time], note };
      if (name !== 'agentlog') return compare(values, about);
      return compare(values, { ...about, limit }, addsLessThan(maxMicros, 'µs'));
    });
  const peers = ['OpenLLMetry', 'Langfuse'].map((peer) => {
    const added = (name) =>
      processes[name].map((pairs) => spreadOf(pairs.map(({ on, off }) => (on.cpu - off.cpu) / parts)).median);
    const values = { 'agentlog adds': added('agentlog'), [`${peer} adds`]: added(peer) };
    return compare(values, { question, measured: 'agentlog adds', against: `${peer} adds`, unit: times.cpu });
  });
  return [...withAndWithout('wall'), ...peers];
}
