import { openaiRefusal } from './openai-refusal.ts';
import { chatUsage } from './openai-usage.ts';
import type { Scenario } from './scenarios.ts';
import {
  eventStream,
  json,
  type Route,
  sse,
  text,
  type WireAnswer,
  type WireCall,
  type WireRequest,
} from './wire.ts';

const CREATED = 1_770_000_000;
/** These send the usage with the last chunk whether it was asked for or not. */
const ALWAYS_COUNTED = ['mistral', 'groq', 'openrouter'];

/** OpenAI's chat completions, and those of Mistral, Groq, DeepSeek and OpenRouter by the flag of their name. */
export const openaiChat: Route = {
  matches: (path) => path.endsWith('/chat/completions'),
  read: ({ body }) => ({ model: text(body.model), stream: body.stream === true }),
  refuse: openaiRefusal,
  answer: (call, request, scenario) =>
    request.stream ? streamed(call, request, scenario) : whole(call, request, scenario),
};

function whole({ flags }: WireCall, { model }: WireRequest, scenario: Scenario): WireAnswer {
  const { pieces, tools, usage } = scenario;
  return json(
    {
      id: 'chatcmpl-1',
      object: 'chat.completion',
      created: CREATED,
      model: `${model}-2026-01-01`,
      choices: [
        {
          index: 0,
          message: {
            role: 'assistant',
            content: pieces.length === 0 ? null : pieces.join(''),
            refusal: null,
            ...(tools !== undefined && {
              tool_calls: tools.map(({ id, name, input }) => ({
                id,
                type: 'function',
                function: { name, arguments: JSON.stringify(input) },
              })),
            }),
          },
          logprobs: null,
          finish_reason: finishReason(scenario),
        },
      ],
      ...(usage !== undefined && { usage: chatUsage(usage, flags) }),
      ...(flags.has('groq') && { x_groq: { id: 'req_1' } }),
    },
    { 'x-request-id': 'req_1' },
  );
}

function streamed({ body, flags }: WireCall, { model }: WireRequest, scenario: Scenario): WireAnswer {
  const options = (body.stream_options ?? {}) as { include_usage?: boolean };
  const isAlwaysCounted = ALWAYS_COUNTED.some((name) => flags.has(name));
  const isAsked = options.include_usage === true && !isAlwaysCounted;
  const usage =
    scenario.usage !== undefined && (isAsked || isAlwaysCounted)
      ? chatUsage(scenario.usage, flags)
      : undefined;
  const chunk = (choices: unknown[], more: object = {}): string =>
    sse({
      id: 'chatcmpl-1',
      object: 'chat.completion.chunk',
      created: CREATED,
      model: `${model}-2026-01-01`,
      choices,
      ...(isAsked && { usage: null }),
      ...more,
    });
  const delta = (value: object, finish_reason: string | null = null): unknown[] => [
    { index: 0, delta: value, logprobs: null, finish_reason },
  ];
  const pieces = [
    chunk(delta({ role: 'assistant', content: '' }), flags.has('groq') ? { x_groq: { id: 'req_1' } } : {}),
    ...scenario.pieces.map((content) => chunk(delta({ content }))),
  ];
  if (flags.has('openrouter')) pieces.unshift(': OPENROUTER PROCESSING\n\n', ': OPENROUTER PROCESSING\n\n');
  for (const [index, { id, name, input }] of (scenario.tools ?? []).entries()) {
    const args = JSON.stringify(input);
    if (flags.has('mistral')) {
      pieces.push(
        chunk(delta({ content: '', tool_calls: [{ index, id, function: { name, arguments: args } }] })),
      );
      continue;
    }
    const parts = [args.slice(0, 5), args.slice(5)];
    pieces.push(
      chunk(delta({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] })),
      ...parts.map((part) => chunk(delta({ tool_calls: [{ index, function: { arguments: part } }] }))),
    );
  }
  if (scenario.streamError !== undefined) {
    const { type, message } = scenario.streamError;
    return eventStream([...pieces, sse({ error: { message, type, param: null, code: null } })], 1);
  }
  const groq = flags.has('groq') && usage !== undefined ? { x_groq: { id: 'req_1', usage } } : {};
  pieces.push(chunk(delta({}, finishReason(scenario)), isAlwaysCounted ? { usage, ...groq } : {}));
  if (isAsked && usage !== undefined) pieces.push(chunk([], { usage }));
  pieces.push(sse('[DONE]'));
  return eventStream(pieces, isAsked ? 3 : 2, { 'x-request-id': 'req_1' });
}

function finishReason({ tools, isIncomplete }: Scenario): string {
  if (isIncomplete === true) return 'length';
  return tools === undefined ? 'stop' : 'tool_calls';
}
