import type { Bridge } from '#shared/contract/bridge.ts'
import { AppError, type ErrorData } from '#shared/contract/errors.ts'
import type { EventName } from '#shared/contract/events.ts'
import { failure, success } from '#shared/contract/result.ts'
import { isRouteName, routes, type RouteName } from '#shared/contract/routes.ts'
import { Settings } from '#shared/domain/settings.ts'
import { AnalysisStage } from '#shared/domain/analysis.ts'
import type { Grade } from '#shared/domain/grade.ts'
import { SessionView } from '#shared/domain/view.ts'
import { SessionId } from '#shared/domain/ids.ts'
import { z } from 'zod'
import { detailsOf, type Handlers } from './handlers.ts'
import { conversationHandlers, reportHandlers, researchHandlers } from './otherHandlers.ts'
import { languageHandlers } from './languageHandlers.ts'
import { imageHandlers, registerFake, sessionHandlers } from './sessionHandlers.ts'
import { pastConversation } from './fakeConversation.ts'
import { pastReading } from './fakeReading.ts'
import { endedJob } from './fakeJobs.ts'
import { fakeReader, fakeReaderChosen } from './fakeShelf.ts'
import { isScenario, scenarios } from './scenarios.ts'
import { reportOf } from './seedWorld.ts'
import { imagesOf, type FakeControls, type FakeFile, type World } from './world.ts'
import { UtcMs } from '#shared/domain/units.ts'

const KEPT = 'fake.kept'

const Kept = z.object({ settings: Settings, views: z.array(z.tuple([SessionId, SessionView])) })

/** A reload of the page is a restart of the app: the settings and the views are still there. */
function restart(world: World): void {
  const kept = sessionStorage.getItem(KEPT)
  if (kept === null) return
  const { settings, views } = Kept.parse(JSON.parse(kept))
  world.settings = settings
  for (const [id, view] of views) world.views.set(id, view)
}

const keep = (world: World): void =>
  sessionStorage.setItem(KEPT, JSON.stringify({ settings: world.settings, views: [...world.views] }))

const severeByClassifier = (grade: Grade): Grade =>
  grade.by === 'classifier' && grade.scale === 'icdr' ? { ...grade, level: 3, label: 'Severe NPDR' } : grade

/** Further turns of a scenario: `&with=talk,failed,signed`. */
function vary(world: World, variations: readonly string[]): void {
  const sessionId = world.settings.lastSession
  if (sessionId === null) return
  const [first] = imagesOf(world, sessionId)
  const [detail] = detailsOf(world, sessionId)
  if (variations.includes('talk') && detail) pastConversation(world, sessionId, detail)
  if (variations.includes('signed'))
    world.reports.set(sessionId, { ...reportOf(world, sessionId), signedAt: UtcMs.parse(Date.now()) })
  if (variations.includes('failed') && first)
    endedJob(world, first, {
      state: 'failed',
      failure: { code: 'engine.crashed', detail: { engine: 'vision', attempts: 3 } }
    })
  if (variations.includes('cancelled') && first) endedJob(world, first, { state: 'cancelled', failure: null })
  if (variations.includes('noLesions') && detail?.analysis)
    world.analyses.set(detail.image.id, {
      ...detail.analysis,
      findings: [],
      grades: [],
      missing: ['lesions', 'grades'].map((stage) => ({ stage: AnalysisStage.parse(stage), reason: 'model.missing' }))
    })
  if (variations.includes('unlike') && detail?.analysis)
    world.analyses.set(detail.image.id, { ...detail.analysis, outOfDistribution: true })
  if (variations.includes('evidence') && detail?.analysis)
    world.analyses.set(detail.image.id, {
      ...detail.analysis,
      masks: detail.analysis.masks.map((mask) => (mask.layer === 'veins' ? { ...mask, layer: 'evidence' } : mask))
    })
  if (variations.includes('differ') && detail?.analysis)
    world.analyses.set(detail.image.id, { ...detail.analysis, grades: detail.analysis.grades.map(severeByClassifier) })
  if (variations.includes('reader') || variations.includes('readerFails')) {
    world.settings = { ...world.settings, secondReader: fakeReaderChosen }
    world.languageModels = { ...world.languageModels, secondReader: fakeReader }
  }
  world.readerFails = variations.includes('readerFails')
  if (variations.includes('read') && first && detail?.analysis) pastReading(world, first)
  if (variations.includes('network'))
    world.status = { ...world.status, endpoint: { host: 'models.clinic.example:8080', problem: null } }
  if (variations.includes('readOnly')) world.status = { ...world.status, database: 'readOnly' }
  if (variations.includes('gate') && detail?.analysis)
    world.analyses.set(detail.image.id, {
      ...detail.analysis,
      gate: { fundus: false, confidence: null, reasons: ['noField', 'noVessels'], method: 'gate/1' },
      quality: null,
      findings: [],
      grades: [],
      measurements: [],
      masks: []
    })
  if (variations.includes('newer'))
    world.startFailures.push({ code: 'database.fromTheFuture', detail: { version: 9, known: 6 }, retryable: false })
  if (variations.includes('newer') || variations.includes('lost'))
    world.startFailures.push({ code: 'database.damaged', detail: { restored: false }, retryable: false })
  if (variations.includes('light')) world.settings = { ...world.settings, theme: 'light' }
}

