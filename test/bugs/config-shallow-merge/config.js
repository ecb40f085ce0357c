const BASE = {
  http: { timeoutMs: 5000, retry: { attempts: 3, delayMs: 1 } },
  region: 'eu-central',
};

/** The settings of a service: the base, and what it overrides. */
export function configFor(overrides) {
  return { ...BASE, ...overrides };
}
