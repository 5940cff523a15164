import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { reviewed } from '#shared/domain/finding.ts'
import { EyeAssignment, ImageFormat } from '#shared/domain/image.ts'
import { Sha256 } from '#shared/domain/ids.ts'
import { UtcMs } from '#shared/domain/units.ts'
import { analyses, audit, findings, images, reports } from '#main/db/index.ts'
import { anAnalysis } from '#test/fixtures/analysis.ts'
import { analysisId, findingId, imageId, sha256 } from '#test/fixtures/ids.ts'
import {
  KEY,
  addAnalysis,
  addImage,
  addOwnFinding,
  addPatient,
  addSession,
  failureOf,
  open,
  scratchOptions
} from './scratch.ts'
import { reviewRepeatedly } from './reviewRepeatedly.ts'

const notFound = (what: string) => ({ 'record.notFound': { what } })

const hash = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Sha256.parse(Buffer.from(bytes).toString('hex')))
const eye = fc.constantFrom<EyeAssignment>(
  { by: 'nobody' },
  { by: 'model', eye: 'OD' },
  { by: 'model', eye: 'OS' },
  { by: 'clinician', eye: 'OD' },
  { by: 'clinician', eye: 'OS' }
)

it('gives back a photograph as it was added', () => {
  const { write } = open()
  const { id: sessionId } = addSession(write)
  const image = fc.record({
    sessionId: fc.constant(sessionId),
    hash,
    displayHash: hash,
    thumbnailHash: hash,
    format: fc.constantFrom(...ImageFormat.options),
    size: fc.record({ width: fc.integer({ min: 1, max: 20_000 }), height: fc.integer({ min: 1, max: 20_000 }) }),
    bytes: fc.integer({ min: 1, max: 2 ** 40 }),
    eye,
    takenAt: fc.option(fc.integer({ min: 0, max: 4e12 }).map((time) => UtcMs.parse(time))),
    attribution: fc.option(fc.string({ unit: 'grapheme' }))
  })
  fc.assert(
    fc.property(image, (made) => {
      const { id, addedAt } = images.add(write, made)
      expect(images.get(write, id)).toEqual({ ...made, id, addedAt })
    }),
    { numRuns: 60 }
  )
})

it('refuses the same photograph twice in a session, not in another one, and not after it was removed', () => {
  const { write } = open()
  const patient = addPatient(write)
  const [first, second] = [addSession(write, patient), addSession(write, patient)]
  const image = addImage(write, { sessionId: first.id })
  expect(failureOf(() => addImage(write, { sessionId: first.id }))).toEqual({ 'image.duplicate': {} })
  expect(addImage(write, { sessionId: second.id }).hash).toBe(image.hash)
  images.remove(write, image.id)
  addImage(write, { sessionId: first.id })
  expect(failureOf(() => images.restore(write, image.id))).toEqual({ 'image.duplicate': {} })
  expect(images.ofSession(write, first.id)).toHaveLength(1)
})

it('keeps the order of the photographs through additions, a new order, removal and return', () => {
  const { write } = open()
  const { id: sessionId } = addSession(write)
  const [a, b, c] = [1, 2, 3].map((n) => addImage(write, { sessionId, hash: sha256(n) }).id)
  if (!a || !b || !c) throw new Error('three photographs were added')
  const order = (): string[] => images.ofSession(write, sessionId).map(({ id }) => id)
  expect(order()).toEqual([a, b, c])
  images.reorder(write, sessionId, [c, a, b])
  images.remove(write, a)
  expect(order()).toEqual([c, b])
  images.restore(write, a)
  expect(order()).toEqual([c, a, b])
  for (const wrong of [
    [a, b],
    [a, b, b],
    [a, b, imageId(9)],
    [a, b, c, c]
  ]) {
    expect(failureOf(() => images.reorder(write, sessionId, wrong))).toEqual(notFound('image'))
  }
  expect(order()).toEqual([c, a, b])
})

it("never lets a model overwrite the clinician's word about the eye", () => {
  const { write } = open()
  const { id } = addImage(write, { eye: { by: 'nobody' } })
  expect(images.proposeEye(write, id, 'OD').eye).toEqual({ by: 'model', eye: 'OD' })
  expect(images.proposeEye(write, id, 'OS').eye).toEqual({ by: 'model', eye: 'OS' })
  expect(images.assignEye(write, id, 'OD').eye).toEqual({ by: 'clinician', eye: 'OD' })
  expect(images.proposeEye(write, id, 'OS').eye).toEqual({ by: 'clinician', eye: 'OD' })
  expect(images.assignEye(write, id, null).eye).toEqual({ by: 'nobody' })
  expect(images.proposeEye(write, id, 'OS').eye).toEqual({ by: 'model', eye: 'OS' })
})

it('keeps each analysis as it was made and shows the one recorded last, even when the clock was set back', () => {
  const { write } = open()
  const image = addImage(write)
  expect(analyses.latest(write, image.id)).toBeUndefined()
  const first = addAnalysis(write, image)
  const second = addAnalysis(write, image, { finishedAt: UtcMs.parse(1) })
  expect(analyses.latest(write, image.id)).toEqual(second)
  expect(analyses.get(write, first.id)).toEqual(first)
  expect(analyses.imageOf(write, first.id)).toBe(image.id)
})

