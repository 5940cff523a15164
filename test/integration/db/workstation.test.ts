import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { FundusImage } from '#shared/domain/image.ts'
import { DEFAULT_SETTINGS, type Settings, Theme } from '#shared/domain/settings.ts'
import { DEFAULT_VIEW, Pane, type SessionView } from '#shared/domain/view.ts'
import { type WritableDb, images, jobs, reports, sessions, settings, views } from '#main/db/index.ts'
import { imageId, jobId, sessionId, sha256 } from '#test/fixtures/ids.ts'
import { addImage, addSession, failureOf, open, scratchOptions, tamper, using } from './scratch.ts'

const notFound = (what: string) => ({ 'record.notFound': { what } })
const crashed = { code: 'engine.crashed', detail: { engine: 'vision', attempts: 3 } }
const rule = { engine: 'vision', maxAttempts: 3 }

const enqueue = (db: WritableDb, image: FundusImage = addImage(db)) => jobs.enqueue(db, 'analyse', image.id)

it('works through the queue in the order in which it was filled', () => {
  const { write } = open()
  const [first, second] = [enqueue(write), enqueue(write)]
  expect(jobs.next(write)).toEqual(first)
  expect(jobs.start(write, first.id)).toEqual({ ...first, state: 'running' })
  expect(jobs.next(write)).toEqual(second)
  expect(jobs.active(write).map(({ id }) => id)).toEqual([first.id, second.id])
  jobs.end(write, first.id, { state: 'succeeded' })
  jobs.end(write, second.id, { state: 'cancelled' })
  expect(jobs.next(write)).toBeUndefined()
  expect(jobs.active(write)).toEqual([])
})

it('queues the same work on a photograph once, and again when it has ended', () => {
  const { write } = open()
  const image = addImage(write)
  const first = enqueue(write, image)
  expect(enqueue(write, image)).toEqual(first)
  const running = jobs.start(write, first.id)
  expect(enqueue(write, image)).toEqual(running)
  const ended = jobs.end(write, first.id, { state: 'failed', failure: crashed })
  expect(ended).toMatchObject({ state: 'failed', failure: crashed })
  expect(ended.endedAt).not.toBeNull()
  const again = enqueue(write, image)
  expect(again).toMatchObject({ state: 'queued', attempts: 0, failure: null })
  expect(jobs.latestOf(write, image.id)).toEqual(again)
})

it('does not let a late answer undo a cancellation, nor start what has ended', () => {
  const { write } = open()
  const { id } = enqueue(write)
  jobs.start(write, id)
  const cancelled = jobs.end(write, id, { state: 'cancelled' })
  expect(jobs.end(write, id, { state: 'succeeded' })).toEqual(cancelled)
  expect(jobs.end(write, id, { state: 'failed', failure: crashed })).toEqual(cancelled)
  expect(jobs.start(write, id)).toEqual(cancelled)
  expect(jobs.requeue(write, id)).toEqual(cancelled)
})

it('goes on after a crash with what was running, until the attempts are used up', () => {
  const options = scratchOptions()
  const { running, queued } = using(options, ({ write }) => {
    const both = { running: enqueue(write), queued: enqueue(write) }
    jobs.start(write, both.running.id)
    return both
  })
  for (const attempts of [1, 2]) {
    using(options, ({ write }) => {
      expect(jobs.recover(write, rule)).toEqual([{ ...running, attempts }])
      expect(jobs.next(write)?.id).toBe(running.id)
      jobs.start(write, running.id)
    })
  }
  const { write } = open(options)
  expect(jobs.recover(write, rule)).toMatchObject([{ id: running.id, state: 'failed', attempts: 3, failure: crashed }])
  expect(jobs.next(write)).toEqual(queued)
  expect(jobs.recover(write, rule)).toEqual([])
})

it('cancels at the start what was queued for photographs and sessions that were removed', () => {
  const { write } = open()
  const [lonely, orphaned, kept] = [1, 2, 3].map((n) => addImage(write, { hash: sha256(n) }))
  if (!lonely || !orphaned || !kept) throw new Error('three photographs were added')
  for (const image of [lonely, orphaned, kept]) jobs.start(write, enqueue(write, image).id)
  images.remove(write, lonely.id)
  sessions.remove(write, orphaned.sessionId)
  const states = jobs.recover(write, rule).map(({ imageId: id, state }) => [id, state])
  expect(states).toEqual([
    [lonely.id, 'cancelled'],
    [orphaned.id, 'cancelled'],
    [kept.id, 'queued']
  ])
})

