import { AppError } from '#shared/contract/errors.ts'
import { ImageSize } from '#shared/domain/geometry.ts'
import { ImageId, SessionId, type Sha256 } from '#shared/domain/ids.ts'
import { EyeAssignment, FundusImage } from '#shared/domain/image.ts'
import type { Laterality } from '#shared/domain/laterality.ts'
import { type ReadableDb, type WritableDb, execute, found, query, selectAll, selectFirst, transact } from '../access.ts'
import { json } from '../columns.ts'
import * as audit from './audit.ts'
import { stampChange } from './sessions.ts'

const ImageRow = FundusImage.extend({ size: json(ImageSize), eye: json(EyeAssignment) })
const columns = `i.id, i.session_id AS sessionId, i.hash, i.display_hash AS displayHash,
  i.thumbnail_hash AS thumbnailHash, i.format, json_object('width', i.width, 'height', i.height) AS size, i.bytes,
  json_object('by', i.eye_by, 'eye', i.eye) AS eye, i.taken_at AS takenAt, i.added_at AS addedAt, i.attribution`

const byId = query(
  ImageRow,
  `SELECT ${columns} FROM images i JOIN sessions s ON s.id = i.session_id
   WHERE i.id = @id AND i.removed_at IS NULL AND s.removed_at IS NULL`
)
const removedById = query(ImageRow, `SELECT ${columns} FROM images i WHERE i.id = @id AND i.removed_at IS NOT NULL`)
const bySession = query(
  ImageRow,
  `SELECT ${columns} FROM images i WHERE i.session_id = @sessionId AND i.removed_at IS NULL ORDER BY i.position, i.id`
)
const byHash = query(
  ImageRow,
  `SELECT ${columns} FROM images i WHERE i.session_id = @sessionId AND i.hash = @hash AND i.removed_at IS NULL`
)

export type NewImage = Omit<FundusImage, 'id' | 'addedAt'>

/** @throws AppError record.notFound when there is none, or it or its session was removed. */
export const get = (db: ReadableDb, id: ImageId): FundusImage => found(selectFirst(db, byId, { id }), 'image')

/** A session's photographs in their order. */
export const ofSession = (db: ReadableDb, sessionId: SessionId): FundusImage[] =>
  selectAll(db, bySession, { sessionId })

/** Adds a photograph after the others. @throws AppError image.duplicate, report.signed, record.notFound. */
export function add(db: WritableDb, image: NewImage): FundusImage {
  return transact(db, () => {
    const addedAt = stampChange(db, image.sessionId)
    assertNew(db, image.sessionId, image.hash)
    const added = FundusImage.parse({ ...image, id: db.newId(), addedAt })
    const { size, eye, ...columnValues } = added
    execute(
      db,
      `INSERT INTO images (id, session_id, position, hash, display_hash, thumbnail_hash, format, width, height, bytes,
                           eye, eye_by, taken_at, added_at, attribution)
       VALUES (@id, @sessionId, (SELECT coalesce(max(position), 0) + 1 FROM images WHERE session_id = @sessionId),
               @hash, @displayHash, @thumbnailHash, @format, @width, @height, @bytes,
               @eye, @eyeBy, @takenAt, @addedAt, @attribution)`,
      { ...columnValues, ...size, ...eyeColumns(eye) }
    )
    audit.append(db, 'image.added', { subject: added.id, detail: { sessionId: image.sessionId } })
    return added
  })
}

/** The clinician names the eye, or takes the name back with null. @throws AppError report.signed, record.notFound. */
export const assignEye = (db: WritableDb, id: ImageId, eye: Laterality | null): FundusImage =>
  setEye(db, id, eye === null ? { by: 'nobody' } : { by: 'clinician', eye })

/** A model names the eye; nothing changes once the clinician did. @throws AppError report.signed, record.notFound. */
export function proposeEye(db: WritableDb, id: ImageId, eye: Laterality): FundusImage {
  return transact(db, () => {
    const image = get(db, id)
    return image.eye.by === 'clinician' ? image : setEye(db, id, { by: 'model', eye })
  })
}

/** Puts a session's photographs in a new order. @throws AppError record.notFound unless each of them is named once. */
export function reorder(db: WritableDb, sessionId: SessionId, order: readonly ImageId[]): FundusImage[] {
  return transact(db, () => {
    stampChange(db, sessionId)
    const known = new Set(ofSession(db, sessionId).map((image) => image.id))
    const complete = order.length === known.size && new Set(order).size === known.size
    if (!complete || order.some((id) => !known.has(id))) throw new AppError('record.notFound', { what: 'image' })
    order.forEach((id, i) =>
      execute(db, 'UPDATE images SET position = @position WHERE id = @id', { id, position: i + 1 })
    )
    audit.append(db, 'session.reordered', { subject: sessionId, detail: {} })
    return ofSession(db, sessionId)
  })
}

/** Puts a photograph away; it stays until it is purged. @throws AppError report.signed, record.notFound. */
export function remove(db: WritableDb, id: ImageId): void {
  transact(db, () => {
    const at = stampChange(db, get(db, id).sessionId)
    execute(db, 'UPDATE images SET removed_at = @at WHERE id = @id', { id, at })
    audit.append(db, 'image.removed', { subject: id, detail: {} })
  })
}

/**
 * Takes a removed photograph back to its place.
 * @throws AppError image.duplicate when it was added again meanwhile; report.signed, record.notFound.
 */
export function restore(db: WritableDb, id: ImageId): FundusImage {
  return transact(db, () => {
    const image = found(selectFirst(db, removedById, { id }), 'image')
    stampChange(db, image.sessionId)
    assertNew(db, image.sessionId, image.hash)
    execute(db, 'UPDATE images SET removed_at = NULL WHERE id = @id', { id })
    audit.append(db, 'image.restored', { subject: id, detail: {} })
    return get(db, id)
  })
}

function assertNew(db: ReadableDb, sessionId: SessionId, hash: Sha256): void {
  if (selectFirst(db, byHash, { sessionId, hash })) throw new AppError('image.duplicate', {})
}

function setEye(db: WritableDb, id: ImageId, eye: EyeAssignment): FundusImage {
  return transact(db, () => {
    stampChange(db, get(db, id).sessionId)
    execute(db, 'UPDATE images SET eye = @eye, eye_by = @eyeBy WHERE id = @id', { id, ...eyeColumns(eye) })
    audit.append(db, 'image.eyeAssigned', { subject: id, detail: { eye } })
    return get(db, id)
  })
}

const eyeColumns = (eye: EyeAssignment) => ({ eyeBy: eye.by, eye: eye.by === 'nobody' ? null : eye.eye })
