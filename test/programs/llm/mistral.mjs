import { Mistral } from '@mistralai/mistralai';
import run from './mistral-calls.cjs';

await run(Mistral, process.env.MODEL_SERVER);
