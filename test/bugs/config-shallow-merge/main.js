import { configFor } from './config.js';
import { sendWithRetry } from './http-client.js';

const config = configFor({ http: { timeoutMs: 800 } });
const answer = await sendWithRetry(async () => ({ status: 200 }), config);
console.log(answer.status);
