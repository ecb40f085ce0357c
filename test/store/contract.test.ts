import { join } from 'node:path';
import { after } from 'node:test';
import { connectBinding } from '../../src/store/d1/binding.ts';
import { createD1Store } from '../../src/store/d1/d1-store.ts';
import { connectRest } from '../../src/store/d1/rest.ts';
import { SCHEMA } from '../../src/store/d1/schema.ts';
import { openFolder } from '../../src/store/folder/folder.ts';
import { folderStore } from '../../src/store/folder/folder-store.ts';
import { startD1 } from '../d1/start-d1.ts';
import { testStore } from './contract.ts';
import { createTempFolder } from './folder/fixtures.ts';

const world = await startD1();
after(() => world.close());
await world.db.batch(SCHEMA.map(({ sql }) => world.db.prepare(sql)));

async function emptyTables(): Promise<void> {
  await world.db.batch(['events', 'agent_sessions'].map((table) => world.db.prepare(`DELETE FROM ${table}`)));
}

testStore({
  title: 'a folder',
  open: async () => folderStore(openFolder(join(createTempFolder(), '.agentlog'))),
});

testStore({
  title: 'D1 by binding',
  async open() {
    await emptyTables();
    return createD1Store(connectBinding(world.db as unknown as Parameters<typeof connectBinding>[0]));
  },
});

testStore({
  title: 'D1 by REST',
  async open() {
    await emptyTables();
    const { env } = world;
    return createD1Store(
      connectRest({
        accountId: env.CLOUDFLARE_ACCOUNT_ID,
        databaseId: env.AGENTLOG_D1_DATABASE_ID,
        apiToken: env.CLOUDFLARE_API_TOKEN,
        baseUrl: env.AGENTLOG_D1_URL,
      }),
    );
  },
});
