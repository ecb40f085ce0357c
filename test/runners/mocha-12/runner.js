const { after, afterEach, before, beforeEach, describe, it } = globalThis;
export { after as afterAll, afterEach, before as beforeAll, beforeEach, describe, it as test };
