import { GoogleGenAI } from '@google/genai';
import run from './google-calls.cjs';

await run(GoogleGenAI, process.env.MODEL_SERVER);