type Answer = { readonly run: (input: unknown) => unknown }

const answerOf = <R extends RouteName>(route: R, handlers: Handlers): Answer => ({
  run: (input) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- parsed with the route's own schema
    const parsed = routes[route].input.parse(input) as Parameters<Handlers[R]>[0]
    return handlers[route](parsed)
  }
})

function fakeMain(world: World, pace: string | null): { bridge: Bridge; controls: FakeControls } {
  const listeners = new Set<(name: EventName, payload: unknown) => void>()
  const failures = new Map<string, ErrorData>()
  const calls: FakeControls['calls'] = []
  world.emit = (name, payload) => {
    for (const listener of listeners) listener(name, payload)
  }
  const handlers: Handlers = {
    ...sessionHandlers(world),
    ...imageHandlers(world),
    ...conversationHandlers(world),
    ...reportHandlers(world),
    ...researchHandlers(),
    ...languageHandlers(world)
  }
  const request = async (route: string, input: unknown): Promise<unknown> => {
    calls.push({ route, input })
    const failing = failures.get(route)
    failures.delete(route)
    if (failing) return failure(failing)
    const [startFailure] = world.startFailures
    if (startFailure && route !== 'system.reopen') return failure(startFailure)
    if (!isRouteName(route)) return failure(new AppError('request.unknownRoute', {}).toData())
    try {
      const value = await answerOf(route, handlers).run(input)
      keep(world)
      // What crosses the bridge is a copy, parsed as main parses it.
      return success(routes[route].output.parse(structuredClone(value)))
    } catch (error) {
      if (error instanceof AppError) return failure(error.toData())
      throw error
    }
  }
  const nameOf = (file: unknown): string => (file instanceof File ? file.name : 'photograph')
  const bridge: Bridge = {
    request,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    registerFiles: (files) =>
      Promise.resolve(
        success(
          registerFake(
            world,
            files.map((file, index): FakeFile => {
              const name = nameOf(file)
              return { name, seed: 20 + index, refusedWith: name.startsWith('bad') ? 'image.notAnImage' : null }
            })
          )
        )
      )
  }
  const waiting: (() => void)[] = []
  world.later =
    pace === 'byHand' ? (work) => void waiting.push(work) : (work) => void setTimeout(work, Number(pace ?? 300))
  const controls: FakeControls = {
    calls,
    step: () => {
      const next = waiting.shift()
      next?.()
      return next !== undefined
    },
    failNext: (route, error) => void failures.set(route, error),
    emit: world.emit,
    choose: (files) => void (world.chosen = [...files]),
    world
  }
  return { bridge, controls }
}

declare global {
  var fake: FakeControls | undefined
}

const query = new URLSearchParams(location.search)
const scenario = query.get('scenario')
const world = scenarios[isScenario(scenario) ? scenario : 'clinic']()
vary(world, (query.get('with') ?? '').split(','))
restart(world)
const { bridge, controls } = fakeMain(world, query.get('pace'))
// The bridge that the preload script would expose.
Object.assign(globalThis, { retinadesk: bridge, fake: controls })
