import type { Analysis } from '#shared/domain/analysis.ts'
import type { Finding } from '#shared/domain/finding.ts'
import type { GradeScale, RuleGrade } from '#shared/domain/grade.ts'
import { type LesionType, SegmentedLesion } from '#shared/domain/lesion.ts'
import { type Signs, gradeByGuideline } from './evaluate.ts'
import type { Guidelines } from './load.ts'

/** Scales that rest on others come after them. */
const ORDER: readonly GradeScale[] = ['icdr', 'dmeRisk', 'referable', 'despRetinopathy', 'despMaculopathy']

/** Grades an eye on every scale by rule. `lesionsSought`: whether the lesion segmenter looked at the photograph. */
export function gradeByRules(
  guidelines: Guidelines,
  eye: { readonly findings: readonly Finding[]; readonly lesionsSought: boolean }
): RuleGrade[] {
  const assessed = new Set<LesionType>(eye.lesionsSought ? SegmentedLesion.options : [])
  const graded: RuleGrade[] = []
  const reached: Partial<Record<GradeScale, number>> = {}
  for (const scale of ORDER) {
    const guideline = guidelines.get(scale)
    if (!guideline) continue
    const signs: Signs = { findings: eye.findings, assessed, grades: reached }
    const grade = gradeByGuideline(guideline, signs)
    reached[scale] = grade.level
    graded.push(grade)
  }
  return graded
}

/** Whether a photograph may be graded at all: a fundus of at least usable quality in which lesions were looked for. */
export const isGradable = (analysis: Pick<Analysis, 'gate' | 'quality' | 'missing'>): boolean =>
  analysis.gate.fundus &&
  analysis.quality !== null &&
  analysis.quality.level !== 'reject' &&
  !analysis.missing.some(({ stage }) => stage === 'lesions')
