import { Ollama } from 'ollama';
import run from './ollama-calls.cjs';

await run(Ollama, process.env.MODEL_SERVER);
