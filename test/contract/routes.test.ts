import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type RouteInput, type RouteName, isRouteName, routes } from '#shared/contract/routes.ts'
import { CalendarDay } from '#shared/domain/units.ts'
import { DEFAULT_VIEW } from '#shared/domain/view.ts'
import { imageBox } from '#shared/domain/geometry.ts'
import { FileToken, Sha256 } from '#shared/domain/ids.ts'
import { analysisId, findingId, imageId, jobId, patientId, sessionId, turnId } from '#test/fixtures/ids.ts'

/** What a route must take and what it must refuse; a new route does not compile without both. */
type Fixtures = {
  readonly [R in RouteName]: { readonly accepts: readonly RouteInput<R>[]; readonly refuses: readonly unknown[] }
}

const details = { familyName: 'Demo', givenName: 'Phantom', number: 'PH-1', born: null, sex: 'unknown' as const }
const box = imageBox({ x: 1, y: 2, width: 30, height: 40 })
const token = FileToken.parse(sessionId(9))
const nothing = { accepts: [{}], refuses: [null, 'x', 3] }
const long = (length: number): string => 'x'.repeat(length)

/** A route that names one record by its id. */
const byId = <T>(id: T) => ({ accepts: [{ id }], refuses: [{}, { id: '7' }, { id: null }, { id: [id] }] })

const research: RouteInput<'research.start'> = {
  folder: token,
  output: FileToken.parse(sessionId(8)),
  adapter: 'idrid',
  track: 'instruction',
  generator: 'composer',
  seed: 7,
  limit: null
}

