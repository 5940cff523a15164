import { z } from 'zod'
import { conditionWords } from './conditionWords.ts'

export type DatasetCondition = keyof typeof conditionWords

const isCondition = (key: string): key is DatasetCondition => Object.hasOwn(conditionWords, key)

/** A disease or sign that a public set labels, by one name for all sets. */
export const DatasetCondition = z.string().refine(isCondition, 'no condition of this name')

export const datasetConditions: readonly DatasetCondition[] = Object.keys(conditionWords).filter(isCondition)

/** A label of a set about a condition. `of: 'patient'` where the set speaks of both eyes together. */
export const ConditionLabel = z.strictObject({
  condition: DatasetCondition,
  state: z.enum(['present', 'suspected', 'absent']),
  of: z.enum(['eye', 'patient']),
  /** The set's own code or words. */
  as: z.string()
})
export type ConditionLabel = z.infer<typeof ConditionLabel>
