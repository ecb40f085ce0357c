import type { Environment } from './environment.ts';

/** What it takes to reach a D1 database over Cloudflare's REST API. */
export interface D1Settings {
  readonly accountId: string;
  readonly databaseId: string;
  /** A secret: never shown. */
  readonly apiToken: string;
  /** Without a slash at its end. */
  readonly baseUrl: string;
}

/** What the environment says of the database. */
export interface D1Reading {
  /** `undefined` where a variable is missing. */
  readonly settings: D1Settings | undefined;
  /** The names of the variables that are missing. */
  readonly missing: readonly string[];
  /** A line for each variable whose value means nothing; the value is not shown, as it may be a secret in the wrong place. */
  readonly complaints: readonly string[];
}

/** The base address of Cloudflare's API. @see https://developers.cloudflare.com/api/ */
export const CLOUDFLARE_URL = 'https://api.cloudflare.com/client/v4';

/**
 * Reads where the database is from `CLOUDFLARE_ACCOUNT_ID`, `AGENTLOG_D1_DATABASE_ID`, `CLOUDFLARE_API_TOKEN` and
 * `AGENTLOG_D1_URL`. Blanks around a value do not count, and an empty value is none. Never throws.
 */
export function readD1Settings(env: Environment): D1Reading {
  const read = (name: string) => env[name]?.trim() ?? '';
  const accountId = read('CLOUDFLARE_ACCOUNT_ID');
  const databaseId = read('AGENTLOG_D1_DATABASE_ID');
  const apiToken = read('CLOUDFLARE_API_TOKEN');
  const named = Object.entries({
    CLOUDFLARE_ACCOUNT_ID: accountId,
    AGENTLOG_D1_DATABASE_ID: databaseId,
    CLOUDFLARE_API_TOKEN: apiToken,
  });
  const missing = named.filter(([, value]) => value === '').map(([name]) => name);
  const url = read('AGENTLOG_D1_URL');
  const complaints = url === '' || isWebAddress(url) ? [] : ['AGENTLOG_D1_URL is no URL: taken as unset'];
  const baseUrl = url === '' || complaints.length > 0 ? CLOUDFLARE_URL : url.replace(/\/+$/, '');
  const settings = missing.length === 0 ? { accountId, databaseId, apiToken, baseUrl } : undefined;
  return { settings, missing, complaints };
}

/** The line that names the variables that are missing. */
export function missingD1Settings(missing: readonly string[]): string {
  const names = missing.length === 1 ? `${missing[0]} is` : `${missing.join(', ')} are`;
  return `${names} not set; it takes the account, the D1 database and a token for it`;
}

function isWebAddress(text: string): boolean {
  try {
    const { protocol } = new URL(text);
    return protocol === 'https:' || protocol === 'http:';
  } catch {
    return false;
  }
}
