import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Miniflare } from 'miniflare';
import { type LocalDatabase, openLocalDatabase } from './local-database.ts';
import { REST_WORKER } from './rest-worker.ts';

/** What befalls a request to the REST API. `cut before` never reaches the database; what follows `cut after` and `slow` does. */
export type Fault =
  | 'cut before'
  | 'cut after'
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | { readonly slowMs: number };

/** One request as the front saw it. */
export interface Seen {
  readonly authorization: string;
  readonly body: { readonly sql?: string; readonly params?: string[]; readonly batch?: unknown[] };
}

/** A real D1 database in workerd, with both ways to it. */
export interface D1World {
  /** The binding, as a Worker has it. */
  readonly db: LocalDatabase;
  /** What agentlog needs to reach it over REST. */
  readonly env: Readonly<{
    CLOUDFLARE_ACCOUNT_ID: string;
    AGENTLOG_D1_DATABASE_ID: string;
    CLOUDFLARE_API_TOKEN: string;
    AGENTLOG_D1_URL: string;
  }>;
  /** Every request that reached the front, in its order. */
  readonly seen: Seen[];
  /** Judges each request; `undefined` lets it through. */
  setFaults(judge: (request: Seen, index: number) => Fault | undefined): void;
  /** The rows of a query. */
  rows(sql: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** Starts workerd with an empty database, and on loopback a front that can fail; takes about a second. */
export async function startD1(): Promise<D1World> {
  const account = randomBytes(16).toString('hex');
  const database = randomUUID();
  const token = randomBytes(30).toString('base64url');
  const miniflare = new Miniflare({
    modules: true,
    script: REST_WORKER,
    compatibilityDate: '2026-04-01',
    host: '127.0.0.1',
    port: 0,
    d1Databases: { DB: 'agentlog-test' },
    bindings: { TOKEN: token, ACCOUNT: account, DATABASE: database },
  });
  const origin = await miniflare.ready;
  const db = openLocalDatabase(origin);
  const seen: Seen[] = [];
  let judge: (request: Seen, index: number) => Fault | undefined = () => undefined;

  const front = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const note: Seen = { authorization: request.headers.authorization ?? '', body: parse(body) };
    const fault = judge(note, seen.push(note) - 1);
    if (fault === 'cut before') {
      request.socket.destroy();
      return;
    }
    if (typeof fault === 'object' && 'status' in fault) {
      response.writeHead(fault.status, fault.headers);
      response.end(fault.body ?? '');
      return;
    }
    if (typeof fault === 'object') await new Promise((resolve) => setTimeout(resolve, fault.slowMs));
    const answer = await fetch(new URL(request.url ?? '/', origin), {
      method: request.method ?? 'POST',
      headers: { authorization: note.authorization, 'content-type': 'application/json' },
      body,
    });
    const text = await answer.text();
    if (fault === 'cut after') {
      request.socket.destroy();
      return;
    }
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(text);
  }

  await new Promise<void>((resolve) => {
    front.listen(0, '127.0.0.1', resolve);
  });
  const { port } = front.address() as AddressInfo;

  return {
    db,
    env: {
      CLOUDFLARE_ACCOUNT_ID: account,
      AGENTLOG_D1_DATABASE_ID: database,
      CLOUDFLARE_API_TOKEN: token,
      AGENTLOG_D1_URL: `http://127.0.0.1:${port}/client/v4`,
    },
    seen,
    setFaults(next) {
      judge = next;
    },
    async rows(sql) {
      const { results } = await db.prepare(sql).all();
      return results;
    },
    async close() {
      front.closeAllConnections();
      front.close();
      await miniflare.dispose();
    },
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function parse(body: Buffer): Seen['body'] {
  try {
    return JSON.parse(body.toString()) as Seen['body'];
  } catch {
    return {};
  }
}
