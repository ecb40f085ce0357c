import { crc32 } from 'node:zlib';
import { createAnswerReader } from '../../../../src/capture/llm/wire/answer-reader.ts';
import type { AnswerReading, Endpoint, WireFormat } from '../../../../src/capture/llm/wire/types.ts';

/** An answer as it stands on the wire. */
export interface Wire {
  readonly format: WireFormat;
  readonly status?: number | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** The answer as it is understood when it comes in pieces of so many bytes. */
export function readAnswer(wire: Wire, piece: number): AnswerReading {
  const endpoint: Endpoint = { format: wire.format };
  const { status = 200, headers = {} } = wire;
  const reader = createAnswerReader(endpoint, { status, header: (name) => headers[name] });
  const bytes = typeof wire.body === 'string' ? Buffer.from(wire.body) : wire.body;
  for (let at = 0; at < bytes.length; at += piece) reader.add(bytes.subarray(at, at + piece));
  return reader.finish();
}

/** Server-sent events of the given data. */
export function sse(...data: readonly unknown[]): string {
  return data.map((item) => `data: ${typeof item === 'string' ? item : JSON.stringify(item)}\n\n`).join('');
}

/** Lines of JSON. */
export function lines(...values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}

/** A message of AWS's event stream; the checksum of the whole is not read by anyone here. */
export function awsMessage(headers: Readonly<Record<string, string>>, payload: string): Buffer {
  const fields = Object.entries(headers).map(([name, value]) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(Buffer.byteLength(value));
    return Buffer.concat([
      Buffer.from([name.length]),
      Buffer.from(name),
      Buffer.from([7]),
      length,
      Buffer.from(value),
    ]);
  });
  const header = Buffer.concat(fields);
  const body = Buffer.from(payload);
  const prelude = Buffer.alloc(12);
  prelude.writeUInt32BE(16 + header.length + body.length, 0);
  prelude.writeUInt32BE(header.length, 4);
  prelude.writeUInt32BE(crc32(prelude.subarray(0, 8)), 8);
  return Buffer.concat([prelude, header, body, Buffer.alloc(4)]);
}

/** An event of Bedrock's converse. */
export function converseEvent(name: string, payload: unknown): Buffer {
  return awsMessage({ ':message-type': 'event', ':event-type': name }, JSON.stringify(payload));
}

/** A chunk of Bedrock's invoke. */
export function invokeChunk(value: unknown): Buffer {
  const bytes = Buffer.from(JSON.stringify(value)).toString('base64');
  return awsMessage(
    { ':message-type': 'event', ':event-type': 'chunk' },
    JSON.stringify({ bytes, p: 'abc' }),
  );
}

export const SSE: Readonly<Record<string, string>> = { 'content-type': 'text/event-stream; charset=utf-8' };
export const JSON_TYPE: Readonly<Record<string, string>> = { 'content-type': 'application/json' };
export const AWS: Readonly<Record<string, string>> = { 'content-type': 'application/vnd.amazon.eventstream' };
