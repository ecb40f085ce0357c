import * as bedrock from '@ai-sdk/amazon-bedrock';
import * as anthropic from '@ai-sdk/anthropic';
import * as deepseek from '@ai-sdk/deepseek';
import * as google from '@ai-sdk/google';
import * as groq from '@ai-sdk/groq';
import * as mistral from '@ai-sdk/mistral';
import * as openai from '@ai-sdk/openai';
import * as compatible from '@ai-sdk/openai-compatible';
import * as ai from 'ai';
import run from './ai-sdk-calls.cjs';

const providers = { ...openai, ...anthropic, ...google, ...mistral, ...groq, ...deepseek, ...compatible, ...bedrock };
await run(ai, providers, process.env.MODEL_SERVER);
