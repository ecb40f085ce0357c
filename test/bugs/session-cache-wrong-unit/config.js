/** Settings by environment. Times are in minutes. */
export const config = {
  production: { sessions: { ttl: 480, capacity: 10_000 } },
  staging: { sessions: { ttl: 30, capacity: 500 } },
};