const fixtures: Fixtures = {
  'system.status': nothing,
  'system.openDemo': nothing,
  'system.reopen': { accepts: [{ startOver: false }], refuses: [{}, { startOver: 'yes' }] },
  'settings.get': nothing,
  'settings.update': {
    accepts: [{}, { theme: 'light' }, { threads: null }, { threads: 2, paneWidths: { sessions: 20, side: 30 } }],
    refuses: [
      { theme: 'pink' },
      { threads: 0 },
      { threads: 1.5 },
      { threads: 1000 },
      { paper: 'A5' },
      { theme: undefined }
    ]
  },
  'language.models': nothing,
  'language.addFiles': nothing,
  'language.addFolder': nothing,
  'language.use': {
    accepts: [{ id: null }, { id: Sha256.parse('a'.repeat(64)) }],
    refuses: [{}, { id: 'a' }, { id: '/models/a.gguf' }]
  },
  'language.measure': byId(Sha256.parse('a'.repeat(64))),
  'language.remove': byId(Sha256.parse('a'.repeat(64))),
  'language.chooseReader': nothing,
  'language.removeReader': nothing,
  'language.stop': nothing,
  'endpoint.key': nothing,
  'endpoint.setKey': { accepts: [{ key: '' }, { key: 'secret' }], refuses: [{}, { key: long(501) }, { key: null }] },
  'endpoint.try': nothing,
  'patient.list': { accepts: [{ query: '' }, { query: 'Müller' }], refuses: [{}, { query: long(201) }, { query: 7 }] },
  'patient.create': {
    accepts: [details, { ...details, born: CalendarDay.parse('1965-05-03') }],
    refuses: [
      { ...details, familyName: '   ' },
      { ...details, familyName: long(121) },
      { ...details, born: '3.5.1965' },
      { ...details, born: '1965-02-30' },
      { ...details, sex: 'f' }
    ]
  },
  'patient.update': { accepts: [{ ...details, id: patientId() }], refuses: [details, { ...details, id: 'PH-1' }] },
  'session.create': {
    accepts: [{ patientId: patientId(), day: CalendarDay.parse('2026-11-20') }],
    refuses: [
      { patientId: patientId() },
      { patientId: patientId(), day: 'today' },
      { patientId: 'x', day: '2026-11-20' }
    ]
  },
  'session.open': byId(sessionId()),
  'session.annotate': {
    accepts: [{ id: sessionId(), note: '' }],
    refuses: [{ id: sessionId() }, { id: sessionId(), note: long(4001) }]
  },
  'session.remove': byId(sessionId()),
  'session.restore': byId(sessionId()),
  'session.saveView': {
    accepts: [
      { id: sessionId(), view: { ...DEFAULT_VIEW, viewports: { [imageId()]: { scale: 0.5, centreX: 1, centreY: 2 } } } }
    ],
    refuses: [
      { id: sessionId(), view: {} },
      { id: sessionId(), view: { ...DEFAULT_VIEW, pane: 'games' } },
      { id: sessionId(), view: { ...DEFAULT_VIEW, viewports: { [imageId()]: { scale: 0, centreX: 1, centreY: 2 } } } },
      { id: sessionId(), view: { ...DEFAULT_VIEW, layers: { vessels: { visible: true, opacity: 1 } } } }
    ]
  },
  'image.choose': nothing,
  'image.import': {
    accepts: [{ sessionId: sessionId(), tokens: [token] }],
    refuses: [
      { sessionId: sessionId(), tokens: [] },
      { sessionId: sessionId(), tokens: ['/home/clinic/patient.jpg'] },
      { sessionId: sessionId(), tokens: Array.from({ length: 201 }, () => token) }
    ]
  },
  'image.assignEye': {
    accepts: [
      { id: imageId(), eye: 'OD' },
      { id: imageId(), eye: null }
    ],
    refuses: [{ id: imageId() }, { id: imageId(), eye: 'right' }]
  },
  'image.remove': byId(imageId()),
  'image.restore': byId(imageId()),
  'analysis.get': byId(analysisId()),
  'analysis.start': { accepts: [{ imageId: imageId() }], refuses: [{}, { imageId: 'x' }] },
  'job.cancel': byId(jobId()),
  'finding.review': {
    accepts: [{ analysisId: analysisId(), findings: [findingId()], status: 'rejected' }],
    refuses: [
      { analysisId: analysisId(), findings: [], status: 'rejected' },
      { analysisId: analysisId(), findings: [findingId()], status: 'maybe' }
    ]
  },
  'finding.add': {
    accepts: [{ imageId: imageId(), lesion: 'irma', box }],
    refuses: [
      { imageId: imageId(), lesion: 'freckle', box },
      { imageId: imageId(), lesion: 'irma', box: { x: 1, y: 2, width: -3, height: 4 } },
      { imageId: imageId(), lesion: 'irma', box: { x: Number.NaN, y: 2, width: 3, height: 4 } }
    ]
  },
  'finding.remove': { accepts: [{ imageId: imageId(), id: findingId() }], refuses: [{ id: findingId() }] },
  'finding.restore': { accepts: [{ imageId: imageId(), id: findingId() }], refuses: [{ id: findingId() }] },
  'conversation.ask': {
    accepts: [
      { sessionId: sessionId(), question: 'Any bleeding?', scope: { imageId: null, region: null } },
      { sessionId: sessionId(), question: 'What is this?', scope: { imageId: imageId(), region: box } }
    ],
    refuses: [
      { sessionId: sessionId(), question: '  ', scope: { imageId: null, region: null } },
      { sessionId: sessionId(), question: long(2001), scope: { imageId: null, region: null } },
      { sessionId: sessionId(), question: 'Why?' }
    ]
  },
  'conversation.revise': {
    accepts: [{ id: turnId(), question: 'Any exudates?' }],
    refuses: [{ id: turnId() }, { id: turnId(), question: ' ' }, { id: turnId(), question: long(2001) }]
  },
  'conversation.exchange': {
    accepts: [{ away: turnId(1), back: turnId(2) }],
    refuses: [{ away: turnId(1) }, { away: turnId(1), back: null }]
  },
  'conversation.readAgain': { accepts: [{ imageId: imageId() }], refuses: [{}, { imageId: '/photographs/a.jpg' }] },
  'conversation.again': byId(turnId()),
  'conversation.stop': byId(turnId()),
  'conversation.pick': {
    accepts: [{ id: turnId(), picked: true }],
    refuses: [{ id: turnId() }, { id: turnId(), picked: 1 }]
  },
  'conversation.remove': byId(turnId()),
  'conversation.restore': byId(turnId()),
  'conversation.search': {
    accepts: [{ query: '' }, { query: '"exudates" NEAR' }],
    refuses: [{}, { query: long(201) }, { query: 7 }]
  },
  'conversation.export': {
    accepts: [
      { sessionId: sessionId(), format: 'markdown' },
      { sessionId: sessionId(), format: 'text' }
    ],
    refuses: [{ sessionId: sessionId() }, { sessionId: sessionId(), format: 'pdf' }, { sessionId: 'x', format: 'text' }]
  },
  'report.save': {
    accepts: [{ sessionId: sessionId() }, { sessionId: sessionId(), assessment: 'No retinopathy.', paper: 'Letter' }],
    refuses: [
      {},
      { sessionId: sessionId(), assessment: long(8001) },
      { sessionId: sessionId(), signedAt: undefined, paper: 'A5' }
    ]
  },
  'report.sign': { accepts: [{ sessionId: sessionId() }], refuses: [{}, { sessionId: 'x' }] },
  'report.reopen': { accepts: [{ sessionId: sessionId() }], refuses: [{}, { sessionId: 'x' }] },
  'report.export': { accepts: [{ sessionId: sessionId() }], refuses: [{}, { sessionId: 'x' }] },
  'research.chooseFolder': nothing,
  'research.identify': { accepts: [{ folder: token }], refuses: [{}, { folder: '/data/aptos' }] },
  'research.preview': {
    accepts: [{ folder: token, adapter: 'aptos2019' }],
    refuses: [{ folder: token }, { folder: token, adapter: 'imagenet' }, { folder: '../..', adapter: 'aptos2019' }]
  },
  'research.chooseOutput': {
    accepts: [{ adapter: 'csv', track: 'alignment' }],
    refuses: [{ adapter: 'csv' }, { adapter: '../csv', track: 'alignment' }, { adapter: 'csv', track: 'chat' }]
  },
  'research.start': {
    accepts: [research, { ...research, generator: 'gguf', limit: 1, seed: 0 }],
    refuses: [
      {},
      { ...research, folder: '/data/aptos' },
      { ...research, output: '/data/out.jsonl' },
      { ...research, generator: 'endpoint' },
      { ...research, seed: -1 },
      { ...research, seed: 1.5 },
      { ...research, limit: 0 },
      { ...research, limit: undefined }
    ]
  },
  'research.stop': nothing,
  'research.latest': nothing,
  'research.reveal': { accepts: [{ output: token }], refuses: [{}, { output: '/data/out.jsonl' }] }
}

describe.each(Object.entries(fixtures))('%s', (name, { accepts, refuses }) => {
  const schema: z.ZodType = isRouteName(name) ? routes[name].input : z.never()

  it.each(accepts.map((input) => [JSON.stringify(input).slice(0, 90), input]))('takes %s', (_, input) => {
    expect(schema.safeParse(input).success).toBe(true)
  })

  it.each(refuses.map((input) => [JSON.stringify(input).slice(0, 90), input]))('refuses %s', (_, input) => {
    expect(schema.safeParse(input).success).toBe(false)
  })
})

it('knows its own names and no others', () => {
  expect(isRouteName('session.open')).toBe(true)
  for (const name of ['session.destroy', 'toString', '__proto__', 7, undefined]) expect(isRouteName(name)).toBe(false)
})
