const PLAIN = 'test/programs/worker/plain.js';
const ALS = 'test/programs/worker/als.js';

/** What a Worker is given of Node by its date and its flags. */
export interface Platform {
  readonly title: string;
  readonly entry: string;
  readonly compatibilityDate: string;
  readonly compatibilityFlags: readonly string[];
  /** Whether a session is carried by the async context. */
  readonly carries: boolean;
}

export const PLATFORMS: readonly Platform[] = [
  {
    title: 'no flag in 2024',
    entry: PLAIN,
    compatibilityDate: '2024-01-01',
    compatibilityFlags: [],
    carries: false,
  },
  {
    title: 'no flag in 2026',
    entry: PLAIN,
    compatibilityDate: '2026-04-01',
    compatibilityFlags: [],
    carries: false,
  },
  {
    title: 'nodejs_als',
    entry: ALS,
    compatibilityDate: '2024-01-01',
    compatibilityFlags: ['nodejs_als'],
    carries: true,
  },
  {
    title: 'nodejs_compat in 2024',
    entry: ALS,
    compatibilityDate: '2024-01-01',
    compatibilityFlags: ['nodejs_compat'],
    carries: true,
  },
  {
    title: 'nodejs_compat in 2026',
    entry: PLAIN,
    compatibilityDate: '2026-04-01',
    compatibilityFlags: ['nodejs_compat'],
    carries: true,
  },
];
