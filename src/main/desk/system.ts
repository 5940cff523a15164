import type { PackState, SystemStatus } from '#shared/contract/views.ts'
import type { VisionReadiness } from '../inference/visionMethods.ts'
import { settings } from '../db/index.ts'
import type { Desk, HandlersOf } from './context.ts'
import { openDemo } from './demo.ts'

/** Preferences that decide who words the answers, and where. */
const SPEAKING = ['phrasing', 'acceleration', 'languageModel', 'endpoint'] as const

export const settingsHandlers = (desk: Desk): HandlersOf<'settings'> => ({
  'settings.get': async () => settings.get(desk.database.read),
  'settings.update': async (changes) => {
    const after = settings.update(desk.database.write, changes)
    desk.shell.emit('settings.changed', {})
    if ('threads' in changes || 'acceleration' in changes) void desk.readiness.refresh()
    if (SPEAKING.some((key) => key in changes)) void desk.assistant.refresh()
    return after
  }
})

export const systemHandlers = (desk: Desk): HandlersOf<'system'> => ({
  'system.status': async () => status(desk),
  'system.openDemo': async () => ({ sessionId: await openDemo(desk) })
})

function status(desk: Desk): SystemStatus {
  const known = desk.readiness.vision()
  const language = desk.assistant.state()
  return {
    app: desk.app,
    platform: `${process.platform} ${process.arch}`,
    threads: desk.visionSetup().threads,
    providers: known?.providers ?? [],
    packs: packsOf(known),
    vision: { state: desk.engines.vision.state(), provider: known?.chosen ?? null, detail: null },
    language: language.engine,
    languageModel: language.model,
    endpoint: desk.assistant.endpoint(),
    database: desk.database.state.kind,
    encrypted: desk.keyGuarded,
    standIn: desk.shell.standIn
  }
}

const packsOf = (known: VisionReadiness | undefined): PackState[] => known?.packs ?? []
