import { openaiRefusal } from './openai-refusal.ts';
import type { Scenario, Usage } from './scenarios.ts';
import { eventStream, json, type Route, sse, text, type WireAnswer, type WireRequest } from './wire.ts';

/** OpenAI's responses. */
export const openaiResponses: Route = {
  matches: (path) => path.endsWith('/responses'),
  read: ({ body }) => ({ model: text(body.model), stream: body.stream === true }),
  refuse: openaiRefusal,
  answer: (_call, request, scenario) =>
    request.stream
      ? streamed(request, scenario)
      : json(response(request, scenario, 'done'), { 'x-request-id': 'req_1' }),
};

function response(
  { model }: WireRequest,
  scenario: Scenario,
  phase: 'begun' | 'done',
): Record<string, unknown> {
  const { usage, isIncomplete = false } = scenario;
  const isDone = phase === 'done';
  return {
    id: 'resp_1',
    object: 'response',
    created_at: 1_770_000_000,
    status: !isDone ? 'in_progress' : isIncomplete ? 'incomplete' : 'completed',
    error: null,
    incomplete_details: isDone && isIncomplete ? { reason: 'max_output_tokens' } : null,
    instructions: null,
    max_output_tokens: null,
    model: `${model}-2026-01-01`,
    output: isDone ? output(scenario) : [],
    parallel_tool_calls: true,
    previous_response_id: null,
    reasoning: { effort: null, summary: null },
    store: true,
    temperature: 1,
    text: { format: { type: 'text' } },
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    truncation: 'disabled',
    usage: isDone && usage !== undefined ? responseUsage(usage) : null,
    user: null,
    metadata: {},
  };
}

function responseUsage({
  input,
  output: out,
  cached,
  cacheWrite,
  reasoning,
}: Usage): Record<string, unknown> {
  return {
    input_tokens: input,
    ...(cached !== undefined && {
      input_tokens_details: {
        cached_tokens: cached,
        ...(cacheWrite !== undefined && { cache_write_tokens: cacheWrite }),
      },
    }),
    output_tokens: out,
    ...(reasoning !== undefined && { output_tokens_details: { reasoning_tokens: reasoning } }),
    total_tokens: input + out,
  };
}

function message({ pieces }: Scenario, isDone: boolean): Record<string, unknown> {
  return {
    type: 'message',
    id: 'msg_1',
    status: isDone ? 'completed' : 'in_progress',
    role: 'assistant',
    content: isDone ? [{ type: 'output_text', text: pieces.join(''), annotations: [], logprobs: [] }] : [],
  };
}

function toolItems({ tools = [] }: Scenario): Record<string, unknown>[] {
  return tools.map(({ id, name, input }, i) => ({
    type: 'function_call',
    id: `fc_${i}`,
    call_id: id,
    name,
    arguments: JSON.stringify(input),
    status: 'completed',
  }));
}

function output(scenario: Scenario): unknown[] {
  const thought =
    scenario.usage?.reasoning === undefined ? [] : [{ type: 'reasoning', id: 'rs_1', summary: [] }];
  return [...thought, message(scenario, true), ...toolItems(scenario)];
}

function streamed(request: WireRequest, scenario: Scenario): WireAnswer {
  const pieces: string[] = [];
  let sequence_number = 0;
  const send = (type: string, more: object): void => {
    pieces.push(sse({ type, sequence_number, ...more }, type));
    sequence_number += 1;
  };
  const place = { item_id: 'msg_1', output_index: 0, content_index: 0 };
  const full = scenario.pieces.join('');
  const part = (value: string): object => ({
    type: 'output_text',
    annotations: [],
    logprobs: [],
    text: value,
  });
  send('response.created', { response: response(request, scenario, 'begun') });
  send('response.in_progress', { response: response(request, scenario, 'begun') });
  send('response.output_item.added', { output_index: 0, item: message(scenario, false) });
  send('response.content_part.added', { ...place, part: part('') });
  for (const delta of scenario.pieces) send('response.output_text.delta', { ...place, delta, logprobs: [] });
  if (scenario.streamError !== undefined) {
    const { type, message: told } = scenario.streamError;
    send('error', { code: type, message: told, param: null });
    return eventStream(pieces, 1);
  }
  send('response.output_text.done', { ...place, text: full, logprobs: [] });
  send('response.content_part.done', { ...place, part: part(full) });
  send('response.output_item.done', { output_index: 0, item: message(scenario, true) });
  for (const [i, item] of toolItems(scenario).entries()) {
    const at = { item_id: `fc_${i}`, output_index: i + 1 };
    const { arguments: args } = item as { arguments: string };
    send('response.output_item.added', {
      output_index: i + 1,
      item: { ...item, arguments: '', status: 'in_progress' },
    });
    send('response.function_call_arguments.delta', { ...at, delta: args.slice(0, 5) });
    send('response.function_call_arguments.delta', { ...at, delta: args.slice(5) });
    send('response.function_call_arguments.done', { ...at, name: item.name, arguments: args });
    send('response.output_item.done', { output_index: i + 1, item });
  }
  const last = scenario.isIncomplete === true ? 'response.incomplete' : 'response.completed';
  send(last, { response: response(request, scenario, 'done') });
  return eventStream(pieces, 1, { 'x-request-id': 'req_1' });
}
