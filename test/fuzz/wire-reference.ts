import { crc32 } from 'node:zlib';

/**
 * What the readers of the wire are compared with: written after the formats' own words, for bytes that are all there, without a thought of
 * speed or memory.
 */

/** The data and types of server-sent events; one that the end cut off counts too. */
export function sseEvents(bytes: Buffer): (readonly [data: string, event: string | undefined])[] {
  const events: (readonly [string, string | undefined])[] = [];
  let data: string[] = [];
  let event: string | undefined;
  for (const line of [...linesOf(bytes), '']) {
    if (line === '') {
      if (data.length > 0) events.push([data.join('\n'), event]);
      data = [];
      event = undefined;
      continue;
    }
    const colon = line.indexOf(':');
    const name = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'data') data.push(value);
    if (name === 'event') event = value === '' ? undefined : value;
  }
  return events;
}

/** Lines that end with LF, CR or both, without a byte order mark. */
export function linesOf(bytes: Buffer): string[] {
  const lines = bytes
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** The payloads of AWS's event stream, down to the first message whose beginning is wrong or whose end is missing. */
export function awsPayloads(bytes: Buffer): string[] {
  const payloads: string[] = [];
  let at = 0;
  while (at + 12 <= bytes.length) {
    const total = bytes.readUInt32BE(at);
    const headers = bytes.readUInt32BE(at + 4);
    if (crc32(bytes.subarray(at, at + 8)) !== bytes.readUInt32BE(at + 8)) break;
    if (headers > 131_072 || total < 16 + headers || at + total > bytes.length) break;
    payloads.push(bytes.toString('latin1', at + 12 + headers, at + total - 4));
    at += total;
  }
  return payloads;
}
