const Anthropic = require('@anthropic-ai/sdk');

require('./anthropic-calls.cjs')(Anthropic, process.env.MODEL_SERVER);
