import Groq from 'groq-sdk';
import run from './groq-calls.cjs';

await run(Groq, process.env.MODEL_SERVER);
