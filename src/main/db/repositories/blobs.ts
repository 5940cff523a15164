import { z } from 'zod'
import { Sha256 } from '#shared/domain/ids.ts'
import { type ReadableDb, query, selectAll } from '../access.ts'

const unreferenced = query(
  z.object({ hash: Sha256 }),
  `SELECT DISTINCT value AS hash FROM json_each(@hashes)
   WHERE NOT EXISTS (SELECT 1 FROM images WHERE hash = value)
     AND NOT EXISTS (SELECT 1 FROM images WHERE display_hash = value)
     AND NOT EXISTS (SELECT 1 FROM images WHERE thumbnail_hash = value)
     AND NOT EXISTS (SELECT 1 FROM analysis_masks WHERE hash = value)`
)

/** Those of the hashes that no photograph and no analysis refers to, removed ones included: their files may go. */
export const orphans = (db: ReadableDb, hashes: readonly Sha256[]): Sha256[] =>
  selectAll(db, unreferenced, { hashes: JSON.stringify(hashes) }).map(({ hash }) => hash)

/** Whether a photograph or an analysis refers to a blob, so that it may be shown. */
export const isReferenced = (db: ReadableDb, hash: Sha256): boolean => orphans(db, [hash]).length === 0
