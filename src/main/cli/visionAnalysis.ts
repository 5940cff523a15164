import { isAppError } from '#shared/contract/errors.ts'
import { progressBar } from './console.ts'
import type { Workbench } from './workbench.ts'

/** One photograph for the vision engine, and how its progress is headed. */
export type VisionJob = {
  readonly vision: ReturnType<Workbench['openVision']>
  readonly path: string
  readonly label: string
  readonly options: { readonly threads?: number; readonly cpu?: boolean }
}

/** An engine that died is started again once for the same photograph. */
const ATTEMPTS = 2

/** Analyses one photograph; a second attempt runs on the processor. @throws AppError image.*, file.*, engine.*. */
export const runVision = (bench: Workbench, job: VisionJob): ReturnType<typeof request> => attempt(bench, job, 1)

async function attempt(bench: Workbench, job: VisionJob, nth: number): ReturnType<typeof request> {
  try {
    return await request(bench, job, nth)
  } catch (error) {
    if (nth >= ATTEMPTS || !isAppError(error, 'engine.crashed')) throw error
    return attempt(bench, job, nth + 1)
  }
}

const request = (bench: Workbench, { vision, path, label, options }: VisionJob, nth: number) =>
  vision.request(
    'analyse',
    {
      setup: bench.visionSetup(nth > 1 ? { ...options, cpu: true } : options),
      source: { kind: 'file', path },
      remarks: nth > 1 ? ['the vision engine ended during the first attempt; analysed again on the processor'] : []
    },
    { signal: bench.signal, onProgress: (progress) => bench.console.progress(`${label} ${progressBar(progress)}`) }
  )
