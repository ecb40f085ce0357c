import * as sdk from '@aws-sdk/client-bedrock-runtime';
import * as handlers from '@smithy/node-http-handler';
import calls from './bedrock-calls.cjs';

await calls(sdk, handlers, process.env.MODEL_SERVER, process.argv[2]);
