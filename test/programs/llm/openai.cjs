const OpenAI = require('openai');

require('./openai-calls.cjs')(OpenAI, process.env.MODEL_SERVER);
