import { awsEvent, awsException } from './aws-event-stream.ts';
import { bedrockInvoke } from './bedrock-invoke.ts';
import type { Scenario, Usage } from './scenarios.ts';
import { json, type Route, refusalOf, type WireAnswer } from './wire.ts';

const PATH = /\/model\/([^/]+)\/(converse|converse-stream|invoke|invoke-with-response-stream)$/;
/** What a maker's name and a version are put around: `us.anthropic.ok-v1:0` calls the scenario `ok`. */
const MODEL = /^(?:[a-z]+\.)*(.*?)(?:-v\d+(?::\d+)?)?$/s;
const ERRORS: Readonly<Record<number, string>> = {
  400: 'ValidationException',
  401: 'UnrecognizedClientException',
  403: 'AccessDeniedException',
  404: 'ResourceNotFoundException',
  429: 'ThrottlingException',
  500: 'InternalServerException',
  503: 'ServiceUnavailableException',
};

/** Bedrock's Converse and InvokeModel, whole and streamed. The bodies of the latter are those of the model's maker. */
export const bedrock: Route = {
  matches: (path) => PATH.test(path),
  read({ path }) {
    const { id, verb } = readPath(path);
    return { model: MODEL.exec(id)?.[1] ?? id, stream: verb.endsWith('stream') };
  },
  refuse(scenario) {
    const { status, message } = refusalOf(scenario);
    const type = ERRORS[status] ?? 'ModelErrorException';
    return {
      ...json({ message }, { ...REQUEST_ID, 'x-amzn-errortype': `${type}:http://internal/` }),
      status,
    };
  },
  answer(call, { model, stream }, scenario) {
    const { id, verb } = readPath(call.path);
    if (verb.startsWith('invoke')) return bedrockInvoke(call, id, { model, stream }, scenario);
    return stream ? streamed(scenario) : json(whole(scenario), REQUEST_ID);
  },
};

const REQUEST_ID = { 'x-amzn-requestid': '00000000-0000-4000-8000-000000000001' };

function readPath(path: string): { id: string; verb: string } {
  const [, id = '', verb = ''] = PATH.exec(path.split('?')[0] ?? path) ?? [];
  return { id: decodeURIComponent(id), verb };
}

function stopReason({ tools, isIncomplete }: Scenario): string {
  if (isIncomplete === true) return 'max_tokens';
  return tools === undefined ? 'end_turn' : 'tool_use';
}

/** What came from a cache or went into one is not in `inputTokens`. */
function usageOf({ input, output, cached, cacheWrite }: Usage): Record<string, unknown> {
  return {
    inputTokens: input - (cached ?? 0) - (cacheWrite ?? 0),
    outputTokens: output,
    totalTokens: input + output,
    ...(cached !== undefined && { cacheReadInputTokens: cached }),
    ...(cacheWrite !== undefined && { cacheWriteInputTokens: cacheWrite }),
  };
}

function whole(scenario: Scenario): Record<string, unknown> {
  const { pieces, tools = [], usage } = scenario;
  const calls = tools.map(({ id, name, input }) => ({ toolUse: { toolUseId: id, name, input } }));
  return {
    metrics: { latencyMs: 12 },
    output: { message: { content: [{ text: pieces.join('') }, ...calls], role: 'assistant' } },
    stopReason: stopReason(scenario),
    ...(usage !== undefined && { usage: usageOf(usage) }),
  };
}

function streamed(scenario: Scenario): WireAnswer {
  const { pieces, tools = [], usage, streamError } = scenario;
  const events = [awsEvent('messageStart', { role: 'assistant' })];
  for (const text of pieces)
    events.push(awsEvent('contentBlockDelta', { contentBlockIndex: 0, delta: { text } }));
  if (streamError !== undefined) {
    events.push(awsException('modelStreamErrorException', streamError.message));
    return awsStream(events, 1);
  }
  events.push(awsEvent('contentBlockStop', { contentBlockIndex: 0 }));
  for (const [i, { id, name, input }] of tools.entries()) {
    const contentBlockIndex = i + 1;
    const args = JSON.stringify(input);
    events.push(
      awsEvent('contentBlockStart', { contentBlockIndex, start: { toolUse: { toolUseId: id, name } } }),
    );
    for (const part of [args.slice(0, 5), args.slice(5)])
      events.push(awsEvent('contentBlockDelta', { contentBlockIndex, delta: { toolUse: { input: part } } }));
    events.push(awsEvent('contentBlockStop', { contentBlockIndex }));
  }
  events.push(awsEvent('messageStop', { stopReason: stopReason(scenario) }));
  if (usage !== undefined)
    events.push(awsEvent('metadata', { usage: usageOf(usage), metrics: { latencyMs: 12 } }));
  return awsStream(events, usage === undefined ? 1 : 2);
}

/** An answer of events in AWS's binary framing. */
function awsStream(pieces: readonly Buffer[], lastWords: number): WireAnswer {
  return {
    headers: { ...REQUEST_ID, 'content-type': 'application/vnd.amazon.eventstream' },
    pieces,
    lastWords,
  };
}
