import { randomBytes } from 'node:crypto';
import { after } from 'node:test';
import { connectBinding, type D1Binding } from '../../../src/store/d1/binding.ts';
import { initSchema } from '../../../src/store/d1/check-schema.ts';
import type { Connection, Statement } from '../../../src/store/d1/connection.ts';
import { type D1World, startD1 } from '../../d1/start-d1.ts';
import { makeEvent } from '../folder/make-lines.ts';
import { type Line, lineOf } from './line-of.ts';

export const newSession = (): string => `sess_${randomBytes(8).toString('hex')}`;

export function eventsOf(session: string, count: number, answer = 'yes'): Line[] {
  return Array.from({ length: count }, () => lineOf(makeEvent(session, answer)));
}

interface Sent {
  readonly sessions: number;
  readonly events: number;
  readonly bytes: number;
}
type Judge = (sent: Sent) => Error | undefined;

interface WriterWorld {
  readonly world: D1World;
  readonly real: Connection;
  /** The real database behind one that refuses what `judge` says, and what was sent. */
  refusing(judge?: Judge): { connection: Connection; sent: Sent[] };
  countOf(session: string): Promise<unknown>;
  sessionRow(session: string): Promise<Record<string, unknown> | undefined>;
}

/** A database with agentlog's tables that is closed when the tests of this file are done. */
export async function openWriterWorld(): Promise<WriterWorld> {
  const world = await startD1();
  after(() => world.close());
  const real = connectBinding(world.db as unknown as D1Binding);
  await initSchema(real);
  return {
    world,
    real,
    refusing: (judge = () => undefined) => refuse(real, judge),
    async countOf(session) {
      const [row] = await world.rows(`SELECT count(*) AS n FROM events WHERE session_id = '${session}'`);
      return row?.n;
    },
    async sessionRow(session) {
      return (await world.rows(`SELECT * FROM agent_sessions WHERE session_id = '${session}'`))[0];
    },
  };
}

function refuse(real: Connection, judge: Judge): { connection: Connection; sent: Sent[] } {
  const sent: Sent[] = [];
  const rowsOf = (statements: readonly Statement[], pattern: RegExp) =>
    statements
      .filter(({ sql }) => pattern.test(sql))
      .reduce((sum, { param }) => sum + (JSON.parse(param ?? '[]') as unknown[]).length, 0);
  return {
    sent,
    connection: {
      name: 'D1',
      async run(statements) {
        const note = {
          sessions: rowsOf(statements, /INTO agent_sessions .*end_ts/),
          events: rowsOf(statements, /INTO events/),
          bytes: Math.max(...statements.map(({ param = '' }) => Buffer.byteLength(param))),
        };
        sent.push(note);
        const fault = judge(note);
        if (fault !== undefined) throw fault;
        return real.run(statements);
      },
    },
  };
}
