import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { AddressInfo, Server, Socket } from 'node:net';
import { anthropic } from './server/anthropic.ts';
import { bedrock } from './server/bedrock.ts';
import { deliver, type Gate } from './server/deliver.ts';
import { gemini } from './server/gemini.ts';
import { createH2cServer } from './server/h2c.ts';
import { ollama } from './server/ollama.ts';
import { openaiChat } from './server/openai-chat.ts';
import { openaiCompletions, openaiEmbeddings } from './server/openai-other.ts';
import { openaiResponses } from './server/openai-responses.ts';
import { type Scenario, scenarioOf } from './server/scenarios.ts';
import { json, type Route, type WireAnswer, type WireCall } from './server/wire.ts';

/** The interfaces that the server speaks, the first that matches a path answering. */
const ROUTES: readonly Route[] = [
  openaiChat,
  openaiCompletions,
  openaiResponses,
  openaiEmbeddings,
  anthropic,
  gemini,
  ollama,
  bedrock,
];
/** Words that may stand in a path's first segment, joined by `+`: `/groq+gzip/openai/v1/chat/completions`. */
const FLAGS: ReadonlySet<string> = new Set([
  ...['openai', 'mistral', 'groq', 'deepseek', 'openrouter', 'anthropic', 'gemini', 'ollama', 'bedrock'],
  ...['gzip', 'br', 'deflate', 'split', 'crlf', 'redirect', 'paced'],
]);

/** What a client sent. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  /** As `name: value`, in the order in which they came. */
  readonly headers: readonly string[];
  readonly body: string;
}

/** A server on the loopback that answers like the providers of models do. */
export interface ModelServer {
  /** `http://127.0.0.1:PORT`, no slash at its end. */
  readonly url: string;
  /** What came since the last time this was asked, in order; also forgets which calls were refused once. */
  takeRequests(): SeenRequest[];
  close(): Promise<void>;
}

/** Answers by the name of the model, for what no provider documents. */
export type OddAnswers = Readonly<Record<string, (response: ServerResponse) => void>>;

/** Starts the server on a free port: with a key and a certificate over TLS, HTTP/2 for who wants it; with `h2c` HTTP/2 in the clear. */
export async function startModelServer(
  tls?: { readonly key: string; readonly cert: string } | 'h2c',
  routes: readonly Route[] = ROUTES,
  odd: OddAnswers = {},
): Promise<ModelServer> {
  let requests: SeenRequest[] = [];
  let refusals = new Map<string, number>();
  let gates = createGates();

  const listener = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.setMaxListeners(0);
    const bytes: Buffer[] = [];
    try {
      for await (const chunk of request) bytes.push(chunk as Buffer);
    } catch {
      return; // The client went away in the middle of its request.
    }
    const body = Buffer.concat(bytes).toString();
    const call = toCall(request, body);
    if (call.path.startsWith('/go/')) {
      gates.open(call.path.slice('/go/'.length));
      response.writeHead(204).end();
      return;
    }
    requests.push(seen(request, body));
    const answerOddly = odd[`${call.body.model}`];
    if (answerOddly !== undefined) {
      answerOddly(response);
      return;
    }
    if (call.flags.has('redirect')) {
      response.writeHead(307, { location: withoutRedirect(request.url ?? '/') }).end();
      return;
    }
    const { answer, scenario } = answerTo(call, routes, refusals);
    const gate = call.flags.has('paced') ? gates.create() : undefined;
    await deliver(response, answer, { delivery: scenario?.delivery ?? 'whole', flags: call.flags, gate });
  };
  const server = createServerOf(tls, listener);
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls === undefined || tls === 'h2c' ? 'http' : 'https'}://127.0.0.1:${port}`,
    takeRequests() {
      const taken = requests;
      requests = [];
      refusals = new Map();
      gates = createGates();
      return taken;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function createServerOf(
  tls: { readonly key: string; readonly cert: string } | 'h2c' | undefined,
  listener: (request: IncomingMessage, response: ServerResponse) => unknown,
): Server {
  if (tls === undefined) return createServer({ keepAliveTimeout: 60_000 }, listener);
  if (tls === 'h2c') return createH2cServer(listener);
  return createSecureServer({ ...tls, allowHTTP1: true }, listener as never);
}

/** Below the flag `paced` an answer waits behind each of its pieces until the client has asked for `/go/ID`. */
function createGates(): { create(): Gate; open(id: string): void } {
  /** How often each gate may be passed; a gate that waits has its way on beside it. */
  const permits = new Map<string, { count: number; resume: () => void }>();
  return {
    create() {
      const id = `${permits.size + 1}`;
      const permit = { count: 0, resume: () => {} };
      permits.set(id, permit);
      return {
        id,
        async pass(response) {
          if (permit.count === 0) {
            await new Promise<void>((resolve) => {
              permit.resume = resolve;
              response.once('close', resolve);
            });
          }
          permit.count -= 1;
        },
      };
    },
    open(id) {
      const permit = permits.get(id);
      if (permit === undefined) return;
      permit.count += 1;
      permit.resume();
    },
  };
}

function answerTo(
  call: WireCall,
  routes: readonly Route[],
  refusals: Map<string, number>,
): { answer: WireAnswer; scenario?: Scenario } {
  const [path = '/'] = call.path.split('?');
  const route = routes.find((candidate) => candidate.matches(path));
  if (route === undefined) {
    if (path.endsWith('/models'))
      return { answer: json({ object: 'list', data: [{ id: 'ok', object: 'model' }] }) };
    return { answer: { ...json({ detail: 'not here' }), status: 404 } };
  }
  const request = route.read(call);
  const known = scenarioOf(request.model);
  const scenario = /^echo(?:-|$)/.test(request.model) ? { ...known, pieces: [lastText(call.body)] } : known;
  const { refusal } = scenario;
  const count = refusals.get(request.model) ?? 0;
  refusals.set(request.model, count + 1);
  if (refusal === undefined || (scenario.isFlaky === true && count % 2 === 1))
    return { answer: route.answer(call, request, scenario), scenario };
  const { status, headers = {}, body } = refusal;
  const told = route.refuse(scenario, call);
  const pieces = body === undefined ? told.pieces : [body];
  return { answer: { status, headers: { ...told.headers, ...headers }, pieces }, scenario };
}

/** The last text in a request's body, whatever the provider calls it. */
function lastText(body: unknown): string {
  const texts = [...JSON.stringify(body).matchAll(/"(?:text|content|prompt|input)":("(?:[^"\\]|\\.)*")/g)];
  return JSON.parse(texts.at(-1)?.[1] ?? '""') as string;
}

function toCall({ url = '/', headers }: IncomingMessage, body: string): WireCall {
  const [, first = '', rest = ''] = /^\/([^/]*)(\/.*)?$/s.exec(url) ?? [];
  const words = first.split('+');
  const hasFlags = words.every((word) => FLAGS.has(word));
  return {
    path: hasFlags ? rest : url,
    body: parse(body),
    headers,
    flags: new Set(hasFlags ? words : []),
  };
}

function parse(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
    return {};
  } catch {
    return {};
  }
}

function withoutRedirect(url: string): string {
  return url
    .replace(/^\/redirect\//, '/')
    .replace(/^(\/[^/]*)\+redirect/, '$1')
    .replace(/^\/redirect\+/, '/');
}

function seen({ method = '', url = '', rawHeaders }: IncomingMessage, body: string): SeenRequest {
  const headers = rawHeaders.flatMap((name, i) => (i % 2 === 0 ? [`${name}: ${rawHeaders[i + 1]}`] : []));
  return { method, path: url, headers, body };
}
