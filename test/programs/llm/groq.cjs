const Groq = require('groq-sdk');

require('./groq-calls.cjs')(Groq, process.env.MODEL_SERVER);
