import { createAssistant } from '../assistant/answer/assistant.ts'
import { openScorer } from '../assistant/engine/scorer.ts'
import { loadKnowledge } from '../assistant/knowledge/load.ts'
import { settings } from '../db/index.ts'
import { createAssistantAtDesk } from './assistant.ts'
import type { Desk } from './context.ts'
import { createEndpointAtDesk } from './endpoint.ts'
import { createLanguageBoard } from './languageBoard.ts'
import { openReaderShelf } from './readerShelf.ts'
import { openLanguageShelf } from './languageShelf.ts'

type SpeakingParts = Pick<Desk, 'database' | 'engines' | 'places' | 'shell' | 'clock' | 'keyGuarded'> & {
  /** Folders in which a language model may lie, the preferred one first. */
  readonly languageFolders: readonly string[]
}

type Told = {
  readonly onChanged: () => void
  /** Another model, another standing of one, or work with one. */
  readonly onModelsChanged: () => void
  readonly onNotKept: (error: unknown) => void
}

/** Puts together who answers questions: the assistant, and the language models that may word what it says. */
export async function openSpeaking(
  { database, engines, places, shell, clock, languageFolders, keyGuarded }: SpeakingParts,
  { onChanged, onModelsChanged, onNotKept }: Told
): Promise<Pick<Desk, 'assistant' | 'endpoint' | 'shelf' | 'board' | 'readerShelf'>> {
  const engine = engines.language
  const preferences = () => settings.get(database.read)
  const { scorer } = openScorer(engine, places.models)
  const board = createLanguageBoard(onModelsChanged)
  const shelf = await openLanguageShelf({
    engine,
    dataFolder: places.data,
    folders: languageFolders,
    settings: preferences,
    now: clock.now,
    onNotKept
  })
  const readerShelf = await openReaderShelf({
    engine,
    dataFolder: places.data,
    settings: preferences,
    choose: (secondReader) => {
      settings.update(database.write, { secondReader })
      shell.emit('settings.changed', {})
    },
    isLoaded: () => engines.reader.isRunning(),
    onNotKept
  })
  const endpoint = createEndpointAtDesk({ database, keyGuarded, settings: preferences })
  const assistant = createAssistantAtDesk({
    core: createAssistant({ knowledge: await loadKnowledge(places.knowledge), scorer }),
    engine,
    endpoint,
    shelf,
    board,
    settings: preferences,
    choose: (languageModel) => {
      settings.update(database.write, { languageModel, phrasing: 'model' })
      shell.emit('settings.changed', {})
    },
    onChanged
  })
  return { assistant, endpoint, shelf, board, readerShelf }
}
