import OpenAI from 'openai';
import run from './openai-calls.cjs';

await run(OpenAI, process.env.MODEL_SERVER);
