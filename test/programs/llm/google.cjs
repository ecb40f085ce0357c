const { GoogleGenAI } = require('@google/genai');

require('./google-calls.cjs')(GoogleGenAI, process.env.MODEL_SERVER);
