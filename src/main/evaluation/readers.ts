import type { CaseContext, EvaluationCase } from './cases/evaluationCase.ts'
import { publicCases } from './cases/publicSets/publicCases.ts'
import { sharedDataCases } from './cases/sharedData/sharedDataReader.ts'

/**
 * Every photograph of a folder of prepared sets, or of public sets in their official layout.
 * @throws AppError file.* when something cannot be read; dataset.unusable when the folder is of no known kind, or its
 * labels cannot be made sense of.
 */
export async function casesIn(folder: string, context: CaseContext): Promise<EvaluationCase[]> {
  const prepared = await sharedDataCases(folder)
  return prepared.length > 0 ? prepared : publicCases(folder, context)
}
