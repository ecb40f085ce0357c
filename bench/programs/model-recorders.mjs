// What can record model calls, each turned on and off within one process; off, the process is as if it were not there.
// The peers' spans are kept as they are, neither written out nor sent; agentlog's event is redacted and with the kernel.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { context, propagation, trace } from '@opentelemetry/api';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { OpenAI, openaiClient } from './model-clients.mjs';
import { TOKENS } from './model-texts.mjs';

/** By name: gives `{ turnOn, turnOff, countRecorded, client? }`. */
export const RECORDERS = {
  // The floor: what turning nothing on and off seems to cost.
  nothing: async () => ({ turnOn() {}, turnOff() {}, countRecorded: () => undefined }),
  agentlog: openAgentlog,
  OpenLLMetry: openTraceloop,
  Langfuse: openLangfuse,
};

async function openAgentlog() {
  const { enable, disable, isEnabled } = await import('../../dist/index.js');
  if (!isEnabled()) throw new Error('agentlog was to be on from the start');
  const folder = process.env.AGENTLOG_DIR;
  return {
    turnOn: enable,
    turnOff: disable,
    countRecorded() {
      const names = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
      const lines = names.flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'));
      return lines
        .map((line) => JSON.parse(line))
        .filter(({ event_type: type, error }) => type === 'llm_call' && error === undefined)
        .filter(
          ({ tokens_in: input, tokens_out: output }) => input === TOKENS.input && output === TOKENS.output,
        ).length;
    },
  };
}

async function openTraceloop(url, isStream) {
  const tracing = openTracing();
  const { OpenAIInstrumentation } = await import('@traceloop/instrumentation-openai');
  const instrumentation = new OpenAIInstrumentation({ enabled: false });
  instrumentation.setTracerProvider(tracing.provider);
  let isOn = false;
  return {
    client: openaiClient(url),
    turnOn() {
      isOn = true;
      tracing.turnOn();
      instrumentation.manuallyInstrument(OpenAI);
    },
    turnOff() {
      if (!isOn) return;
      isOn = false;
      instrumentation.unpatch({ OpenAI });
      tracing.turnOff();
    },
    countRecorded: () =>
      tracing.count((attributes) => {
        const hasTokens =
          attributes['gen_ai.usage.input_tokens'] === TOKENS.input &&
          attributes['gen_ai.usage.output_tokens'] === TOKENS.output;
        // It takes no counts off a stream, but its text.
        return isStream ? attributes['gen_ai.output.messages'].length > 1000 : hasTokens;
      }),
  };
}

async function openLangfuse(url) {
  const tracing = openTracing();
  const { observeOpenAI } = await import('@langfuse/openai');
  const plain = openaiClient(url);
  const observed = openaiClient(url, observeOpenAI);
  let used = plain;
  return {
    client: { ask: () => used.ask(), listen: () => used.listen() },
    turnOn() {
      tracing.turnOn();
      used = observed;
    },
    turnOff() {
      used = plain;
      tracing.turnOff();
    },
    countRecorded: () =>
      tracing.count((attributes) => {
        const { input, output } = JSON.parse(attributes['langfuse.observation.usage_details']);
        return input === TOKENS.input && output === TOKENS.output;
      }),
  };
}

/** OpenTelemetry's set-up for Node, as both manuals have it, with a processor that keeps the spans. */
function openTracing() {
  let ended = [];
  const keeper = {
    onStart() {},
    onEnd: (span) => ended.push(span),
    forceFlush: async () => {},
    shutdown: async () => {},
  };
  const provider = new NodeTracerProvider({ spanProcessors: [keeper] });
  return {
    provider,
    turnOn: () => provider.register(),
    turnOff() {
      trace.disable();
      propagation.disable();
      // Node's promises carry a context along for as long as this is there.
      context.disable();
    },
    /** How many of the spans since the last time tell all. */
    count(isWhole) {
      const spans = ended;
      ended = [];
      return spans.filter(({ attributes }) => isWhole(attributes)).length;
    },
  };
}
