import { expect, it } from 'vitest'
import {
  type WritableDb,
  analyses,
  audit,
  blobs,
  findings,
  images,
  patients,
  removed,
  sessions,
  turns
} from '#main/db/index.ts'
import { imageBox } from '#shared/domain/geometry.ts'
import type { Sha256 } from '#shared/domain/ids.ts'
import { UtcMs } from '#shared/domain/units.ts'
import { anAnalysis } from '#test/fixtures/analysis.ts'
import { at, findingId, sha256 } from '#test/fixtures/ids.ts'
import { addAnalysis, addImage, addOwnFinding, addPatient, addSession, failureOf, open } from './scratch.ts'

const always = UtcMs.parse(at(1_000_000))
const mask = (hash: Sha256) => ({
  ...anAnalysis().masks[0],
  layer: 'vessels' as const,
  hash,
  width: 1,
  height: 1,
  encoding: 'binary' as const,
  frame: imageBox({ x: 0, y: 0, width: 1, height: 1 })
})

function purgeAll(db: WritableDb, before = always): removed.Purged[] {
  const purged: removed.Purged[] = []
  for (let next = removed.purgeNext(db, before); next; next = removed.purgeNext(db, before)) purged.push(next)
  return purged
}

const rowCounts = (db: WritableDb): Record<string, unknown> =>
  Object.fromEntries(
    ['sessions', 'images', 'analyses', 'analysis_masks', 'reviews', 'clinician_findings', 'turns', 'jobs'].map(
      (table) => [table, db.connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get()]
    )
  )

it('purges a removed session with all that hangs on it, and nothing else', () => {
  const { write } = open()
  const patient = addPatient(write)
  const [going, staying] = [addSession(write, patient), addSession(write, patient)]
  for (const [n, session] of [going, staying].entries()) {
    const image = addImage(write, { sessionId: session.id, hash: sha256(50 + n) })
    const analysis = addAnalysis(write, image)
    findings.review(write, { analysisId: analysis.id, findings: [findingId(1)], status: 'rejected' })
    addOwnFinding(write, image.id)
    turns.ask(write, { sessionId: session.id, question: 'x', scope: { imageId: image.id, region: null } })
  }
  sessions.remove(write, going.id)
  expect(purgeAll(write).map(({ what }) => what)).toEqual(['image', 'session'])
  expect(new Set(Object.values(rowCounts(write)))).toEqual(new Set([1, 0]))
  expect(rowCounts(write)).toMatchObject({ sessions: 1, images: 1, analyses: 1, reviews: 1, turns: 1, jobs: 0 })
  expect(patients.get(write, patient.id)).toEqual(patient)
  expect(failureOf(() => sessions.restore(write, going.id))).toEqual({ 'record.notFound': { what: 'session' } })
  expect(audit.entriesAbout(write, going.id).map(({ action }) => action)).toContain('session.purged')
  expect(audit.verify(write)).toMatchObject({ intact: true })
})

it('purges nothing that is still in use or was removed only lately', () => {
  const { write } = open()
  const [kept, removedLately] = [addImage(write), addImage(write)]
  images.remove(write, removedLately.id)
  expect(removed.purgeNext(write, at())).toBeNull()
  expect(purgeAll(write).map(({ what }) => what)).toEqual(['image'])
  expect(images.get(write, kept.id)).toEqual(kept)
})

it('names the blobs that nothing needs any more, and none that something else still shows', () => {
  const { write } = open()
  const [gone, other] = [addSession(write), addSession(write)]
  const shared = { displayHash: sha256(61), thumbnailHash: sha256(62) }
  const first = addImage(write, { sessionId: gone.id, hash: sha256(60), ...shared, thumbnailHash: sha256(63) })
  const second = addImage(write, { sessionId: other.id, hash: sha256(64), ...shared })
  addAnalysis(write, first, { masks: [mask(sha256(70)), mask(sha256(71)), mask(sha256(70))] })
  addAnalysis(write, second, { masks: [mask(sha256(71))] })
  for (const hash of [60, 61, 63, 70, 71]) expect(blobs.isReferenced(write, sha256(hash))).toBe(true)
  images.remove(write, first.id)
  expect(blobs.isReferenced(write, sha256(70))).toBe(true)
  const [purged] = purgeAll(write)
  expect(new Set(purged?.orphanedBlobs)).toEqual(new Set([sha256(60), sha256(63), sha256(70)]))
  expect(blobs.isReferenced(write, sha256(70))).toBe(false)
  expect(blobs.isReferenced(write, sha256(71))).toBe(true)
})

it('forgets a purged analysis that was read before', () => {
  const { write } = open()
  const image = addImage(write)
  const analysis = addAnalysis(write, image)
  expect(analyses.get(write, analysis.id)).toEqual(analysis)
  images.remove(write, image.id)
  purgeAll(write)
  expect(failureOf(() => analyses.get(write, analysis.id))).toEqual({ 'record.notFound': { what: 'analysis' } })
})
