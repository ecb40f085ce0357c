const { Ollama } = require('ollama');

require('./ollama-calls.cjs')(Ollama, process.env.MODEL_SERVER);
