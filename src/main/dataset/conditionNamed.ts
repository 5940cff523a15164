import { type DatasetCondition, datasetConditions } from './conditions.ts'
import { conditionWords } from './conditionWords.ts'

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[-\s]+/gu, ' ')
    .trim()

/** All words for a condition: its name, without its article too, and what it is called besides. */
export function wordsFor(condition: DatasetCondition): string[] {
  const { name, ...rest } = conditionWords[condition]
  const also = 'also' in rest ? rest.also.split(',').map((word) => word.trim()) : []
  return [...new Set([name, name.replace(/^an? /u, ''), ...also])]
}

const byWords: ReadonlyMap<string, DatasetCondition> = new Map(
  datasetConditions.flatMap((condition) => wordsFor(condition).map((word) => [plain(word), condition] as const))
)

/** The condition that a label names, in any of the words for it; undefined for a name that is not known. */
export const conditionNamed = (label: string): DatasetCondition | undefined => byWords.get(plain(label))
