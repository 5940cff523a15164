import type { ConditionLabel, DatasetCondition } from '../conditions.ts'
import { conditionNamed } from '../conditionNamed.ts'
import type { DatasetGrade } from '../grades.ts'

/** Separators of keywords: the full-width comma of the original, and what copies made of it. */
const SEPARATOR = /[，,;；]/u

/** Keywords about the picture, not the eye. */
const PICTURE: ReadonlySet<string> = new Set([
  'lens dust',
  'low image quality',
  'image offset',
  'no fundus image',
  'anterior segment image',
  'optic disk photographically invisible'
])

export const isAboutPicture = (keyword: string): boolean => PICTURE.has(keyword)

/** Keywords that leave nothing of a fundus to speak of. */
const UNUSABLE: ReadonlySet<string> = new Set([
  'low image quality',
  'no fundus image',
  'anterior segment image',
  'optic disk photographically invisible'
])

/** The stage that a keyword names, in the readers' own words and on no scale that they name. */
const STAGES: readonly (readonly [RegExp, number])[] = [
  [/^mild non[- ]?proliferative/u, 1],
  [/^moderate non[- ]?proliferative/u, 2],
  [/^severe non[- ]?proliferative/u, 3],
  [/^(?:severe )?proliferative/u, 4]
]

const DOUBT = /^suspect(?:ed)?\s+|^suspicious\s+/u

export type ReadKeywords = {
  readonly keywords: readonly string[]
  readonly conditions: readonly ConditionLabel[]
  readonly grades: readonly DatasetGrade[]
  readonly unusable: boolean
  /** Keywords that stand for no condition of the table. */
  readonly unknown: readonly string[]
}

/** Reads the diagnostic keywords of one eye. */
export function readKeywords(text: string): ReadKeywords {
  const keywords = text
    .split(SEPARATOR)
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word !== '')
  const signs = keywords.filter((word) => !isAboutPicture(word))
  const conditions = signs.flatMap(conditionOf)
  return {
    keywords,
    conditions: conditions.filter(
      ({ condition }, i) => conditions.findIndex((one) => one.condition === condition) === i
    ),
    grades: signs.flatMap(stageOf).slice(0, 1),
    unusable: keywords.some((word) => UNUSABLE.has(word)),
    unknown: signs.filter((word) => conditionOf(word).length === 0)
  }
}

const stageOf = (word: string): DatasetGrade[] =>
  STAGES.flatMap(([pattern, level]) =>
    pattern.test(word) ? [{ scale: 'odirRetinopathy', level } as const] : []
  ).slice(0, 1)

function conditionOf(word: string): ConditionLabel[] {
  const suspected = DOUBT.test(word)
  const condition = named(word.replace(DOUBT, '').replace(/^old /u, ''))
  return condition ? [{ condition, state: suspected ? 'suspected' : 'present', of: 'eye', as: word }] : []
}

function named(word: string): DatasetCondition | undefined {
  if (/proliferative retinopathy|proliferative diabetic retinopathy/u.test(word)) return 'diabeticRetinopathy'
  if (word === 'macular epimacular membrane') return 'epiretinalMembrane'
  if (word === 'myopia retinopathy') return 'pathologicalMyopia'
  if (word === 'fundus laser photocoagulation spots') return 'laserScars'
  return conditionNamed(word)
}
