export { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
