import { z } from 'zod'
import { ImageId, SessionId, Sha256 } from '#shared/domain/ids.ts'
import type { UtcMs } from '#shared/domain/units.ts'
import { type ReadableDb, type WritableDb, execute, query, selectAll, selectFirst, transact } from '../access.ts'
import * as audit from './audit.ts'
import { orphans } from './blobs.ts'

/** What a purge deleted for good, and the blobs that nothing refers to any more. */
export type Purged = { readonly what: 'image' | 'session'; readonly orphanedBlobs: readonly Sha256[] }

const oldestImage = query(
  z.object({ id: ImageId }),
  `SELECT i.id FROM images i JOIN sessions s ON s.id = i.session_id
   WHERE i.removed_at < @before OR s.removed_at < @before LIMIT 1`
)
const oldestSession = query(
  z.object({ id: SessionId }),
  'SELECT id FROM sessions WHERE removed_at < @before ORDER BY removed_at LIMIT 1'
)
const blobsOfImage = query(
  z.object({ hash: Sha256 }),
  `SELECT hash FROM images WHERE id = @id
   UNION SELECT display_hash FROM images WHERE id = @id
   UNION SELECT thumbnail_hash FROM images WHERE id = @id
   UNION SELECT m.hash FROM analyses a JOIN analysis_masks m ON m.analysis_id = a.id WHERE a.image_id = @id`
)

/**
 * Deletes for good one photograph or one session that was removed before a time, with everything that hangs on it but
 * the audit. Call it until it returns null; one at a time, because a photograph's analyses can be large.
 */
export function purgeNext(db: WritableDb, before: UtcMs): Purged | null {
  return transact(db, () => {
    const image = selectFirst(db, oldestImage, { before })
    if (image) return purgeImage(db, image.id)
    const session = selectFirst(db, oldestSession, { before })
    return session ? purgeSession(db, session.id) : null
  })
}

function purgeImage(db: WritableDb, id: ImageId): Purged {
  const blobs = blobsOf(db, id)
  execute(db, 'DELETE FROM images WHERE id = @id', { id })
  audit.append(db, 'image.purged', { subject: id, detail: {} })
  return { what: 'image', orphanedBlobs: orphans(db, blobs) }
}

function purgeSession(db: WritableDb, id: SessionId): Purged {
  execute(db, 'DELETE FROM sessions WHERE id = @id', { id })
  audit.append(db, 'session.purged', { subject: id, detail: {} })
  return { what: 'session', orphanedBlobs: [] }
}

const blobsOf = (db: ReadableDb, id: ImageId): Sha256[] => selectAll(db, blobsOfImage, { id }).map(({ hash }) => hash)
