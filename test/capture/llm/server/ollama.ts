import type { Scenario } from './scenarios.ts';
import {
  json,
  type Route,
  refusalOf,
  text,
  type WireAnswer,
  type WireCall,
  type WireRequest,
} from './wire.ts';

/** Ollama's chat, generate and embed; what is streamed (the default) is a JSON text a line. */
export const ollama: Route = {
  matches: (path) => /\/api\/(?:chat|generate|embed)$/.test(path),
  read: ({ body, path }) => ({
    model: text(body.model),
    stream: body.stream !== false && !path.endsWith('/embed'),
  }),
  refuse(scenario) {
    const { status, message } = refusalOf(scenario);
    return { ...json({ error: message }), status };
  },
  answer: (call, request, scenario) => answer(call, request, scenario),
};

function answer({ path }: WireCall, { model, stream }: WireRequest, scenario: Scenario): WireAnswer {
  const { pieces, usage, tools, streamError } = scenario;
  const head = { model, created_at: '2026-08-01T10:00:00.000000Z' };
  const calls = tools?.map(({ name, input }) => ({ function: { name, arguments: input } }));
  const last = {
    done: true,
    done_reason: scenario.isIncomplete === true ? 'length' : 'stop',
    total_duration: 812_000_000,
    load_duration: 12_000_000,
    ...(usage !== undefined && {
      prompt_eval_count: usage.input,
      prompt_eval_duration: 100_000_000,
      eval_count: usage.output,
      eval_duration: 700_000_000,
    }),
  };
  if (path.endsWith('/embed')) {
    const { total_duration, load_duration } = last;
    const counted = usage === undefined ? {} : { prompt_eval_count: usage.input };
    return json({ model, embeddings: [[0.5, -0.25]], total_duration, load_duration, ...counted });
  }
  const part = (content: string, isLast: boolean): object =>
    path.endsWith('/generate')
      ? { response: content }
      : {
          message: {
            role: 'assistant',
            content,
            ...(isLast && calls !== undefined && { tool_calls: calls }),
          },
        };
  if (!stream) return json({ ...head, ...part(pieces.join(''), true), ...last });
  const lines: unknown[] = pieces.map((content) => ({ ...head, ...part(content, false), done: false }));
  if (streamError !== undefined) lines.push({ error: streamError.message });
  else lines.push({ ...head, ...part('', true), ...last });
  return {
    headers: { 'content-type': 'application/x-ndjson' },
    pieces: lines.map((line) => `${JSON.stringify(line)}\n`),
    lastWords: 1,
  };
}
