import Anthropic from '@anthropic-ai/sdk';
import run from './anthropic-calls.cjs';

await run(Anthropic, process.env.MODEL_SERVER);
