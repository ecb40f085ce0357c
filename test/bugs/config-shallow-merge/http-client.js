import { setTimeout as delay } from 'node:timers/promises';

/** Calls `send` until it succeeds, at most as often as the settings allow. */
export async function sendWithRetry(send, config) {
  let lastError;
  for (let attempt = 0; attempt <= config.http.retry.attempts; attempt += 1) {
    try {
      return await send({ timeoutMs: config.http.timeoutMs, region: config.region });
    } catch (error) {
      lastError = error;
      await delay(config.http.retry.delayMs);
    }
  }
  throw lastError;
}
