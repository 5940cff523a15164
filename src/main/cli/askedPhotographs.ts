import { readFile } from 'node:fs/promises'
import { AppError, isAppError } from '#shared/contract/errors.ts'
import { Analysis } from '#shared/domain/analysis.ts'
import { takeIn } from '../imaging/intake.ts'
import { createMemoryBlobStore } from '../storage/blobs.ts'
import { readError } from '../storage/fileErrors.ts'
import type { AnalysedPhotograph } from './nobodysSession.ts'
import { describeError } from './remedies.ts'
import { runVision } from './visionAnalysis.ts'
import type { Workbench } from './workbench.ts'

/** How photographs that are asked about are analysed. */
type AskedOptions = {
  /** Files that `analyse` left, in any order. */
  readonly analysis: readonly string[]
  readonly threads?: number
  readonly cpu?: boolean
}

/** An error in one line; what is wrong with an option is told with it. */
export const wordsFor = (error: unknown): string =>
  isAppError(error, 'request.badInput') ? `${error.code}: ${error.detail.problem}` : describeError(error)

/** Photographs that could be used, and how many could not: each of those is told at once. */
type Usable<P> = { readonly usable: readonly P[]; readonly failed: number }

/**
 * Opens photographs, and analyses those of which no analysis is given.
 * @throws AppError request.badInput, file.* for an analysis that cannot be used; the signal's reason.
 */
export async function openPhotographs(
  bench: Workbench,
  paths: readonly string[],
  options: AskedOptions
): Promise<Usable<AnalysedPhotograph>> {
  const given = await readAnalyses(options.analysis)
  const opened = await eachUsable(bench, paths, async (path) => ({ path, taken: await takenIn(path) }))
  const all = opened.usable.map(({ taken }) => taken.hash)
  if (!given.every(({ imageHash }) => all.includes(imageHash))) throw ofAnotherPhotograph()
  const vision = bench.openVision()
  try {
    const analysed = await eachUsable(bench, opened.usable, async ({ path, taken }) => {
      const known = given.find(({ imageHash }) => imageHash === taken.hash)
      return { taken, analysis: known ?? (await runVision(bench, { vision, path, label: path, options })).analysis }
    })
    return { usable: analysed.usable, failed: opened.failed + analysed.failed }
  } finally {
    vision.close()
  }
}

async function eachUsable<T extends string | { readonly path: string }, P>(
  { console, signal }: Workbench,
  items: readonly T[],
  use: (item: T) => Promise<P>
): Promise<Usable<P>> {
  const usable: P[] = []
  for (const item of items) {
    signal.throwIfAborted()
    try {
      usable.push(await use(item))
    } catch (error) {
      if (signal.aborted) throw error
      console.err(`${typeof item === 'string' ? item : item.path}: ${wordsFor(error)}`)
    }
  }
  return { usable, failed: items.length - usable.length }
}

async function takenIn(path: string): Promise<AnalysedPhotograph['taken']> {
  const bytes = await readFile(path).catch((error: unknown) => Promise.reject(readError(error)))
  return takeIn(bytes, createMemoryBlobStore())
}

async function readAnalyses(paths: readonly string[]): Promise<Analysis[]> {
  return Promise.all(
    paths.map(async (path) => {
      const text = await readFile(path, 'utf8').catch((error: unknown) => Promise.reject(readError(error)))
      const parsed = Analysis.safeParse(jsonOf(text))
      if (parsed.success) return parsed.data
      throw badInput('A file given by --analysis is no analysis.json of this version. Run `retinadesk analyse` again.')
    })
  )
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // What is no JSON is no analysis either, and is told as that.
    return null
  }
}

/** An analysis of another file would answer for the wrong eye or the wrong patient. */
const ofAnotherPhotograph = (): AppError =>
  badInput('A file given by --analysis is of another photograph. Give the photograph that it was made from.')

const badInput = (problem: string): AppError => new AppError('request.badInput', { problem })
