import { AsyncLocalStorage } from 'node:async_hooks';
import { createHandler } from './main.js';

export default createHandler(AsyncLocalStorage);
