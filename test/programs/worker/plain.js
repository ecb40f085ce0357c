import { createHandler } from './main.js';

export default createHandler();
