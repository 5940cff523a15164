import { Worker } from 'node:worker_threads'
import { AppError } from '#shared/contract/errors.ts'
import type { ReportPicture } from '../pictures.ts'
import type { ReportModel } from '../reportModel.ts'
import type { RenderOrder, RenderOutcome } from './protocol.ts'

export type RenderOptions = {
  readonly pictures: readonly ReportPicture[]
  /** `worker.ts` when run from source, `pdf.js` of the main bundle when built. */
  readonly workerUrl: URL
  /** The folder `resources/fonts`. */
  readonly fontFolder: string
  readonly signal: AbortSignal
}

const ENGINE = 'report'
const DEADLINE_SECONDS = 120

/** Waits for the worker's only answer. @throws AppError when it fails, ends without one or takes too long. */
function answerOf(worker: Worker, signal: AbortSignal): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const crashed = (cause: unknown): void =>
      reject(new AppError('engine.crashed', { engine: ENGINE, attempts: 1 }, { cause }))
    const late = setTimeout(
      () => reject(new AppError('engine.timedOut', { engine: ENGINE, seconds: DEADLINE_SECONDS })),
      DEADLINE_SECONDS * 1000
    )
    const cancelled = (): void => reject(signal.reason)
    signal.addEventListener('abort', cancelled, { once: true })
    worker.once('message', (outcome: RenderOutcome) => (outcome.ok ? resolve(outcome.pdf) : crashed(outcome.frames)))
    worker.once('error', crashed)
    worker.once('exit', (code) => {
      clearTimeout(late)
      signal.removeEventListener('abort', cancelled)
      crashed(`exit ${code}`)
    })
  })
}

/**
 * The report as a PDF, laid out in a worker thread so that the caller's thread stays free.
 * @throws the signal's reason when it is aborted, AppError `engine.crashed` or `engine.timedOut` when there is no PDF.
 */
export async function renderReportPdf(model: ReportModel, options: RenderOptions): Promise<Uint8Array> {
  const { pictures, fontFolder, workerUrl, signal } = options
  signal.throwIfAborted()
  const order: RenderOrder = { model, pictures, fontFolder }
  const worker = new Worker(workerUrl, { workerData: order })
  try {
    return await answerOf(worker, signal)
  } finally {
    await worker.terminate()
  }
}
