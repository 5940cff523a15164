import { AppError } from '#shared/contract/errors.ts'
import type { CaseReader, EvaluationCase } from './cases/evaluationCase.ts'
import { sharedDataReader } from './cases/sharedData/sharedDataReader.ts'

/** Every photograph of a folder. @throws as the reader's `read`. */
export async function casesIn(folder: string): Promise<EvaluationCase[]> {
  const cases: EvaluationCase[] = []
  const reader = await readerFor(folder)
  for await (const one of reader.read(folder)) cases.push(one)
  return cases
}

/** The kinds of folders that can be evaluated, most particular first. */
const READERS: readonly CaseReader[] = [sharedDataReader]

/**
 * Finds the reader of a folder.
 * @throws AppError file.notFound and the like when it cannot be listed; dataset.unusable when it is of no known kind.
 */
async function readerFor(folder: string): Promise<CaseReader> {
  for (const reader of READERS) if (await reader.recognises(folder)) return reader
  throw new AppError('dataset.unusable', {
    problem: 'no folder with labels.csv and images, nor a public set in its official layout'
  })
}
