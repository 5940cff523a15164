import type { ReaderFiles, ReadRequest } from '../readerMethods.ts'

type ReadOptions = { readonly signal: AbortSignal; readonly onText: (text: string) => void }

/** A model that looks at photographs itself. What it says is nobody's measurement. */
export type SecondReader = {
  /** Its words, as they come. @throws AppError reader.cannotRun; the signal's reason. */
  readonly read: (request: ReadRequest, options: ReadOptions) => Promise<string>
  readonly close: () => Promise<void>
}

/** Loads a vision-language model. @throws AppError reader.*, language.notGguf. */
export type OpenSecondReader = (files: ReaderFiles) => Promise<SecondReader>
