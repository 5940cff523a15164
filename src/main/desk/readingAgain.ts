import { AppError } from '#shared/contract/errors.ts'
import type { SecondReadingTurn } from '#shared/domain/conversation.ts'
import type { SecondReading } from '#shared/domain/secondReading.ts'
import { readAgain } from '../assistant/secondReading/secondReading.ts'
import { engineReader } from '../inference/secondReader/engineReader.ts'
import type { Desk } from './context.ts'
import { sessionDetail } from './sessionDetail.ts'

type ReadingOptions = {
  readonly signal: AbortSignal
  /** Called with the reading so far. */
  readonly show: (reading: SecondReading) => void
}

const errorOf = (error: unknown): AppError =>
  error instanceof AppError ? error : new AppError('internal.unexpected', { reference: 'second reading' })

/**
 * Lets the second reader look at a turn's photograph. Answers the reading as far as it came, whatever ended it: a reader that fails
 * or is stopped leaves what it had said.
 */
export async function readPhotograph(
  desk: Desk,
  { sessionId, imageId, reading: unread }: SecondReadingTurn,
  { signal, show }: ReadingOptions
): Promise<SecondReading> {
  let reading = unread
  const change = (next: Partial<SecondReading>): void => {
    reading = { ...reading, ...next }
    if (!signal.aborted) show(reading)
  }
  try {
    const { files, model } = await desk.readerShelf.chosen({ signal, onWork: () => undefined })
    const session = sessionDetail(desk, sessionId)
    const detail = session.images.find(({ image }) => image.id === imageId)
    if (!detail) throw new AppError('record.notFound', { what: 'image' })
    change({ model, against: detail.analysis?.id ?? null })
    const { jpeg } = await desk.engines.imaging.request(
      'reduce',
      { hash: detail.image.hash, blobs: { folder: desk.places.blobs, key: desk.blobKey } },
      { signal, priority: 'interactive' }
    )
    const read = engineReader(desk.engines.reader, files, (progress) => change({ progress }))
    const sentences = await readAgain(
      read,
      { jpeg, session, imageId },
      { signal, onSentences: (said) => change({ state: 'streaming', progress: null, sentences: said }) }
    )
    return { ...reading, state: 'complete', progress: null, sentences }
  } catch (error) {
    if (signal.aborted) return { ...reading, state: 'stopped', progress: null }
    const { code, detail } = errorOf(error)
    return { ...reading, state: 'failed', progress: null, failure: { code, detail } }
  }
}
