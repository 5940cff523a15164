import { type Analysis, assertsGrades } from '#shared/domain/analysis.ts'
import type { ReviewedFinding } from '#shared/domain/finding.ts'
import { gradeBy, type ClassifierGrade, type Grade, type RuleGrade } from '#shared/domain/grade.ts'
import type { QualityAssessment } from '#shared/domain/quality.ts'
import type { GradeStanding } from '../reportModel.ts'
import { percent } from '../texts/figures.ts'
import type { ReportTexts } from '../texts/english.ts'

/** What a photograph is graded by: its analysis, the grades as the review stands, and the reviewed findings. */
export type GradingBasis = {
  readonly analysis: Analysis
  readonly grades: readonly Grade[]
  readonly findings: readonly ReviewedFinding[]
}

/** "usable: hazy, unevenly lit". */
export function qualityWords(quality: QualityAssessment | null, texts: ReportTexts): string {
  if (quality === null) return texts.qualityNotAssessed
  const reasons = quality.reasons.map((reason) => texts.qualityReasons[reason])
  const level = texts.quality[quality.level]
  return reasons.length === 0 ? level : `${level}: ${reasons.join(', ')}`
}

const scaleOf = (grade: Grade, texts: ReportTexts): string => `${texts.scales[grade.scale]} ${grade.level}`

const named = (grade: Grade, texts: ReportTexts): string => `${grade.label} (${scaleOf(grade, texts)})`

function ruleLines(rule: RuleGrade, findings: readonly ReviewedFinding[], texts: ReportTexts): string[] {
  const signs = (met: 'yes' | 'notAssessed'): string[] =>
    rule.criteria.filter((criterion) => criterion.met === met).map((criterion) => criterion.text)
  const open = signs('notAssessed')
  // Criteria come from the highest level down: the first one met decides.
  const decisive = signs('yes').slice(0, 1)
  const basis = new Set<string>(rule.criteria.flatMap((criterion) => criterion.findings))
  const behind = findings.filter((finding) => basis.has(finding.id))
  const confirmed = behind.filter((finding) => finding.status === 'confirmed').length
  return [
    texts.byRule(decisive),
    ...(open.length > 0 ? [texts.signsNotAssessed(open)] : []),
    ...(behind.length > 0 ? [texts.basisConfirmed(confirmed, behind.length)] : [])
  ]
}

function classifierLine(grade: ClassifierGrade, rule: RuleGrade | undefined, texts: ReportTexts): string {
  const probability = percent(grade.probability, texts.language)
  const set = grade.conformalSet
  const others = set?.levels.filter((level) => level !== grade.level) ?? []
  const names = others.map((level) => texts.icdrLevels[level] ?? texts.level(level))
  const open = set === null || names.length === 0 ? '' : texts.notExcluded(names, percent(set.coverage, texts.language))
  return rule?.level === grade.level
    ? texts.classifierAgrees(probability, open)
    : texts.byClassifier(named(grade, texts), probability, open)
}

/** The retinopathy level by rule and by the classifier. */
function opinions({ analysis, grades }: GradingBasis) {
  // Where lesions were not looked for, their absence grades nothing.
  const blind = analysis.missing.some(({ stage }) => stage === 'lesions')
  return {
    rule: blind ? undefined : gradeBy(grades, 'icdr', 'rule'),
    classifier: gradeBy(grades, 'icdr', 'classifier')
  }
}

type Opinions = ReturnType<typeof opinions>

function graded(basis: GradingBasis, quality: string, texts: ReportTexts): GradeStanding {
  const { rule, classifier } = opinions(basis)
  const headed = rule ?? classifier
  if (headed === undefined) {
    const lines = [texts.notGraded]
    return { kind: 'notGraded', headline: texts.gradeWithheld, scale: '', quality, lines, warnings: [] }
  }
  return {
    kind: 'graded',
    headline: headed.label,
    scale: scaleOf(headed, texts),
    quality,
    lines: [
      ...(rule === undefined ? [] : ruleLines(rule, basis.findings, texts)),
      ...(classifier === undefined ? [] : [classifierLine(classifier, rule, texts)])
    ],
    warnings: disagreement({ rule, classifier }, texts)
  }
}

function disagreement({ rule, classifier }: Opinions, texts: ReportTexts): string[] {
  if (rule === undefined || classifier === undefined || rule.level === classifier.level) return []
  return [texts.disagree(named(rule, texts), named(classifier, texts))]
}

/** A photograph unlike those that the models learned from: what rule and classifier came to, and no grade. */
function unasserted(basis: GradingBasis, quality: string, texts: ReportTexts): GradeStanding {
  const { rule, classifier } = opinions(basis)
  return {
    kind: 'notGraded',
    headline: texts.gradeWithheld,
    scale: '',
    quality,
    lines: [
      ...(rule === undefined ? [] : [texts.byRuleUnasserted(named(rule, texts))]),
      ...(classifier === undefined ? [] : [classifierLine(classifier, undefined, texts)])
    ],
    warnings: [texts.unlikeNoGrade, ...disagreement({ rule, classifier }, texts)]
  }
}

/** The grade of an analysed photograph, never without the quality that it rests on. */
export function gradeStanding(basis: GradingBasis, texts: ReportTexts): GradeStanding {
  const { analysis } = basis
  const quality = qualityWords(analysis.quality, texts)
  const none = { scale: '', quality, lines: [] } as const
  if (!analysis.gate.fundus) {
    const reasons = analysis.gate.reasons.map((reason) => texts.gateReasons[reason])
    return { ...none, kind: 'notGraded', headline: texts.notAFundus, warnings: [texts.notAFundusBecause(reasons)] }
  }
  if (analysis.quality === null) {
    return { ...none, kind: 'notGraded', headline: texts.gradeWithheld, warnings: [texts.noQualityNoGrade] }
  }
  if (analysis.quality.level === 'reject') {
    return { ...none, kind: 'ungradable', headline: texts.ungradable, warnings: [texts.ungradableWhy] }
  }
  return assertsGrades(analysis) ? graded(basis, quality, texts) : unasserted(basis, quality, texts)
}

/** The standing of a photograph without an analysis: not graded, with the reason. */
export const notAnalysed = (why: string, texts: ReportTexts): GradeStanding => ({
  kind: 'notGraded',
  headline: texts.notAnalysed,
  scale: '',
  quality: texts.qualityNotAssessed,
  lines: [],
  warnings: [why]
})
