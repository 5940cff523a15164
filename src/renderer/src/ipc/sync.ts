import type { CommandId } from '#shared/contract/commands.ts'
import type { Turn } from '#shared/domain/conversation.ts'
import { isActive, type Job } from '#shared/domain/job.ts'
import { listen } from './events.ts'
import {
  languageModelsQuery,
  patchSession,
  queryClient,
  refreshSession,
  researchRunQuery,
  sessionQuery,
  settingsQuery,
  statusQuery,
  worklistKey
} from './queries.ts'
import { noteJob } from './runningJobs.ts'

function takeJob(job: Job): void {
  noteJob(job)
  patchSession(job.sessionId, (detail) => ({
    ...detail,
    images: detail.images.map((entry) => (entry.image.id === job.imageId ? { ...entry, job } : entry))
  }))
  if (!isActive(job)) void refreshSession(job.sessionId)
}

/** Puts a turn in its place in the session's conversation, or replaces what was known of it. */
export function takeTurn(turn: Turn): void {
  patchSession(turn.sessionId, (detail) => {
    const known = detail.turns.some((other) => other.id === turn.id)
    const turns = known ? detail.turns.map((other) => (other.id === turn.id ? turn : other)) : [...detail.turns, turn]
    return { ...detail, turns }
  })
}

/** Keeps what the window knows in step with main; returns the function that stops it. */
export function keepInStep(onCommand: (id: CommandId) => void): () => void {
  return listen({
    'job.changed': takeJob,
    'turn.changed': takeTurn,
    'session.changed': ({ id }) => void queryClient.invalidateQueries({ queryKey: sessionQuery(id).queryKey }),
    'worklist.changed': () => void queryClient.invalidateQueries({ queryKey: worklistKey }),
    'research.changed': (run) => void queryClient.setQueryData(researchRunQuery.queryKey, run),
    'language.changed': (models) => void queryClient.setQueryData(languageModelsQuery.queryKey, models),
    'system.changed': () => void queryClient.invalidateQueries({ queryKey: statusQuery.queryKey }),
    'settings.changed': () => void queryClient.invalidateQueries({ queryKey: settingsQuery.queryKey }),
    'command.chosen': ({ id }) => onCommand(id)
  })
}
