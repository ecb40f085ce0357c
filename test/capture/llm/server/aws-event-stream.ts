import { crc32 } from 'node:zlib';

const STRING = 7;

/**
 * One message of AWS's binary event stream: two lengths and their checksum, headers, a JSON body, a checksum of it all.
 *
 * @see https://smithy.io/2.0/aws/amazon-eventstream.html
 */
function encodeEvent(headers: Readonly<Record<string, string>>, body: object): Buffer {
  const head = Buffer.concat(Object.entries(headers).map(([name, value]) => encodeHeader(name, value)));
  const json = Buffer.from(JSON.stringify(body));
  const prelude = Buffer.alloc(8);
  prelude.writeUInt32BE(16 + head.length + json.length, 0);
  prelude.writeUInt32BE(head.length, 4);
  const unchecked = Buffer.concat([prelude, checksum(prelude), head, json]);
  return Buffer.concat([unchecked, checksum(unchecked)]);
}

/** An event of a stream's own kinds. */
export function awsEvent(type: string, body: object): Buffer {
  return encodeEvent(
    { ':event-type': type, ':content-type': 'application/json', ':message-type': 'event' },
    body,
  );
}

/** An error that is told within a stream. */
export function awsException(type: string, message: string): Buffer {
  return encodeEvent(
    { ':exception-type': type, ':content-type': 'application/json', ':message-type': 'exception' },
    { message },
  );
}

function encodeHeader(name: string, value: string): Buffer {
  const text = Buffer.from(value);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(text.length);
  return Buffer.concat([Buffer.from([name.length]), Buffer.from(name), Buffer.from([STRING]), length, text]);
}

function checksum(bytes: Buffer): Buffer {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(bytes));
  return sum;
}
