import { AppError } from '#shared/contract/errors.ts'
import { isQuestion } from '#shared/domain/conversation.ts'
import type { ReportDraft } from '#shared/domain/report.ts'
import type { SessionId } from '#shared/domain/ids.ts'
import { UtcMs } from '#shared/domain/units.ts'
import { askFake, askFakeAgain } from './fakeConversation.ts'
import { readFake } from './fakeReading.ts'
import { searchFake } from './fakeSearch.ts'
import { detailsOf, found, type Handlers } from './handlers.ts'
import { reportOf } from './seedWorld.ts'
import { placeOf, type World } from './world.ts'

export const conversationHandlers = (world: World) =>
  ({
    'conversation.ask': (question) => askFake(world, question, detailsOf(world, question.sessionId)),
    'conversation.again': ({ id }) => {
      const { sessionId } = found(world.turns.get(id), 'turn')
      return found(askFakeAgain(world, id, detailsOf(world, sessionId)), 'turn')
    },
    'conversation.readAgain': ({ imageId }) => readFake(world, found(world.images.get(imageId), 'image')),
    'conversation.revise': ({ id, question }) => {
      const known = world.turns.get(id)
      const { scope, sessionId } = found(known && isQuestion(known) ? known : undefined, 'turn')
      world.removed.add(id)
      const turn = askFake(world, { question, scope, sessionId }, detailsOf(world, sessionId))
      world.places.set(turn.id, placeOf(world, id))
      return turn
    },
    'conversation.exchange': ({ away, back }) => {
      world.removed.add(away)
      world.removed.delete(back)
      return {}
    },
    'conversation.search': ({ query }) => searchFake(world, query),
    'conversation.export': ({ format }) => ({ saved: format === 'text' ? 'conversation.txt' : 'conversation.md' }),
    'conversation.stop': ({ id }) => {
      world.stopped.add(id)
      return {}
    },
    'conversation.pick': ({ id, picked }) => {
      const turn = { ...found(world.turns.get(id), 'turn'), picked }
      world.turns.set(id, turn)
      return turn
    },
    'conversation.remove': ({ id }) => {
      world.removed.add(id)
      return {}
    },
    'conversation.restore': ({ id }) => {
      world.removed.delete(id)
      return {}
    }
  }) satisfies Partial<Handlers>

function changeReport(world: World, sessionId: SessionId, change: Partial<ReportDraft>): ReportDraft {
  const report = { ...reportOf(world, sessionId), ...change, updatedAt: UtcMs.parse(Date.now()) }
  world.reports.set(sessionId, report)
  return report
}

/** Keeps only the fields that were given. */
const given = <T extends object>(change: T): Partial<T> => {
  const kept: Partial<T> = { ...change }
  return kept
}

/** The window's own tests leave research alone: nothing is ever chosen. */
export const researchHandlers = () =>
  ({
    'research.chooseFolder': () => null,
    'research.identify': () => ({ images: 0, sets: [] }),
    'research.preview': () => ({ records: 0, groups: 0, missingPhotographs: 0, first: [], problems: [] }),
    'research.chooseOutput': () => null,
    'research.start': () => {
      throw new AppError('file.unknownToken', {})
    },
    'research.stop': () => ({}),
    'research.latest': () => null,
    'research.reveal': () => ({})
  }) satisfies Partial<Handlers>

export const reportHandlers = (world: World) =>
  ({
    'report.save': ({ sessionId, ...change }) => {
      if (reportOf(world, sessionId).signedAt !== null) throw new AppError('report.signed', {})
      const { clinic, reader, assessment, paper, includeProposed } = { ...reportOf(world, sessionId), ...given(change) }
      return changeReport(world, sessionId, { clinic, reader, assessment, paper, includeProposed })
    },
    'report.sign': ({ sessionId }) => changeReport(world, sessionId, { signedAt: UtcMs.parse(Date.now()) }),
    'report.reopen': ({ sessionId }) => changeReport(world, sessionId, { signedAt: null }),
    'report.export': async () => {
      await new Promise<void>((resolve) => world.later(resolve))
      return { saved: 'report.pdf' }
    },
    'system.status': () => world.status,
    // As main does: a failure is not answered here but to whatever is asked next.
    'system.reopen': ({ startOver }) => {
      if (startOver) world.startFailures = []
      else if (world.startFailures.length > 1) world.startFailures.shift()
      return {}
    },
    'settings.get': () => world.settings,
    'settings.update': (change) => {
      world.settings = { ...world.settings, ...given(change) }
      return world.settings
    }
  }) satisfies Partial<Handlers>
