const { abortSoon, collect, tell } = require('./tell.cjs');

const parameters = { type: 'object', properties: { city: { type: 'string' }, days: { type: 'number' } } };

module.exports = async (ai, providers, server) => {
  const { generateText, streamText, generateObject, streamObject, embed, embedMany, jsonSchema } = ai;
  const apiKey = process.env.TEST_SECRET;
  const openai = providers.createOpenAI({ apiKey, baseURL: `${server}/v1` });
  const chat = (model) => openai.chat(model);
  const others = {
    responses: openai,
    anthropic: providers.createAnthropic({ apiKey, baseURL: `${server}/v1` }),
    google: providers.createGoogleGenerativeAI({ apiKey, baseURL: `${server}/v1beta` }),
    mistral: providers.createMistral({ apiKey, baseURL: `${server}/mistral/v1` }),
    groq: providers.createGroq({ apiKey, baseURL: `${server}/groq/openai/v1` }),
    deepseek: providers.createDeepSeek({ apiKey, baseURL: `${server}/deepseek` }),
    openrouter: providers.createOpenAICompatible({
      name: 'openrouter',
      apiKey,
      baseURL: `${server}/openrouter/api/v1`,
      includeUsage: true,
    }),
    bedrock: providers.createAmazonBedrock({ apiKey, region: 'eu-central-1', baseURL: server }),
  };
  const told = ({ text, usage, finishReason, toolCalls, steps }) => ({
    text,
    usage,
    finishReason,
    tools: toolCalls.map(({ toolName, input }) => [toolName, input]),
    steps: steps.length,
  });
  const generate = async (model, prompt, more) =>
    told(await generateText({ model, system: 'Be brief.', prompt, maxRetries: 0, ...more }));
  const stream = async (model, prompt, more) => {
    const errors = [];
    const result = streamText({ model, prompt, maxRetries: 0, onError: ({ error }) => errors.push(error.message), ...more });
    const parts = await collect(result.fullStream);
    return [parts.map(({ type, text }) => text ?? type), errors];
  };
  const tools = {
    get_weather: ai.tool({ inputSchema: jsonSchema(parameters), execute: ({ city }) => `rain in ${city}` }),
    get_time: ai.tool({ inputSchema: jsonSchema({ type: 'object' }), execute: () => 'noon' }),
  };
  const twoSteps = { tools, stopWhen: ai.stepCountIs(2) };
  const schema = jsonSchema({ type: 'object', properties: { sum: { type: 'number' } }, required: ['sum'] });

  await tell('chat', () => generate(chat('ok'), 'chat'));
  await tell('chat, stream', () => stream(chat('ok'), 'chat, stream'));
  for (const [name, provider] of Object.entries(others)) {
    await tell(name, () => generate(provider('ok'), name));
    await tell(`${name}, stream`, () => stream(provider('ok'), `${name}, stream`));
  }
  await tell('steps', () => generate(chat('tools'), 'steps', twoSteps));
  await tell('steps, stream', () => stream(others.anthropic('tools'), 'steps, stream', twoSteps));
  await tell('messages', () =>
    generate(chat('ok'), undefined, {
      messages: [
        { role: 'user', content: 'first' },
        { role: 'assistant', content: 'yes?' },
        { role: 'user', content: [{ type: 'text', text: 'messages' }] },
      ],
    }),
  );
  await tell('output', async () => {
    const { output } = await generateText({
      model: chat('echo'),
      prompt: '{"sum":42}',
      output: ai.Output.object({ schema }),
    });
    return output;
  });
  await tell('object', async () => {
    const { object, usage } = await generateObject({ model: chat('echo'), prompt: '{"sum":43}', schema });
    return [object, usage];
  });
  await tell('object, stream', async () => {
    const { partialObjectStream, usage } = streamObject({ model: chat('echo'), prompt: '{"sum":44}', schema });
    return [await collect(partialObjectStream), await usage];
  });
  await tell('embed', async () => {
    const { embedding, usage } = await embed({ model: openai.embedding('ok'), value: 'embed' });
    return [embedding, usage];
  });
  await tell('embed, many', async () => {
    const { usage } = await embedMany({ model: openai.embedding('plain'), values: ['embed, many'] });
    return usage;
  });
  await tell('unmeasured', () => generate(chat('no-usage'), 'unmeasured'));
  await tell('no telemetry', () => generate(chat('ok'), 'no telemetry', { telemetry: { isEnabled: false } }));
  for (const model of ['unauthorized', 'rate-limited', 'server-error', 'broken', 'reset'])
    await tell(model, () => generate(chat(model), model));
  for (const model of ['unauthorized', 'stream-error', 'broken', 'cut'])
    await tell(`stream, ${model}`, () => stream(chat(model), `stream, ${model}`));
  await tell('retried', () => generate(chat('flaky'), 'retried', { maxRetries: 2 }));
  await tell('stream, retried', () => stream(others.anthropic('flaky'), 'stream, retried', { maxRetries: 2 }));
  await tell('timeout', () => generate(chat('hang'), 'timeout', { timeout: 120 }));
  await tell('aborted', () => generate(chat('hang'), 'aborted', { abortSignal: abortSoon() }));
  await tell('stream, aborted', async () => {
    const controller = new AbortController();
    const { fullStream } = streamText({
      model: chat('stall'),
      prompt: 'stream, aborted',
      abortSignal: controller.signal,
    });
    const parts = [];
    for await (const { type, text } of fullStream) {
      parts.push(text ?? type);
      if (text === ' orders') setTimeout(() => controller.abort(), 20);
    }
    return parts;
  });
  await tell('stream, left early', async () => {
    const { textStream } = streamText({ model: chat('slow'), prompt: 'stream, left early' });
    return collect(textStream, 1);
  });
  await tell('parallel', () =>
    Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        i % 2 === 0 ? generate(chat(`ok-${i + 1}`), 'parallel') : stream(chat(`ok-${i + 1}`), 'parallel'),
      ),
    ),
  );
};
