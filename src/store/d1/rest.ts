import { encodeJson } from '../../event/line.ts';
import type { Connection, Row, Statement } from './connection.ts';
import { D1Error } from './d1-error.ts';
import { readEnvelope } from './envelope.ts';
import { faultOfAnswer, quote } from './fault.ts';
import { queryAddress } from './rest-address.ts';

/** What is sent with a program's own `fetch` in its place would be the program's to see. */
const { fetch: webFetch, setTimeout, clearTimeout } = globalThis;

export interface D1RestOptions {
  readonly accountId: string;
  readonly databaseId: string;
  /** Never part of a name or a message. */
  readonly apiToken: string;
  /** @defaultValue `https://api.cloudflare.com/client/v4` */
  readonly baseUrl?: string | undefined;
  /** How long one request may take, answer and all. @defaultValue 60 seconds */
  readonly timeoutMs?: number | undefined;
  /** Ends what is running: it fails with the remedy `never`. */
  readonly signal?: AbortSignal | undefined;
  readonly fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
}

/** D1 itself gives a request 30 s; the way there and back gets as long. */
const DEFAULT_TIMEOUT_MS = 60_000;

/**
 * A database behind Cloudflare's REST API. Nothing is sent yet, and nothing is tried twice: see `withRetries`.
 * @throws D1Error when an id, the token or the address cannot be one
 * @see https://developers.cloudflare.com/api/resources/d1/subresources/database/methods/query/
 */
export function connectRest(options: D1RestOptions): Connection {
  const { accountId, databaseId, timeoutMs = DEFAULT_TIMEOUT_MS, signal } = options;
  const token = options.apiToken.trim();
  // Anything else is no header's value, and the error that says so would repeat it.
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new D1Error('CLOUDFLARE_API_TOKEN is not set to a token of printable characters', 'never');
  const address = queryAddress(options.baseUrl, accountId, databaseId);
  const host = new URL(address).host;
  const send = options.fetch ?? webFetch;

  async function run(statements: readonly Statement[]): Promise<readonly (readonly Row[])[]> {
    if (statements.length === 0) return [];
    const batch = statements.map(({ sql, param }) =>
      param === undefined ? { sql } : { sql, params: [param] },
    );
    const { response, text } = await exchange(encodeJson({ batch }));
    const envelope = response.ok ? readEnvelope(text) : undefined;
    if (!envelope?.success) throw faultOfAnswer(response.status, response.headers, text, { secret: token });
    if (envelope.results?.length !== statements.length)
      throw new D1Error(
        `the answer does not have a result for each of ${statements.length} statements: check AGENTLOG_D1_URL`,
        'never',
      );
    return envelope.results;
  }

  async function exchange(body: string): Promise<{ response: Response; text: string }> {
    const controller = new AbortController();
    const stop = () => controller.abort();
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      stop();
    }, timeoutMs);
    // The request itself keeps a process alive, where its `fetch` does; in a Worker a timer is a number.
    (timer as { unref?: () => void }).unref?.();
    if (signal?.aborted === true) stop();
    signal?.addEventListener('abort', stop);
    try {
      const response = await send(address, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body,
        // Not to be followed: the token is for this address alone.
        redirect: 'manual',
        signal: controller.signal,
      });
      return { response, text: await response.text() };
    } catch (error) {
      if (signal?.aborted === true) throw new D1Error('stopped before D1 had answered', 'never');
      if (isLate) throw new D1Error(`D1 did not answer within ${timeoutMs / 1000} s`, 'later');
      // Without its cause: what a client's error repeats of the request nobody can vouch for.
      throw new D1Error(`cannot reach ${host}: ${quote(reasonOf(error), token)}`, 'later');
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    }
  }

  return { name: quote(`D1 database ${databaseId.trim()}`, token), run };
}

/** What the system said: `fetch` itself says only that it failed. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return String(cause);
  const code = (cause as { readonly code?: unknown }).code;
  if (typeof code !== 'string' || cause.message.includes(code)) return cause.message;
  return cause.message === '' ? code : `${code}: ${cause.message}`;
}
