import type { Statement } from './connection.ts';

/** The two tables and their indexes; where they are there already, nothing changes. */
export const SCHEMA: readonly Statement[] = [
  `CREATE TABLE IF NOT EXISTS agent_sessions (
    session_id TEXT PRIMARY KEY,
    start_ts REAL NOT NULL,
    end_ts REAL,
    agent_name TEXT,
    task TEXT,
    total_tokens INTEGER DEFAULT 0
  )`,
  `CREATE TABLE IF NOT EXISTS events (
    id TEXT PRIMARY KEY,
    session_id TEXT NOT NULL,
    ts REAL NOT NULL,
    event_type TEXT NOT NULL,
    payload TEXT NOT NULL,
    FOREIGN KEY (session_id) REFERENCES agent_sessions(session_id)
  )`,
  'CREATE INDEX IF NOT EXISTS idx_events_session ON events(session_id)',
  'CREATE INDEX IF NOT EXISTS idx_events_type ON events(event_type)',
  'CREATE INDEX IF NOT EXISTS idx_events_ts ON events(ts)',
].map((sql) => ({ sql }));
