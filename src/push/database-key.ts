import type { D1Settings } from '../base/d1-settings.ts';

const { getBuiltinModule } = process;
const KEY_CHARS = 16;

/** What the folder of a database's marks is called by: the same for the same database, whatever the token. */
export function databaseKey({ baseUrl, accountId, databaseId }: D1Settings): string {
  const { createHash } = getBuiltinModule('node:crypto');
  const place = JSON.stringify([baseUrl, accountId, databaseId]);
  return createHash('sha256').update(place).digest('hex').slice(0, KEY_CHARS);
}

/** The folder within a store folder that keeps how far its sessions were pushed to a database. */
export function pushFolderName(settings: D1Settings): string {
  return `push_${databaseKey(settings)}`;
}
