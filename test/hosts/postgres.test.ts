import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { root } from '../root.ts';
import { modules, testHost } from './host-row.ts';

let server: ChildProcess | undefined;
let folder = '';
const env: Record<string, string> = {};

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'agentlog-postgres-'));
  symlinkSync(modules, join(folder, 'node_modules'));
  mkdirSync(join(folder, 'work'));
  cpSync(join(root, 'test/hosts/programs/postgres'), join(folder, 'work'), { recursive: true });
  server = spawn(process.execPath, ['server.mjs'], {
    cwd: join(folder, 'work'),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [port] = await once(server.stdout as NodeJS.ReadableStream, 'data');
  Object.assign(env, {
    PGHOST: '127.0.0.1',
    PGPORT: String(port).trim(),
    PGUSER: 'postgres',
    PGDATABASE: 'postgres',
  });
});

after(() => {
  server?.kill();
  rmSync(folder, { recursive: true, force: true });
});

describe('a client of a database with agentlog', () => {
  testHost({
    title: 'pg speaks to a Postgres, rolls back and reports its errors',
    program: 'postgres',
    words: ['node', 'pg.mjs'],
    env,
    exitCode: 1,
    says: /23505.*42P01.*42601.*rolled back: 23514/s,
    failures: [
      {
        error: "TypeError: Cannot read properties of undefined (reading 'balance')",
        at: 'pg.mjs balanceOf',
        locals: { id: 99, rows: [], owner: 'undefined' },
      },
    ],
  });
  testHost({
    title: 'drizzle-orm maps rows, rolls back and wraps the errors of the database',
    program: 'postgres',
    words: ['node', 'drizzle.mjs'],
    env,
    exitCode: 1,
    says: /DrizzleError Rollback.*23505/s,
    failures: [
      {
        error: 'RangeError: Bob has no age',
        at: 'drizzle.mjs ageOf',
        locals: { name: 'Bob', user: { id: 2, name: 'Bob', age: null } },
      },
    ],
  });
});
