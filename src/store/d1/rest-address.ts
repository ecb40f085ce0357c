import { CLOUDFLARE_URL } from '../../base/d1-settings.ts';
import { D1Error } from './d1-error.ts';

/** Where a database's queries go, without a trailing slash in the base counting. @throws D1Error for an address that cannot be one */
export function queryAddress(baseUrl: string | undefined, accountId: string, databaseId: string): string {
  const base = readBase(baseUrl ?? CLOUDFLARE_URL);
  const account = pathPart(accountId, 'CLOUDFLARE_ACCOUNT_ID');
  const database = pathPart(databaseId, 'AGENTLOG_D1_DATABASE_ID');
  return `${base}/accounts/${account}/d1/database/${database}/query`;
}

/** The text of a base address may hold a password: no message repeats it. */
function readBase(text: string): string {
  if (!URL.canParse(text)) throw invalid('AGENTLOG_D1_URL is no address: it must begin with https://');
  const { protocol, hostname, origin, pathname, username, password, search, hash } = new URL(text);
  if (username !== '' || password !== '' || search !== '' || hash !== '')
    throw invalid('AGENTLOG_D1_URL must hold neither a user name nor anything behind its path');
  if (protocol !== 'https:' && protocol !== 'http:')
    throw invalid('AGENTLOG_D1_URL must begin with https://');
  if (protocol === 'http:' && !isLoopback(hostname))
    throw invalid('AGENTLOG_D1_URL must begin with https://, as the token would travel in clear otherwise');
  return origin + pathname.replace(/\/+$/, '');
}

function isLoopback(hostname: string): boolean {
  return /^(?:localhost|(?:.+\.)?localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

function pathPart(id: string, variable: string): string {
  const text = id.trim();
  // Dots alone would climb to another path.
  if (text === '' || /^\.+$/.test(text)) throw invalid(`${variable} is not set to an id`);
  return encodeURIComponent(text.toWellFormed());
}

function invalid(message: string): D1Error {
  return new D1Error(message, 'never');
}