it('reads an analysis from the file as it was recorded, not only from memory', () => {
  const options = scratchOptions()
  const recording = open(options)
  const analysis = addAnalysis(recording.write, addImage(recording.write))
  recording.close()
  expect(analyses.get(open(options).read, analysis.id)).toEqual(analysis)
})

it('refuses an analysis of another photograph, one that is none, and one of a removed photograph', () => {
  const { write } = open()
  const image = addImage(write)
  expect(failureOf(() => analyses.record(write, image.id, anAnalysis({ imageHash: sha256(99) })))).toEqual({
    'internal.unexpected': { reference: 'analysis.ofAnotherImage' }
  })
  expect(() => addAnalysis(write, image, { imageSize: { width: Number.NaN, height: 1 } })).toThrow('width')
  images.remove(write, image.id)
  expect(failureOf(() => addAnalysis(write, image))).toEqual(notFound('image'))
  expect(failureOf(() => analyses.get(write, analysisId(9)))).toEqual(notFound('analysis'))
})

it('adds verdicts without losing the earlier ones, and the last one counts', () => {
  const { write } = open()
  const image = addImage(write)
  const analysis = addAnalysis(write, image)
  const judge = (ids: readonly number[], status: 'proposed' | 'confirmed' | 'rejected') =>
    findings.review(write, { analysisId: analysis.id, findings: ids.map((n) => findingId(n)), status })
  judge([1, 2, 3], 'confirmed')
  judge([2], 'rejected')
  judge([3], 'proposed')
  const all = reviewed(analysis.findings, findings.reviewsOf(write, image.id))
  expect(all.map(({ status }) => status)).toEqual(['confirmed', 'rejected', 'proposed', 'proposed', 'proposed'])
  expect(write.connection.prepare('SELECT count(*) FROM reviews').pluck().get()).toBe(5)
})

it('refuses a verdict on a finding that is not there, and then on none of them', () => {
  const { write } = open()
  const image = addImage(write)
  const analysis = addAnalysis(write, image)
  const verdict = { analysisId: analysis.id, findings: [findingId(1), findingId(77)], status: 'confirmed' as const }
  expect(failureOf(() => findings.review(write, verdict))).toEqual(notFound('finding'))
  expect(findings.reviewsOf(write, image.id)).toEqual([])
  const unknown = { ...verdict, analysisId: analysisId(77) }
  expect(failureOf(() => findings.review(write, unknown))).toEqual(notFound('analysis'))
})

it("keeps the clinician's own findings beside the model's, through removal and return", () => {
  const { write } = open()
  const image = addImage(write)
  const analysis = addAnalysis(write, image)
  const own = addOwnFinding(write, image.id)
  expect(findings.ownOf(write, image.id)).toEqual([own])
  findings.review(write, { analysisId: analysis.id, findings: [own.id], status: 'rejected' })
  expect(findings.reviewsOf(write, image.id)).toMatchObject([{ findingId: own.id, status: 'rejected' }])
  const ref = { imageId: image.id, id: own.id }
  findings.remove(write, ref)
  expect(findings.ownOf(write, image.id)).toEqual([])
  expect(failureOf(() => findings.remove(write, ref))).toEqual(notFound('finding'))
  findings.restore(write, ref)
  expect(findings.ownOf(write, image.id)).toEqual([own])
  expect(failureOf(() => findings.restore(write, ref))).toEqual(notFound('finding'))
  expect(failureOf(() => findings.remove(write, { ...ref, imageId: addImage(write).id }))).toEqual(notFound('finding'))
})

it('lets nothing of a photograph change once its report is signed', () => {
  const { write } = open()
  const image = addImage(write)
  const analysis = addAnalysis(write, image)
  const own = addOwnFinding(write, image.id)
  reports.sign(write, image.sessionId)
  const attempts = [
    () => images.assignEye(write, image.id, 'OS'),
    () => images.remove(write, image.id),
    () => images.reorder(write, image.sessionId, [image.id]),
    () => addAnalysis(write, image),
    () => findings.review(write, { analysisId: analysis.id, findings: [findingId(1)], status: 'rejected' }),
    () => addOwnFinding(write, image.id),
    () => findings.remove(write, { imageId: image.id, id: own.id })
  ]
  for (const attempt of attempts) expect(failureOf(attempt)).toEqual({ 'report.signed': {} })
})

it('loses no verdict when two connections add them at the same time', async () => {
  const options = scratchOptions()
  const { write } = open(options)
  const image = addImage(write)
  const analysis = addAnalysis(write, image)
  const order = { file: options.file, key: KEY.toString('hex'), analysisId: analysis.id, times: 60 }
  const child = spawn(process.execPath, [`${import.meta.dirname}/reviewRepeatedly.ts`], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ORDER: JSON.stringify(order) }
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = once(child, 'exit')
  await once(child.stdout, 'data')
  reviewRepeatedly(write, order)
  expect(await ended).toEqual([0, null])
  expect(write.connection.prepare('SELECT count(*) FROM reviews').pluck().get()).toBe(120)
  expect(audit.verify(write)).toMatchObject({ intact: true })
})
