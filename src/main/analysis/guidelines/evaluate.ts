import type { Finding } from '#shared/domain/finding.ts'
import type { CriterionResult, GradeScale, RuleGrade } from '#shared/domain/grade.ts'
import type { LesionType } from '#shared/domain/lesion.ts'
import { Quadrant } from '#shared/domain/place.ts'
import type { Criterion, Guideline, LesionCriterion } from './guideline.ts'

/** What an eye shows, as far as somebody looked for it. */
export type Signs = {
  readonly findings: readonly Finding[]
  /** Lesions that a model or the clinician looked for; the others are never taken as absent. */
  readonly assessed: ReadonlySet<LesionType>
  readonly grades: Readonly<Partial<Record<GradeScale, number>>>
}

/** Grades an eye by a guideline: the highest level of which one criterion is met. */
export function gradeByGuideline(guideline: Guideline, signs: Signs): RuleGrade {
  const levels = guideline.levels.map((level) => ({
    ...level,
    criteria: level.anyOf.map((criterion) => evaluate(criterion, signs))
  }))
  const reached = levels.findLast((level) => level.criteria.some((criterion) => criterion.met === 'yes')) ?? levels[0]
  if (!reached) throw new RangeError('A guideline has at least two levels')
  return {
    by: 'rule',
    scale: guideline.scale,
    level: reached.level,
    code: reached.code,
    label: reached.label,
    guideline: { id: guideline.id, version: guideline.version, citation: guideline.citation },
    criteria: levels.toReversed().flatMap((level) => level.criteria),
    nextStep: reached.nextStep
  }
}

function evaluate(criterion: Criterion, signs: Signs): CriterionResult {
  const { id, text } = criterion
  switch (criterion.sign) {
    case 'external':
      return { id, text, met: 'notAssessed', findings: [] }
    case 'grade': {
      const level = signs.grades[criterion.scale]
      const met = level === undefined ? 'notAssessed' : level >= criterion.atLeast ? 'yes' : 'no'
      return { id, text, met, findings: [] }
    }
    case 'lesions':
      return { id, text, ...evaluateLesions(criterion, signs) }
  }
}

type Verdict = Pick<CriterionResult, 'met' | 'findings'>

function evaluateLesions(criterion: LesionCriterion, { findings, assessed }: Signs): Verdict {
  const wanted = new Set<LesionType>(criterion.lesions)
  const candidates = findings.filter((finding) => wanted.has(finding.lesion))
  const near = candidates.filter((finding) => isNear(finding, criterion.withinFovea))
  const counted = criterion.inQuadrants === undefined ? near : inRichQuadrants(near, criterion)
  const enough = criterion.inQuadrants === undefined ? near.length >= criterion.atLeast : counted.length > 0
  if (enough) return { met: 'yes', findings: counted.map((finding) => finding.id) }
  const looked = criterion.lesions.every((lesion) => assessed.has(lesion))
  return { met: looked && !placesMissing(candidates, criterion) ? 'no' : 'notAssessed', findings: [] }
}

const isNear = (finding: Finding, within: number | undefined): boolean =>
  within === undefined || (finding.place.foveaDistance !== null && finding.place.foveaDistance <= within)

/** The findings of the quadrants that hold enough, if there are enough such quadrants. */
function inRichQuadrants(findings: readonly Finding[], { atLeast, inQuadrants = 1 }: LesionCriterion): Finding[] {
  const rich = Quadrant.options
    .map((quadrant) => findings.filter((finding) => finding.place.quadrant === quadrant))
    .filter((inside) => inside.length >= atLeast)
  return rich.length >= inQuadrants ? rich.flat() : []
}

/** Whether lesions of unknown place could still meet the criterion. */
function placesMissing(candidates: readonly Finding[], criterion: LesionCriterion): boolean {
  if (criterion.withinFovea !== undefined) {
    return candidates.some((finding) => finding.place.foveaDistance === null)
  }
  if (criterion.inQuadrants === undefined) return false
  const unplaced = candidates.some((finding) => finding.place.quadrant === null)
  return unplaced && candidates.length >= criterion.atLeast * criterion.inQuadrants
}
