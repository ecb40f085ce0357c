import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { build } from 'esbuild';
import { Miniflare } from 'miniflare';
import { SCHEMA } from '../../src/store/d1/schema.ts';
import { openLocalDatabase } from '../d1/local-database.ts';
import { REST_WORKER } from '../d1/rest-worker.ts';
import { root } from '../root.ts';

/** Requests to this host reach the database, past the Worker. */
const DATABASE_HOST = 'database';

export interface WorkerOptions {
  /** The file with the Worker's entry, from the project's folder. */
  readonly entry: string;
  readonly compatibilityDate?: string;
  readonly compatibilityFlags?: readonly string[];
  readonly bindings?: Readonly<Record<string, string>>;
  /** Whether the tables are made. @defaultValue true */
  readonly hasTables?: boolean;
  /** Changes the bundled text. */
  readonly edit?: (text: string) => string;
}

/** A Worker that runs in workerd, with a D1 database as `DB`. */
export interface RunningWorker {
  fetch(path: string, init?: { method?: string; body?: string }): Promise<{ status: number; text: string }>;
  /** The same, the answer read as JSON. */
  ask(path: string, init?: { method?: string; body?: string }): Promise<Record<string, unknown>>;
  rows(sql: string): Promise<Record<string, unknown>[]>;
  /** The lines that it printed. */
  readonly printed: string[];
}

/** Bundles a Worker as wrangler does, and starts it; takes about a second. It ends with the test. */
export async function startWorker(
  t: { after(fn: () => Promise<void>): void },
  options: WorkerOptions,
): Promise<RunningWorker> {
  const { compatibilityDate = '2026-04-01', compatibilityFlags = [], hasTables = true } = options;
  const { edit = (text: string) => text } = options;
  const printed: string[] = [];
  const miniflare = new Miniflare({
    workers: [
      {
        name: 'main',
        modules: [{ type: 'ESModule', path: 'worker.js', contents: edit(await bundle(options.entry)) }],
        modulesRoot: '.',
        compatibilityDate,
        compatibilityFlags: [...compatibilityFlags],
        d1Databases: { DB: 'agentlog-test' },
        bindings: { ...options.bindings },
      },
      {
        name: 'database',
        modules: true,
        script: REST_WORKER,
        compatibilityDate: '2026-04-01',
        d1Databases: { DB: 'agentlog-test' },
        routes: [`${DATABASE_HOST}/*`],
      },
    ],
    handleRuntimeStdio(stdout: Readable, stderr: Readable) {
      for (const stream of [stdout, stderr]) {
        stream.setEncoding('utf8');
        stream.on('data', (text: string) => printed.push(...text.split('\n').filter((line) => line !== '')));
      }
    },
  });
  t.after(() => miniflare.dispose());
  const db = openLocalDatabase(new URL(`http://${DATABASE_HOST}`), (url, init) =>
    miniflare.dispatchFetch(url.toString(), init),
  );
  if (hasTables) await db.batch(SCHEMA.map(({ sql }) => db.prepare(sql)));

  async function fetch(path: string, init: { method?: string; body?: string } = {}) {
    const response = await miniflare.dispatchFetch(`http://worker${path}`, init);
    return { status: response.status, text: await response.text() };
  }

  return {
    fetch,
    async ask(path, init) {
      const { status, text } = await fetch(path, init);
      if (status !== 200) throw new Error(`${status}: ${text} ${printed.join('\n')}`);
      return JSON.parse(text) as Record<string, unknown>;
    },
    async rows(sql) {
      const { results } = await db.prepare(sql).all();
      return results;
    },
    printed,
  };
}

/** The Worker in one text, its `agentlog/d1` the one that is built here. */
export async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, entry)],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['node:*', 'cloudflare:*'],
    alias: { 'agentlog/d1': join(root, 'dist/d1.js') },
    logLevel: 'silent',
  });
  return outputFiles?.[0]?.text ?? '';
}
