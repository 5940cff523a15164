import type { Migration } from '../migrate.ts'

const schema = `
CREATE TABLE jobs (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  image_id TEXT NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  failure TEXT,
  attempts INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX jobs_by_image ON jobs (image_id, seq);
CREATE INDEX jobs_by_session ON jobs (session_id);
CREATE INDEX jobs_active ON jobs (state, seq) WHERE state IN ('queued', 'running');
CREATE UNIQUE INDEX jobs_once ON jobs (image_id, kind) WHERE state IN ('queued', 'running');

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE session_views (
  session_id TEXT PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
  body TEXT NOT NULL
) STRICT;
`

export const workstation: Migration = {
  name: '0003-workstation',
  up: (connection) => void connection.exec(schema)
}
