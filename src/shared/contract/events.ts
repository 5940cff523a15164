import { z } from 'zod'
import { Turn } from '../domain/conversation.ts'
import { SessionId } from '../domain/ids.ts'
import { Job } from '../domain/job.ts'
import { CommandId } from './commands.ts'
import { LanguageModels } from './languageModels.ts'
import { ResearchRun } from './research.ts'

/** What main tells the window without being asked; past tense. */
export const events = {
  'job.changed': Job,
  /** Something in the session other than a running job or a streaming answer is different now. */
  'session.changed': z.object({ id: SessionId }),
  'turn.changed': Turn,
  'worklist.changed': z.object({}),
  'research.changed': ResearchRun,
  'language.changed': LanguageModels,
  'system.changed': z.object({}),
  'settings.changed': z.object({}),
  /** A command chosen from the application menu. */
  'command.chosen': z.object({ id: CommandId })
} as const

export type Events = typeof events
export type EventName = keyof Events
export type EventPayload<E extends EventName> = z.output<Events[E]>

export const isEventName = (name: unknown): name is EventName => typeof name === 'string' && Object.hasOwn(events, name)
