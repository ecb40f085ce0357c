// Prints, as a JSON array, the spans that OpenTelemetry's SDK makes of the three events in BENCH_EVENTS, with the attributes of
// the semantic conventions for generative AI and for exceptions, in the JSON form of OTLP, without resource and scope.
import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';

const { stack, call, tool } = JSON.parse(process.env.BENCH_EVENTS);
const exporter = new InMemorySpanExporter();
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
trace.setGlobalTracerProvider(provider);
const tracer = trace.getTracer('bench');

const failed = tracer.startSpan('cartTotal');
const error = new TypeError(/TypeError: (.*)/.exec(stack)?.[1]);
error.stack = stack;
failed.recordException(error);
failed.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
failed.end();

const text = (content) => [{ type: 'text', content }];
const chat = tracer.startSpan(`chat ${call.model}`, {
  kind: SpanKind.CLIENT,
  attributes: {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'openai',
    'gen_ai.request.model': call.model,
    'gen_ai.response.model': call.model,
    'gen_ai.response.finish_reasons': ['stop'],
    'gen_ai.usage.input_tokens': call.tokensIn,
    'gen_ai.usage.output_tokens': call.tokensOut,
    'gen_ai.input.messages': JSON.stringify([{ role: 'user', parts: text(call.prompt) }]),
    'gen_ai.output.messages': JSON.stringify([
      { role: 'assistant', parts: text(call.response), finish_reason: 'stop' },
    ]),
  },
});
chat.end();

const run = tracer.startSpan('execute_tool run_tests', {
  attributes: {
    'gen_ai.operation.name': 'execute_tool',
    'gen_ai.tool.name': tool.tool,
    'gen_ai.tool.type': 'function',
    'gen_ai.tool.call.id': 'call_8c28c2ab',
    'gen_ai.tool.call.result': JSON.stringify({
      stdout: tool.stdout,
      stderr: tool.stderr,
      exit_code: tool.exitCode,
    }),
    'error.type': 'exit_code',
  },
});
run.setStatus({ code: SpanStatusCode.ERROR });
run.end();

console.log(JSON.stringify(exporter.getFinishedSpans().map(toOtlp)));

/** @see https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */
function toOtlp(span) {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return {
    traceId,
    spanId,
    flags: traceFlags,
    name: span.name,
    kind: span.kind + 1,
    startTimeUnixNano: nanoseconds(span.startTime),
    endTimeUnixNano: nanoseconds(span.endTime),
    attributes: keyValues(span.attributes),
    droppedAttributesCount: span.droppedAttributesCount,
    events: span.events.map(({ name, time, attributes }) => ({
      attributes: keyValues(attributes),
      name,
      timeUnixNano: nanoseconds(time),
      droppedAttributesCount: 0,
    })),
    droppedEventsCount: span.droppedEventsCount,
    status: span.status,
    links: [],
    droppedLinksCount: span.droppedLinksCount,
  };
}

function nanoseconds([seconds, rest]) {
  return `${BigInt(seconds) * 1_000_000_000n + BigInt(rest)}`;
}

function keyValues(attributes) {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));
}

function anyValue(value) {
  if (Array.isArray(value)) return { arrayValue: { values: value.map(anyValue) } };
  return typeof value === 'number' ? { intValue: value } : { stringValue: value };
}
