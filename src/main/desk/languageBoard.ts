import type { LanguageModels, LanguageModelWork } from '#shared/contract/languageModels.ts'
import type { WorkOptions } from './languageFiles.ts'

type Refused = LanguageModels['refused']

/** What is being done with the language models, one piece of work after another. */
export type LanguageBoard = {
  readonly work: () => LanguageModelWork | null
  /** Files of the last choice that were not added. */
  readonly refused: () => Refused
  readonly refuse: (refused: Refused) => void
  /** Does a piece of work after all that came before. Answers false when it was stopped. @throws what the work throws. */
  readonly run: (work: (options: WorkOptions) => Promise<void>) => Promise<boolean>
  /** Stops the work that is under way. */
  readonly stop: () => void
  /** Stops it for good, and resolves when it has ended; nothing is told any more. */
  readonly close: () => Promise<void>
}

/** @param onChanged called after every change of what the board shows. */
export function createLanguageBoard(onChanged: () => void): LanguageBoard {
  let current: LanguageModelWork | null = null
  let refused: Refused = []
  let abort = new AbortController()
  let last: Promise<unknown> = Promise.resolve()
  let closed = false

  const tell = (): void => (closed ? undefined : onChanged())
  const show = (work: LanguageModelWork | null): void => {
    current = work
    tell()
  }
  const begin = async (work: (options: WorkOptions) => Promise<void>): Promise<boolean> => {
    if (closed) return false
    abort = new AbortController()
    const { signal } = abort
    try {
      await work({ signal, onWork: (now) => (signal.aborted ? undefined : show(now)) })
      return true
    } catch (error) {
      if (signal.aborted) return false
      throw error
    } finally {
      show(null)
    }
  }
  return {
    work: () => current,
    refused: () => refused,
    refuse: (files) => {
      refused = files
      tell()
    },
    run: (work) => {
      const done = last.then(() => begin(work))
      last = done.catch(() => undefined)
      return done
    },
    stop: () => abort.abort(),
    close: async () => {
      closed = true
      abort.abort()
      await last
    }
  }
}
