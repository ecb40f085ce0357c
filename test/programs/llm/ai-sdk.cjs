const ai = require('ai');

const providers = Object.assign(
  {},
  ...['openai', 'anthropic', 'google', 'mistral', 'groq', 'deepseek', 'openai-compatible', 'amazon-bedrock'].map((name) =>
    require(`@ai-sdk/${name}`),
  ),
);
require('./ai-sdk-calls.cjs')(ai, providers, process.env.MODEL_SERVER);
