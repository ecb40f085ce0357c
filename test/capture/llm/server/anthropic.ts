import type { Scenario, Usage } from './scenarios.ts';
import {
  eventStream,
  json,
  type Route,
  refusalOf,
  sse,
  text,
  type WireAnswer,
  type WireRequest,
} from './wire.ts';

/** Anthropic's messages. */
export const anthropic: Route = {
  matches: (path) => path.endsWith('/messages'),
  read: ({ body }) => ({ model: text(body.model), stream: body.stream === true }),
  refuse(scenario) {
    const { status, type, message } = refusalOf(scenario);
    const body = { type: 'error', error: { type, message }, request_id: 'req_2' };
    return { ...json(body, { 'request-id': 'req_2' }), status };
  },
  answer: (_call, request, scenario) =>
    request.stream ? streamed(request, scenario) : whole(request, scenario),
};

/** What came from a cache or went into one is not in `input_tokens`. */
function inputUsage({ input, cached = 0, cacheWrite = 0 }: Usage): Record<string, unknown> {
  return {
    input_tokens: input - cached - cacheWrite,
    cache_creation_input_tokens: cacheWrite,
    cache_read_input_tokens: cached,
    cache_creation: { ephemeral_5m_input_tokens: cacheWrite, ephemeral_1h_input_tokens: 0 },
  };
}

function outputUsage({ output, reasoning }: Usage): Record<string, unknown> {
  return {
    output_tokens: output,
    ...(reasoning !== undefined && { output_tokens_details: { thinking_tokens: reasoning } }),
  };
}

function head({ model }: WireRequest): Record<string, unknown> {
  return { id: 'msg_1', type: 'message', role: 'assistant', model: `${model}-20260101` };
}

function stopReason({ tools, isIncomplete }: Scenario): string {
  if (isIncomplete === true) return 'max_tokens';
  return tools === undefined ? 'end_turn' : 'tool_use';
}

function whole(request: WireRequest, scenario: Scenario): WireAnswer {
  const { pieces, tools = [], usage } = scenario;
  return json(
    {
      ...head(request),
      content: [
        ...(pieces.length === 0 ? [] : [{ type: 'text', text: pieces.join('') }]),
        ...tools.map(({ id, name, input }) => ({ type: 'tool_use', id, name, input })),
      ],
      stop_reason: stopReason(scenario),
      stop_sequence: null,
      ...(usage !== undefined && {
        usage: { ...inputUsage(usage), ...outputUsage(usage), service_tier: 'standard' },
      }),
    },
    { 'request-id': 'req_1' },
  );
}

function streamed(request: WireRequest, scenario: Scenario): WireAnswer {
  const { usage, tools = [] } = scenario;
  const pieces: string[] = [];
  const send = (type: string, more: object = {}): void => {
    pieces.push(sse({ type, ...more }, type));
  };
  send('message_start', {
    message: {
      ...head(request),
      content: [],
      stop_reason: null,
      stop_sequence: null,
      ...(usage !== undefined && { usage: { ...inputUsage(usage), output_tokens: 1 } }),
    },
  });
  send('content_block_start', { index: 0, content_block: { type: 'text', text: '' } });
  send('ping');
  for (const part of scenario.pieces)
    send('content_block_delta', { index: 0, delta: { type: 'text_delta', text: part } });
  if (scenario.streamError !== undefined) {
    send('error', { error: scenario.streamError, request_id: 'req_1' });
    return eventStream(pieces, 1);
  }
  send('content_block_stop', { index: 0 });
  for (const [i, { id, name, input }] of tools.entries()) {
    const index = i + 1;
    const args = JSON.stringify(input);
    send('content_block_start', { index, content_block: { type: 'tool_use', id, name, input: {} } });
    for (const partial_json of ['', args.slice(0, 5), args.slice(5)])
      send('content_block_delta', { index, delta: { type: 'input_json_delta', partial_json } });
    send('content_block_stop', { index });
  }
  send('message_delta', {
    delta: { stop_reason: stopReason(scenario), stop_sequence: null },
    ...(usage !== undefined && { usage: outputUsage(usage) }),
  });
  send('message_stop');
  return eventStream(pieces, 2, { 'request-id': 'req_1' });
}
