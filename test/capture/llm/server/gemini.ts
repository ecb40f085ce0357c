import type { Scenario, Usage } from './scenarios.ts';
import { json, type Route, refusalOf, type WireAnswer, type WireRequest } from './wire.ts';

const PATH = /\/models\/([^/]+):(generateContent|streamGenerateContent)$/;
const STATUS: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
};

/** Gemini's `generateContent` and `streamGenerateContent`, the latter as events or as one JSON array. */
export const gemini: Route = {
  matches: (path) => PATH.test(path),
  read({ path }) {
    const [, model = '', method] = PATH.exec(pathOf(path)) ?? [];
    return { model: decodeURIComponent(model), stream: method === 'streamGenerateContent' };
  },
  refuse(scenario, { path }) {
    const { status, message } = refusalOf(scenario);
    const body = { error: { code: status, message, status: STATUS[status] ?? 'UNKNOWN', details: [] } };
    const isList = path.includes(':stream') && !path.includes('alt=sse');
    return { ...json(isList ? [body] : body), status };
  },
  answer({ path }, request, scenario) {
    if (!request.stream) return json(answer(request, scenario, scenario.pieces.join(''), true));
    return streamed(answers(request, scenario), path.includes('alt=sse'));
  },
};

function pathOf(path: string): string {
  return path.split('?')[0] ?? path;
}

/** The output that Gemini counts as `candidates` does not hold the thoughts. */
function usageMetadata({ input, output, cached, reasoning }: Usage): Record<string, unknown> {
  return {
    promptTokenCount: input,
    candidatesTokenCount: output - (reasoning ?? 0),
    totalTokenCount: input + output,
    ...(cached !== undefined && { cachedContentTokenCount: cached }),
    ...(reasoning !== undefined && { thoughtsTokenCount: reasoning }),
    promptTokensDetails: [{ modality: 'TEXT', tokenCount: input }],
  };
}

function answer(
  { model }: WireRequest,
  scenario: Scenario,
  part: string,
  isLast: boolean,
): Record<string, unknown> {
  const { tools = [], usage, isIncomplete = false } = scenario;
  const calls = isLast ? tools.map(({ name, input: args }) => ({ functionCall: { name, args } })) : [];
  const running =
    usage === undefined ? undefined : { promptTokenCount: usage.input, totalTokenCount: usage.input };
  return {
    candidates: [
      {
        content: { parts: [...(part === '' ? [] : [{ text: part }]), ...calls], role: 'model' },
        ...(isLast && { finishReason: isIncomplete ? 'MAX_TOKENS' : 'STOP' }),
        index: 0,
      },
    ],
    ...(usage !== undefined && { usageMetadata: isLast ? usageMetadata(usage) : running }),
    modelVersion: `${model}-001`,
    responseId: 'r1',
  };
}

function answers(request: WireRequest, scenario: Scenario): unknown[] {
  const { streamError } = scenario;
  const pieces = scenario.pieces.length === 0 ? [''] : scenario.pieces;
  const sent: unknown[] = pieces.map((part, i) =>
    answer(request, scenario, part, streamError === undefined && i === pieces.length - 1),
  );
  if (streamError !== undefined)
    sent.push({ error: { code: 503, message: streamError.message, status: 'UNAVAILABLE' } });
  return sent;
}

function streamed(sent: readonly unknown[], isSse: boolean): WireAnswer {
  if (isSse)
    return {
      headers: { 'content-type': 'text/event-stream' },
      pieces: sent.map((value) => `data: ${JSON.stringify(value)}\r\n\r\n`),
      lastWords: 1,
    };
  return {
    headers: { 'content-type': 'application/json; charset=UTF-8' },
    pieces: [
      ...sent.map((value, i) => `${i === 0 ? '[' : ',\r\n'}${JSON.stringify(value, undefined, 2)}`),
      '\n]\n',
    ],
    lastWords: 2,
  };
}
