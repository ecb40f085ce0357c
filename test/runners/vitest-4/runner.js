export { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