it('queues nothing on a signed session or on a photograph that is not there', () => {
  const { write } = open()
  const image = addImage(write)
  reports.sign(write, image.sessionId)
  expect(failureOf(() => enqueue(write, image))).toEqual({ 'report.signed': {} })
  expect(failureOf(() => jobs.enqueue(write, 'analyse', imageId(9)))).toEqual(notFound('image'))
  expect(failureOf(() => jobs.start(write, jobId(9)))).toEqual(notFound('job'))
})

it('keeps each preference that is set, and no other', () => {
  const { write } = open()
  expect(settings.get(write)).toEqual(DEFAULT_SETTINGS)
  const change = fc.record(
    {
      theme: fc.constantFrom(...Theme.options),
      clinic: fc.string({ maxLength: 400, unit: 'grapheme-ascii' }),
      threads: fc.option(fc.integer({ min: 1, max: 64 })),
      acceleration: fc.constantFrom('auto' as const, 'cpu' as const),
      paneWidths: fc.record({ sessions: fc.integer({ min: 0, max: 100 }), side: fc.integer({ min: 0, max: 100 }) }),
      lastSession: fc.option(fc.constant(sessionId(3)))
    },
    { requiredKeys: [] }
  )
  fc.assert(
    fc.property(change, (changes: Partial<Settings>) => {
      const before = settings.get(write)
      expect(settings.update(write, changes)).toEqual({ ...before, ...changes })
      expect(settings.get(write)).toEqual({ ...before, ...changes })
    }),
    { numRuns: 40 }
  )
})

it('refuses a preference that is none, and keeps the others of the same change out as well', () => {
  const { write } = open()
  const wrong: object = { clinic: 'Eye Clinic', threads: 900 }
  expect(() => settings.update(write, wrong)).toThrow('threads')
  expect(settings.get(write)).toEqual(DEFAULT_SETTINGS)
})

it('starts with the defaults where another version of the app left what this one does not know', () => {
  const options = scratchOptions()
  using(options, ({ write }) => settings.update(write, { clinic: 'Eye Clinic' }))
  tamper(options, `INSERT INTO settings VALUES ('theme', '"sepia"'), ('aftershave', '1')`)
  expect(settings.get(open(options).read)).toEqual({ ...DEFAULT_SETTINGS, clinic: 'Eye Clinic' })
})

it('opens a session as it was left, and as a new one when the view is of another version', () => {
  const options = scratchOptions()
  const { id, view } = using(options, ({ write }) => {
    const session = addSession(write)
    expect(views.get(write, session.id)).toEqual(DEFAULT_VIEW)
    const left: SessionView = {
      ...DEFAULT_VIEW,
      imageId: imageId(2),
      pane: Pane.enum.report,
      viewports: { [imageId(2)]: { scale: 2.5, centreX: 10.25, centreY: -3 } },
      unsentQuestion: 'how wide'
    }
    views.save(write, session.id, left)
    views.save(write, session.id, left)
    return { id: session.id, view: left }
  })
  using(options, ({ read }) => expect(views.get(read, id)).toEqual(view))
  tamper(options, `UPDATE session_views SET body = '{"pane":"holodeck"}'`)
  expect(views.get(open(options).read, id)).toEqual(DEFAULT_VIEW)
})

it('shows a layer that is younger than the view as in a new session, and the rest as it was left', () => {
  const options = scratchOptions()
  const { otherBright, ...older } = DEFAULT_VIEW.layers
  const left = { ...older, haemorrhage: { visible: false, opacity: 0.5 } }
  const id = using(options, ({ write }) => {
    const session = addSession(write)
    views.save(write, session.id, DEFAULT_VIEW)
    return session.id
  })
  tamper(options, `UPDATE session_views SET body = '${JSON.stringify({ ...DEFAULT_VIEW, layers: left })}'`)
  expect(views.get(open(options).read, id).layers).toEqual({ ...left, otherBright })
})

it('keeps no view of a session that is not there, and lets a signed one be looked at', () => {
  const { write } = open()
  expect(failureOf(() => views.save(write, sessionId(9), DEFAULT_VIEW))).toEqual(notFound('session'))
  const { id } = addSession(write)
  reports.sign(write, id)
  views.save(write, id, { ...DEFAULT_VIEW, pane: 'measure' })
  expect(views.get(write, id).pane).toBe('measure')
})
