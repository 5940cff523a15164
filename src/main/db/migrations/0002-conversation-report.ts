import type { Migration } from '../migrate.ts'

const schema = `
CREATE TABLE turns (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  asked_at INTEGER NOT NULL,
  question TEXT NOT NULL,
  scope TEXT NOT NULL,
  answer TEXT NOT NULL,
  answer_state TEXT NOT NULL GENERATED ALWAYS AS (answer ->> '$.state') STORED,
  picked INTEGER NOT NULL CHECK (picked IN (0, 1)),
  removed_at INTEGER
) STRICT;
CREATE INDEX turns_by_session ON turns (session_id, seq);
CREATE INDEX turns_unfinished ON turns (seq) WHERE answer_state IN ('waiting', 'streaming');

CREATE TABLE reports (
  session_id TEXT PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
  clinic TEXT NOT NULL,
  reader TEXT NOT NULL,
  assessment TEXT NOT NULL,
  paper TEXT NOT NULL,
  include_proposed INTEGER NOT NULL CHECK (include_proposed IN (0, 1)),
  updated_at INTEGER NOT NULL,
  signed_at INTEGER
) STRICT;
`

export const conversationReport: Migration = {
  name: '0002-conversation-report',
  up: (connection) => void connection.exec(schema)
}
