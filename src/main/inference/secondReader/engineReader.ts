import type { Progress } from '#shared/domain/job.ts'
import type { EngineHost } from '../host.ts'
import type { ReaderFiles, ReaderMethods } from '../readerMethods.ts'
import type { SecondReader } from './port.ts'

/** A large model on a slow processor, from its loading to its last word. */
const READ_MS = 1_800_000

/** Reads by way of the reader's engine. @throws AppError reader.*, language.notGguf, engine.*; the signal's reason. */
export const engineReader =
  (
    engine: Pick<EngineHost<ReaderMethods>, 'request'>,
    files: ReaderFiles,
    onProgress?: (progress: Progress) => void
  ): SecondReader['read'] =>
  async (request, { signal, onText }) => {
    const options = { signal, priority: 'interactive', deadlineMs: READ_MS, onToken: onText } as const
    const { text } = await engine.request('read', { files, request }, onProgress ? { ...options, onProgress } : options)
    return text
  }
