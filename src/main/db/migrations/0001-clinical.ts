import type { Migration } from '../migrate.ts'

const patients = `
CREATE TABLE patients (
  id TEXT PRIMARY KEY,
  family_name TEXT NOT NULL,
  given_name TEXT NOT NULL,
  number TEXT NOT NULL,
  born TEXT,
  sex TEXT NOT NULL,
  demo INTEGER NOT NULL CHECK (demo IN (0, 1)),
  created_at INTEGER NOT NULL,
  -- Name and number folded for search, see searchKey.ts.
  search_key TEXT NOT NULL,
  -- The day of the latest visit, or of the registration before there is one: the order of the worklist.
  worklist_day TEXT NOT NULL
) STRICT;
CREATE INDEX patients_by_worklist ON patients (worklist_day DESC, id DESC, search_key);
CREATE INDEX patients_for_demonstration ON patients (id) WHERE demo = 1;

CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  patient_id TEXT NOT NULL REFERENCES patients (id),
  day TEXT NOT NULL,
  note TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;
CREATE INDEX sessions_by_patient ON sessions (patient_id, day);
CREATE INDEX sessions_removed ON sessions (removed_at) WHERE removed_at IS NOT NULL;
`

const setWorklistDay = (row: 'NEW' | 'OLD'): string => `
  UPDATE patients SET worklist_day = coalesce(
    (SELECT max(day) FROM sessions WHERE patient_id = ${row}.patient_id AND removed_at IS NULL),
    date(created_at / 1000, 'unixepoch'))
  WHERE id = ${row}.patient_id;`

const worklistDay = `
CREATE TRIGGER session_added AFTER INSERT ON sessions BEGIN ${setWorklistDay('NEW')} END;
CREATE TRIGGER session_changed AFTER UPDATE OF day, removed_at ON sessions BEGIN ${setWorklistDay('NEW')} END;
CREATE TRIGGER session_deleted AFTER DELETE ON sessions BEGIN ${setWorklistDay('OLD')} END;
`

const images = `
CREATE TABLE images (
  id TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  hash TEXT NOT NULL,
  display_hash TEXT NOT NULL,
  thumbnail_hash TEXT NOT NULL,
  format TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  eye TEXT CHECK (eye IN ('OD', 'OS')),
  eye_by TEXT NOT NULL CHECK (eye_by IN ('nobody', 'model', 'clinician')),
  taken_at INTEGER,
  added_at INTEGER NOT NULL,
  attribution TEXT,
  -- What the latest analysis comes to, see standing.ts; null before the first.
  verdict TEXT,
  removed_at INTEGER,
  CHECK ((eye IS NULL) = (eye_by = 'nobody'))
) STRICT;
CREATE INDEX images_by_session ON images (session_id, position);
CREATE INDEX images_by_standing ON images (session_id, eye, verdict, id) WHERE removed_at IS NULL;
CREATE UNIQUE INDEX images_once ON images (session_id, hash) WHERE removed_at IS NULL;
CREATE INDEX images_removed ON images (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX images_by_hash ON images (hash);
CREATE INDEX images_by_display_hash ON images (display_hash);
CREATE INDEX images_by_thumbnail_hash ON images (thumbnail_hash);
`

const analyses = `
CREATE TABLE analyses (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  image_id TEXT NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  finished_at INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX analyses_by_image ON analyses (image_id, seq);

CREATE TABLE analysis_masks (
  hash TEXT NOT NULL,
  analysis_id TEXT NOT NULL REFERENCES analyses (id) ON DELETE CASCADE,
  PRIMARY KEY (hash, analysis_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX analysis_masks_by_analysis ON analysis_masks (analysis_id);
`

const findings = `
CREATE TABLE reviews (
  seq INTEGER PRIMARY KEY,
  image_id TEXT NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  finding_id TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('proposed', 'confirmed', 'rejected')),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX reviews_by_finding ON reviews (image_id, finding_id, seq);

CREATE TABLE clinician_findings (
  id TEXT PRIMARY KEY,
  image_id TEXT NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;
CREATE INDEX clinician_findings_by_image ON clinician_findings (image_id, created_at);
`

// A purge deletes the photograph first and what hangs on it by cascade: only then is the parent gone.
const neverChanged = (table: 'analyses' | 'reviews'): string => `
CREATE TRIGGER ${table}_unchanged BEFORE UPDATE ON ${table}
BEGIN SELECT raise(ABORT, '${table} never change'); END;
CREATE TRIGGER ${table}_kept BEFORE DELETE ON ${table} WHEN EXISTS (SELECT 1 FROM images WHERE id = OLD.image_id)
BEGIN SELECT raise(ABORT, '${table} are only added to'); END;
`

export const clinical: Migration = {
  name: '0001-clinical',
  up: (connection) =>
    void connection.exec(
      [patients, worklistDay, images, analyses, findings, neverChanged('analyses'), neverChanged('reviews')].join('\n')
    )
}
