import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after } from 'node:test';
import { connectBinding } from '../../src/store/d1/binding.ts';
import type { Connection, Row } from '../../src/store/d1/connection.ts';
import { D1Error } from '../../src/store/d1/d1-error.ts';
import { createD1Store } from '../../src/store/d1/d1-store.ts';
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

// To be replaced by `connectRest` of src/store/d1/rest.ts.
function connectRest(): Connection {
  const { env } = world;
  const url = `${env.AGENTLOG_D1_URL}/accounts/${env.CLOUDFLARE_ACCOUNT_ID}/d1/database/${env.AGENTLOG_D1_DATABASE_ID}/query`;
  return {
    name: 'D1 by REST',
    async run(statements) {
      const batch = statements.map(({ sql, param }) => ({ sql, params: param === undefined ? [] : [param] }));
      const headers = { authorization: `Bearer ${env.CLOUDFLARE_API_TOKEN}` };
      const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ batch }) });
      const { success, result, errors } = (await answer.json()) as {
        success: boolean;
        result: { results: Row[] }[];
        errors: unknown;
      };
      if (!success) throw new D1Error(JSON.stringify(errors), 'never');
      assert.equal(result.length, statements.length);
      return result.map(({ results }) => results);
    },
  };
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
    return createD1Store(connectRest());
  },
});
