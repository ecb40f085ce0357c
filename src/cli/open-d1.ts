import type { D1Settings } from '../base/d1-settings.ts';
import { createD1Store } from '../store/d1/d1-store.ts';
import { connectRest } from '../store/d1/rest.ts';
import { withRetries } from '../store/d1/retry.ts';
import type { Store } from '../store/types.ts';

/** The database that the settings name, over Cloudflare's REST API. Nothing is read yet. @throws AGENTLOG_D1 */
export function openD1(settings: D1Settings): Store {
  return createD1Store(withRetries(connectRest(settings)));
}
