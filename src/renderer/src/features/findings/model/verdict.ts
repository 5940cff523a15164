import type { Analysis, AnalysisStage } from '#shared/domain/analysis.ts'
import {
  gradeBy,
  type ClassifierGrade,
  type CriterionResult,
  type Grade,
  type RuleGrade
} from '#shared/domain/grade.ts'
import { LesionType, SegmentedLesion } from '#shared/domain/lesion.ts'

export const ICDR_LEVELS = [0, 1, 2, 3, 4] as const
export type IcdrLevel = (typeof ICDR_LEVELS)[number]

export const isIcdrLevel = (level: number): level is IcdrLevel => ICDR_LEVELS.some((known) => known === level)

/** What the grade card shows. */
export type Verdict = {
  /** The classifier's grade where there is one, else the rule's. */
  readonly grade: Grade
  readonly classifier: ClassifierGrade | undefined
  readonly rule: RuleGrade | undefined
  /** Levels that the conformal set does not exclude, the chosen one not counted. */
  readonly others: readonly IcdrLevel[]
  readonly agreement: 'agree' | 'differ' | 'alone'
}

/** The diabetic retinopathy grade with what speaks for other levels; undefined when nothing graded the photograph. */
export function verdictOf(grades: readonly Grade[]): Verdict | undefined {
  const classifier = gradeBy(grades, 'icdr', 'classifier')
  const rule = gradeBy(grades, 'icdr', 'rule')
  const grade = classifier ?? rule
  if (!grade) return undefined
  const others = (classifier?.conformalSet?.levels ?? []).filter(isIcdrLevel).filter((level) => level !== grade.level)
  const agreement = classifier && rule ? (classifier.level === rule.level ? 'agree' : 'differ') : 'alone'
  return { grade, classifier, rule, others, agreement }
}

export const dmeRiskOf = (grades: readonly Grade[]): Grade | undefined =>
  gradeBy(grades, 'dmeRisk', 'classifier') ?? gradeBy(grades, 'dmeRisk', 'rule')

export const criteriaBy = (rule: RuleGrade | undefined, met: CriterionResult['met']): readonly CriterionResult[] =>
  rule?.criteria.filter((criterion) => criterion.met === met) ?? []

/** Signs that no model looks for; what nobody marked of them is unknown. */
const CLINICIANS_SIGNS: readonly LesionType[] = [
  'neovascularisation',
  'irma',
  'venousBeading',
  'preretinalHaemorrhage',
  'drusen'
]

export type AlsoLookedFor = {
  readonly notSeen: readonly LesionType[]
  readonly notAssessed: readonly LesionType[]
}

/** Whether a stage of an analysis ran: what was not looked for is never taken as absent. */
export const looked = (analysis: Pick<Analysis, 'missing'>, stage: AnalysisStage): boolean =>
  !analysis.missing.some((missed) => missed.stage === stage)

/** Which lesions were looked for and not seen, and which nobody looked for. */
export function alsoLookedFor(analysis: Pick<Analysis, 'missing'>, found: ReadonlySet<LesionType>): AlsoLookedFor {
  const absent = SegmentedLesion.options.filter((lesion) => !found.has(lesion))
  const unlooked = CLINICIANS_SIGNS.filter((lesion) => !found.has(lesion))
  return looked(analysis, 'lesions')
    ? { notSeen: absent, notAssessed: unlooked }
    : { notSeen: [], notAssessed: [...absent, ...unlooked] }
}
