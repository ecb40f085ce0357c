import { anthropic } from './anthropic.ts';
import { awsEvent, awsException } from './aws-event-stream.ts';
import type { Scenario } from './scenarios.ts';
import { json, type WireAnswer, type WireCall, type WireRequest } from './wire.ts';

/** The answer of InvokeModel, in the body of the model's maker; the maker is told by the model's id. */
export function bedrockInvoke(
  call: WireCall,
  id: string,
  request: WireRequest,
  scenario: Scenario,
): WireAnswer {
  const bodies = bodiesOf(call, id, request, scenario);
  if (!request.stream) return json(bodies[0], countHeaders(scenario));
  const last = bodies.at(-1);
  if (last !== undefined && scenario.streamError === undefined) Object.assign(last, metrics(scenario));
  const pieces = bodies.map((body) =>
    awsEvent('chunk', { bytes: Buffer.from(JSON.stringify(body)).toString('base64') }),
  );
  if (scenario.streamError !== undefined)
    pieces.push(awsException('modelStreamErrorException', scenario.streamError.message));
  return {
    headers: {
      'content-type': 'application/vnd.amazon.eventstream',
      'x-amzn-bedrock-content-type': 'application/json',
    },
    pieces,
    lastWords: 2,
  };
}

type Bodies = Record<string, unknown>[];

function bodiesOf(call: WireCall, id: string, request: WireRequest, scenario: Scenario): Bodies {
  if (id.includes('titan')) return titan(request, scenario);
  if (id.includes('nova')) return nova(request, scenario);
  const { pieces } = anthropic.answer(call, request, scenario);
  const texts = pieces.map((piece) => /^data: (.*)$/m.exec(String(piece))?.[1] ?? String(piece));
  return texts
    .map((text) => JSON.parse(text) as Record<string, unknown>)
    .filter(({ type }) => type !== 'error');
}

/** InvokeModel tells the counts in headers too, streams in their last chunk. Cached input is not in the first of them. */
function countHeaders({ usage }: Scenario): Record<string, string> {
  if (usage === undefined) return {};
  const { input, output, cached = 0, cacheWrite = 0 } = usage;
  return {
    'x-amzn-bedrock-input-token-count': `${input - cached - cacheWrite}`,
    'x-amzn-bedrock-output-token-count': `${output}`,
    'x-amzn-bedrock-cache-read-input-token-count': `${cached}`,
    'x-amzn-bedrock-cache-write-input-token-count': `${cacheWrite}`,
    'x-amzn-bedrock-invocation-latency': '12',
  };
}

function metrics({ usage }: Scenario): Record<string, unknown> {
  if (usage === undefined) return {};
  const { input, output, cached = 0, cacheWrite = 0 } = usage;
  return {
    'amazon-bedrock-invocationMetrics': {
      inputTokenCount: input - cached - cacheWrite,
      outputTokenCount: output,
      invocationLatency: 12,
      firstByteLatency: 5,
      cacheReadInputTokenCount: cached,
      cacheWriteInputTokenCount: cacheWrite,
    },
  };
}

function titan({ stream }: WireRequest, { pieces, usage }: Scenario): Bodies {
  const input = usage === undefined ? {} : { inputTextTokenCount: usage.input };
  const tokenCount = usage?.output ?? null;
  if (!stream)
    return [{ ...input, results: [{ tokenCount, outputText: pieces.join(''), completionReason: 'FINISH' }] }];
  return pieces.map((outputText, index) => ({
    ...input,
    outputText,
    index,
    totalOutputTextTokenCount: index === pieces.length - 1 ? tokenCount : null,
    completionReason: index === pieces.length - 1 ? 'FINISH' : null,
  }));
}

function nova({ stream }: WireRequest, { pieces, usage }: Scenario): Bodies {
  const counted =
    usage === undefined
      ? {}
      : {
          usage: {
            inputTokens: usage.input - (usage.cached ?? 0) - (usage.cacheWrite ?? 0),
            outputTokens: usage.output,
            totalTokens: usage.input + usage.output,
            ...(usage.cached !== undefined && { cacheReadInputTokenCount: usage.cached }),
            ...(usage.cacheWrite !== undefined && { cacheWriteInputTokenCount: usage.cacheWrite }),
          },
        };
  if (!stream) {
    const message = { content: [{ text: pieces.join('') }], role: 'assistant' };
    return [{ output: { message }, stopReason: 'end_turn', ...counted }];
  }
  return [
    { messageStart: { role: 'assistant' } },
    ...pieces.map((text) => ({ contentBlockDelta: { delta: { text }, contentBlockIndex: 0 } })),
    { contentBlockStop: { contentBlockIndex: 0 } },
    { messageStop: { stopReason: 'end_turn' } },
    { metadata: { ...counted, metrics: {}, trace: {} } },
  ];
}
