import type { PackState } from '#shared/contract/views.ts'
import type { PackEntry } from './packs.ts'

/** What the window and `doctor` say of each pack. */
export const packStates = (entries: readonly PackEntry[]): PackState[] => entries.map(packState)

function packState(entry: PackEntry): PackState {
  const card = entry.ok ? entry.pack.card : entry.card
  return {
    id: card?.id ?? entry.task,
    title: card?.title ?? entry.task,
    version: card?.version ?? '',
    state: entry.ok ? 'ready' : stateOf(entry.error.code),
    summary: card?.summary ?? '',
    licence: card?.licence ?? '',
    sha256: card?.files.map((file) => file.sha256) ?? []
  }
}

function stateOf(code: string): PackState['state'] {
  if (code === 'model.wrongHash') return 'wrongHash'
  return code === 'model.missing' ? 'missing' : 'badCard'
}
