const { randomBytes } = require('node:crypto');
const { abortSoon, collect, tell } = require('./tell.cjs');

const toolConfig = {
  tools: [
    { toolSpec: { name: 'get_weather', inputSchema: { json: { type: 'object', properties: { city: { type: 'string' } } } } } },
  ],
};

// `transport` is h1, or h2 for the client's own choice.
module.exports = async (sdk, { NodeHttpHandler }, server, transport) => {
  const { BedrockRuntimeClient, ConverseCommand, ConverseStreamCommand } = sdk;
  const { InvokeModelCommand, InvokeModelWithResponseStreamCommand } = sdk;
  const at = (maxAttempts, timeout) =>
    new BedrockRuntimeClient({
      region: 'eu-central-1',
      endpoint: server,
      maxAttempts,
      credentials: {
        accessKeyId: `AKIA${randomBytes(8).toString('hex').toUpperCase()}`,
        secretAccessKey: process.env.TEST_SECRET,
      },
      ...(transport === 'h1' && {
        requestHandler: new NodeHttpHandler({ requestTimeout: timeout, throwOnRequestTimeout: true }),
      }),
      ...(transport === 'h2' && timeout && { requestHandler: { requestTimeout: timeout } }),
    });
  const client = at(1);
  const id = (model) => `anthropic.${model}-v1:0`;
  const plain = ({ $metadata, ...rest }) => [$metadata.httpStatusCode, $metadata.attempts, rest];
  const body = (model, text) => ({
    modelId: id(model),
    system: [{ text: 'Be brief.' }],
    messages: [{ role: 'user', content: [{ text }] }],
  });
  const converse = async (model, text, more, options, from = client) =>
    plain(await from.send(new ConverseCommand({ ...body(model, text), ...more }), options));
  const stream = async (model, text, options, limit) => {
    const { stream } = await client.send(new ConverseStreamCommand(body(model, text)), options);
    return collect(stream, limit);
  };
  const input = (modelId, text) => {
    const messages = [{ role: 'user', content: modelId.includes('nova') ? [{ text }] : text }];
    const asked = modelId.includes('titan')
      ? { inputText: text }
      : { ...(modelId.includes('anthropic') && { anthropic_version: 'bedrock-2023-05-31', max_tokens: 99 }), messages };
    return { modelId, body: JSON.stringify(asked), contentType: 'application/json', accept: 'application/json' };
  };
  const invoke = async (modelId, text) => {
    const answer = await client.send(new InvokeModelCommand(input(modelId, text)));
    return JSON.parse(Buffer.from(answer.body).toString());
  };
  const invokeStream = async (modelId, text) => {
    const { body } = await client.send(new InvokeModelWithResponseStreamCommand(input(modelId, text)));
    return (await collect(body)).map(({ chunk }) => JSON.parse(Buffer.from(chunk.bytes).toString()));
  };

  await tell('converse', () => converse('ok', 'converse'));
  await tell('converse, no details', () => converse('plain', 'converse, no details'));
  await tell('converse, written', () => converse('written', 'converse, written'));
  await tell('converse, tools', () => converse('tools', 'converse, tools', { toolConfig }));
  await tell('converse, long', () => converse('long', `converse, long ${'and longer '.repeat(40)}`));
  await tell('stream', () => stream('ok', 'stream'));
  await tell('stream, unicode', () => stream('unicode', 'stream, ünï 世界'));
  await tell('stream, tools', () => stream('tools', 'stream, tools'));
  await tell('stream, left early', async () => (await stream('slow', 'stream, left early', {}, 2)).length);
  for (const modelId of [id('ok'), 'us.amazon.nova.ok-v1:0', 'amazon.titan.plain-v1:0']) {
    await tell(`invoke ${modelId}`, () => invoke(modelId, `invoke ${modelId}`));
    await tell(`invoke stream ${modelId}`, () => invokeStream(modelId, `invoke stream ${modelId}`));
  }
  await tell('invoke stream, stream-error', () => invokeStream(id('stream-error'), 'invoke stream, stream-error'));
  for (const model of ['unauthorized', 'invalid', 'rate-limited', 'server-error', 'reset', 'broken'])
    await tell(`converse, ${model}`, () => converse(model, `converse, ${model}`));
  for (const model of ['rate-limited', 'stream-error', 'broken', 'cut'])
    await tell(`stream, ${model}`, () => stream(model, `stream, ${model}`));
  await tell('converse, retried', () => converse('flaky', 'converse, retried', {}, {}, at(2)));
  await tell('converse, timeout', () => converse('hang', 'converse, timeout', {}, {}, at(1, 120)));
  await tell('converse, aborted', () => converse('hang', 'converse, aborted', {}, { abortSignal: abortSoon() }));
  await tell('converse, aborted before', () =>
    converse('ok', 'converse, aborted before', {}, { abortSignal: AbortSignal.abort() }),
  );
  await tell('stream, aborted', async () => {
    const controller = new AbortController();
    const options = { abortSignal: controller.signal };
    const { stream } = await client.send(new ConverseStreamCommand(body('stall', 'stream, aborted')), options);
    let parts = 0;
    for await (const _ of stream) {
      parts += 1;
      if (parts === 4) setTimeout(() => controller.abort(), 20);
    }
    return parts;
  });
  await tell('parallel', () =>
    Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        i % 2 === 0 ? converse(`ok-${i + 1}`, 'parallel') : stream(`ok-${i + 1}`, 'parallel'),
      ),
    ),
  );
  client.destroy();
};
