/** The largest upload of each plan, in kilobytes. */
export const LIMITS = { free: 64, team: 1024 };
