import { existsSync } from 'node:fs'
import { AppError } from '#shared/contract/errors.ts'
import { createChosenPaths } from './chosenPaths.ts'
import type { Desk, HandlersOf } from './context.ts'
import { createResearchRunner } from './researchRun.ts'

/** Longer than anybody waits to see what lies in a folder. */
const LOOK_MS = 180_000

export function researchHandlers(desk: Desk): HandlersOf<'research'> {
  const paths = createChosenPaths(desk.clock.newId)
  const runner = createResearchRunner(desk, paths)
  const { research } = desk.engines
  return {
    'research.chooseFolder': async () => {
      const path = await desk.shell.chooseFolder()
      return path === undefined ? null : paths.keep(path)
    },
    'research.identify': async ({ folder }) =>
      looking((signal) => research.request('identify', { folder: paths.of(folder) }, { signal })),
    'research.preview': async ({ folder, adapter }) =>
      looking((signal) => research.request('preview', { folder: paths.of(folder), adapter }, { signal })),
    'research.chooseOutput': async ({ adapter, track }) => {
      const path = await desk.shell.chooseSavePath(`${adapter}-${track}.jsonl`)
      return path === undefined ? null : { ...paths.keep(path), unfinished: existsSync(`${path}.part`) }
    },
    'research.start': async (request) => runner.start(request),
    'research.stop': async () => {
      runner.stop()
      return {}
    },
    'research.latest': async () => runner.latest(),
    'research.reveal': async ({ output }) => {
      desk.shell.showInFolder(paths.of(output))
      return {}
    }
  }
}

/**
 * Bounds a look at a folder by cancelling it: a deadline of the engine's would end a run beside it.
 * @throws AppError dataset.unusable when it takes too long, or what the look throws.
 */
async function looking<T>(look: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(LOOK_MS)
  try {
    return await look(signal)
  } catch (error) {
    if (!signal.aborted) throw error
    throw new AppError('dataset.unusable', { problem: 'reading it takes too long; choose the folder of one set' })
  }
}
