import { config } from './config.js';
import { SessionCache } from './session-cache.js';

let ms = Date.UTC(2024, 4, 6, 9);
const clock = { now: () => ms };
const sessions = new SessionCache(config[process.env.STAGE ?? 'staging'].sessions, clock);

sessions.open('s-88', { login: 'ruth', theme: 'dark' });
ms += 1200;
console.log(`welcome back, ${sessions.userOf('s-88').login}`);
