import { assertsGrades } from '#shared/domain/analysis.ts'
import { compareMeasurements } from '#shared/domain/comparison.ts'
import type { RuleGrade } from '#shared/domain/grade.ts'
import type { Laterality } from '#shared/domain/laterality.ts'
import { SegmentedLesion, type LesionType } from '#shared/domain/lesion.ts'
import { measurementKey } from '#shared/domain/measurement.ts'
import { scaleNames } from '../english/conditions.ts'
import { lesionNames } from '../english/lesions.ts'
import { type DraftContext, freeDraft, stageRan } from './draft.ts'
import type { ComparisonSubject, Direction, EvidenceDraft } from './fact.ts'
import { formatQuantity } from './figures.ts'
import { groupsOf } from './lesions.ts'
import { lastingMeasurements, measurementTitle, subjectOf } from './measurements.ts'

/** Two readable photographs to be set against one another: right and left eye, or this visit and an earlier one. */
export type Pair = {
  readonly between: 'eyes' | 'visits'
  readonly first: DraftContext
  readonly second: DraftContext
  /** How each side is named: "in the right eye", "on 2026-11-20". */
  readonly names: readonly [string, string]
  /** The eye of a comparison of visits. */
  readonly eye: Laterality | null
}

type Compared = { readonly about: ComparisonSubject; readonly title: string; readonly direction: Direction }

const directionOf = (first: number, second: number): Direction => {
  if (first === second) return 'alike'
  return first > second ? 'higher' : 'lower'
}

/** Counts are more or fewer, everything else is higher or lower. */
function directionWords(pair: Pair, { about, direction }: Pick<Compared, 'about' | 'direction'>): string {
  if (direction === 'alike') return ''
  const [more, less] = about.of === 'lesion' ? ['more', 'fewer'] : ['higher', 'lower']
  if (pair.between === 'visits') return `; ${direction === 'higher' ? more : less} than before`
  return `; ${more} in the ${direction === 'higher' ? 'right' : 'left'} eye`
}

/** Both values with where or when they were found; the same one is told once. */
function pairText(pair: Pair, compared: Compared, [first, second]: readonly [string, string]): string {
  const [here, there] = pair.names
  if (first === second && compared.direction === 'alike')
    return pair.between === 'eyes' ? `${first} in both eyes` : `${first} ${here} as ${there}`
  return `${first} ${here}, ${second} ${there}${directionWords(pair, compared)}`
}

function comparisonDraft(pair: Pair, compared: Compared, texts: readonly [string, string]): EvidenceDraft {
  return freeDraft(
    {
      kind: 'comparison',
      subject: compared.title,
      text: pairText(pair, compared, texts),
      source: 'comparison by the application',
      fact: { kind: 'comparison', between: pair.between, about: compared.about, direction: compared.direction }
    },
    pair.eye
  )
}

function lesionComparisons(pair: Pair): EvidenceDraft[] {
  if (!stageRan(pair.first.analysis, 'lesions') || !stageRan(pair.second.analysis, 'lesions')) return []
  const count = (context: DraftContext, lesion: LesionType): number =>
    groupsOf(context.findings).find((group) => group.lesion === lesion)?.findings.length ?? 0
  return SegmentedLesion.options.map((lesion) => {
    const [a, b] = [count(pair.first, lesion), count(pair.second, lesion)]
    return comparisonDraft(
      pair,
      { about: { of: 'lesion', lesion }, title: lesionNames[lesion].several, direction: directionOf(a, b) },
      [String(a), String(b)]
    )
  })
}

/** Values that differ by no more than the same eye varies are alike. */
function measurementComparisons(pair: Pair): EvidenceDraft[] {
  return lastingMeasurements(pair.first.analysis.measurements).flatMap((a) => {
    const b = pair.second.analysis.measurements.find((other) => measurementKey(other) === measurementKey(a))
    if (!b || !a.result.measurable || !b.result.measurable) return []
    const compared = compareMeasurements(a, b)
    if (!compared.comparable) return []
    const direction = compared.verdict === 'withinNoise' ? 'alike' : directionOf(a.result.value, b.result.value)
    const subject = subjectOf(a)
    return [
      comparisonDraft(
        pair,
        { about: { of: 'measurement', measurement: subject }, title: measurementTitle(subject), direction },
        [formatQuantity(a.result.value, a.unit), formatQuantity(b.result.value, b.unit)]
      )
    ]
  })
}

/** The grades by rule that a comparison may rest on. */
const ruleGrades = (context: DraftContext): RuleGrade[] =>
  assertsGrades(context.analysis) ? context.grades.filter((grade): grade is RuleGrade => grade.by === 'rule') : []

function gradeComparisons(pair: Pair): EvidenceDraft[] {
  return ruleGrades(pair.first).flatMap((a) => {
    const b = ruleGrades(pair.second).find(({ scale }) => scale === a.scale)
    if (!b) return []
    return [
      comparisonDraft(
        pair,
        {
          about: { of: 'grade', scale: a.scale },
          title: `${scaleNames[a.scale]} grade by rule`,
          direction: directionOf(a.level, b.level)
        },
        [a.label, b.label]
      )
    ]
  })
}

/** Grades, lesion counts and measurements of two readable photographs side by side. */
export const comparisonDrafts = (pair: Pair): EvidenceDraft[] => [
  ...gradeComparisons(pair),
  ...lesionComparisons(pair),
  ...measurementComparisons(pair)
]
