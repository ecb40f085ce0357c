import { openaiRefusal } from './openai-refusal.ts';
import { chatUsage } from './openai-usage.ts';
import { eventStream, json, type Route, sse, text } from './wire.ts';

/** OpenAI's completions of before chat. */
export const openaiCompletions: Route = {
  matches: (path) => path.endsWith('/v1/completions'),
  read: ({ body }) => ({ model: text(body.model), stream: body.stream === true }),
  refuse: openaiRefusal,
  answer({ body, flags }, { model, stream }, { pieces, usage }) {
    const head = {
      id: 'cmpl-1',
      object: 'text_completion',
      created: 1_770_000_000,
      model: `${model}-2026-01-01`,
    };
    const choice = (part: string, finish_reason: string | null): unknown[] => [
      { index: 0, text: part, logprobs: null, finish_reason },
    ];
    const counted = usage === undefined ? {} : { usage: chatUsage(usage, flags) };
    if (!stream) return json({ ...head, choices: choice(pieces.join(''), 'stop'), ...counted });
    const isAsked = (body.stream_options as { include_usage?: boolean } | undefined)?.include_usage === true;
    const sent = pieces.map((part) => sse({ ...head, choices: choice(part, null) }));
    sent.push(sse({ ...head, choices: choice('', 'stop') }));
    if (isAsked) sent.push(sse({ ...head, choices: [], ...counted }));
    return eventStream([...sent, sse('[DONE]')], isAsked ? 3 : 2);
  },
};

/** OpenAI's embeddings: an answer without a text, and counts without output. */
export const openaiEmbeddings: Route = {
  matches: (path) => path.endsWith('/embeddings'),
  read: ({ body }) => ({ model: text(body.model), stream: false }),
  refuse: openaiRefusal,
  answer({ body }, { model }, { usage }) {
    const values = [0.5, -0.25, 0.125, 1];
    const embedding =
      body.encoding_format === 'base64'
        ? Buffer.from(new Float32Array(values).buffer).toString('base64')
        : values;
    return json({
      object: 'list',
      data: [{ object: 'embedding', index: 0, embedding }],
      model: `${model}-2026-01-01`,
      ...(usage !== undefined && { usage: { prompt_tokens: usage.input, total_tokens: usage.input } }),
    });
  },
};
