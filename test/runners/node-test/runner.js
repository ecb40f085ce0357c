export { after as afterAll, afterEach, before as beforeAll, beforeEach, describe, test } from 'node:test';
