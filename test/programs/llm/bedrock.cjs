const sdk = require('@aws-sdk/client-bedrock-runtime');
const handlers = require('@smithy/node-http-handler');

require('./bedrock-calls.cjs')(sdk, handlers, process.env.MODEL_SERVER, process.argv[2]);
