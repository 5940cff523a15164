import { z } from 'zod'
import { FindingId } from './ids.ts'
import { Probability } from './units.ts'

/**
 * Scales are never translated into one another silently.
 * icdr: 0–4 (Wilkinson 2003). dmeRisk: 0–2, exudate distance (IDRiD). referable: 0/1, ICDR ≥ 2 or DME risk ≥ 1.
 * desp: UK diabetic eye screening, R and M levels.
 */
export const GradeScale = z.enum(['icdr', 'dmeRisk', 'referable', 'despRetinopathy', 'despMaculopathy'])
export type GradeScale = z.infer<typeof GradeScale>

/** One criterion of a guideline level and whether the photograph meets it. */
export const CriterionResult = z.object({
  id: z.string(),
  text: z.string(),
  /** `notAssessed` where no model looks for the sign: it is never taken as absent. */
  met: z.enum(['yes', 'no', 'notAssessed']),
  findings: z.array(FindingId).readonly()
})
export type CriterionResult = z.infer<typeof CriterionResult>

const graded = { scale: GradeScale, level: z.int().nonnegative(), code: z.string(), label: z.string() }

/** A grade derived from the findings by a guideline, with what it rests on. */
export const RuleGrade = z.object({
  by: z.literal('rule'),
  ...graded,
  guideline: z.object({ id: z.string(), version: z.string(), citation: z.string() }),
  criteria: z.array(CriterionResult).readonly(),
  /** The guideline's next step, where it names one. */
  nextStep: z.string().nullable()
})
export type RuleGrade = z.infer<typeof RuleGrade>

/** A grade by a classifier, calibrated, with its conformal set (levels not excluded at the stated coverage). */
export const ClassifierGrade = z.object({
  by: z.literal('classifier'),
  ...graded,
  probability: Probability,
  distribution: z.array(Probability).readonly(),
  conformalSet: z.object({ coverage: Probability, levels: z.array(z.int().nonnegative()).readonly() }).nullable()
})
export type ClassifierGrade = z.infer<typeof ClassifierGrade>

export const Grade = z.discriminatedUnion('by', [RuleGrade, ClassifierGrade])
export type Grade = z.infer<typeof Grade>

/** ODIR's conditions in the order of its letters N, D, G, C, A, H, M, O. */
export const OdirCondition = z.enum([
  'normal',
  'diabeticRetinopathy',
  'glaucoma',
  'cataract',
  'ageRelatedMacularDegeneration',
  'hypertensiveRetinopathy',
  'pathologicalMyopia',
  'other'
])
export type OdirCondition = z.infer<typeof OdirCondition>

/** A disease other than diabetic retinopathy that the classifier looked for; high myopia includes the pathological. */
export const ConditionProbability = z.object({
  condition: z.enum([...OdirCondition.options, 'highMyopia']),
  probability: Probability,
  /** Whether the probability passes the pack's operating point. */
  suspected: z.boolean()
})
export type ConditionProbability = z.infer<typeof ConditionProbability>

/** The grade by a given author on a scale, if there is one. */
export const gradeBy = <By extends Grade['by']>(
  grades: readonly Grade[],
  scale: GradeScale,
  by: By
): Extract<Grade, { by: By }> | undefined =>
  grades.find((grade): grade is Extract<Grade, { by: By }> => grade.scale === scale && grade.by === by)
