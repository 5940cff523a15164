import type { Analysis } from '#shared/domain/analysis.ts'
import type { ReviewedFinding } from '#shared/domain/finding.ts'
import { gradeBy, type ClassifierGrade, type Grade, type RuleGrade } from '#shared/domain/grade.ts'
import type { QualityAssessment } from '#shared/domain/quality.ts'
import type { GradeStanding } from '../reportModel.ts'
import { percent } from '../texts/figures.ts'
import type { ReportTexts } from '../texts/english.ts'

/** What a grade is judged by: an analysis, the grades to report, and the review of its findings. */
export type GradingBasis = {
  readonly analysis: Analysis
  readonly grades: readonly Grade[]
  readonly findings: readonly ReviewedFinding[]
}

/** "usable: haze, uneven light". */
export function qualityWords(quality: QualityAssessment | null, texts: ReportTexts): string {
  if (quality === null) return texts.qualityNotAssessed
  const reasons = quality.reasons.map((reason) => texts.qualityReasons[reason])
  const level = texts.quality[quality.level]
  return reasons.length === 0 ? level : `${level}: ${reasons.join(', ')}`
}

const scaleOf = (grade: Grade, texts: ReportTexts): string => `${texts.scales[grade.scale]} ${grade.level}`

const named = (grade: Grade, texts: ReportTexts): string => `${grade.label} (${scaleOf(grade, texts)})`

/** Ids of the findings that a rule's grade rests on. */
const basisOf = (rule: RuleGrade): ReadonlySet<string> =>
  new Set(rule.criteria.flatMap((criterion) => criterion.findings))

/**
 * Whether the reader's review has taken away what a rule's grade rests on, or added a kind of lesion that it did not
 * know: then the model's grade is no longer one that the report may state.
 */
export function overtakenBy(rule: RuleGrade, findings: readonly ReviewedFinding[]): 'rejected' | 'added' | null {
  const basis = basisOf(rule)
  const rejected = new Set<string>(findings.filter((f) => f.status === 'rejected').map((f) => f.id))
  const emptied = rule.criteria.some(
    (criterion) =>
      criterion.met === 'yes' && criterion.findings.length > 0 && criterion.findings.every((id) => rejected.has(id))
  )
  if (emptied) return 'rejected'
  const known = new Set(findings.filter((f) => basis.has(f.id) && f.status !== 'rejected').map((f) => f.lesion))
  const isNews = (f: ReviewedFinding): boolean =>
    f.origin.by === 'clinician' && f.status === 'confirmed' && !basis.has(f.id) && !known.has(f.lesion)
  return findings.some(isNews) ? 'added' : null
}

/** A level at or above which a photograph is referable (ICDR ≥ 2 or DME risk ≥ 1). */
export function isReferable(grade: Grade): boolean {
  if (grade.scale === 'icdr') return grade.level >= 2
  return grade.scale === 'dmeRisk' && grade.level >= 1
}

function ruleLines(rule: RuleGrade, texts: ReportTexts): string[] {
  const signs = (met: 'yes' | 'notAssessed'): string[] =>
    rule.criteria.filter((criterion) => criterion.met === met).map((criterion) => criterion.text)
  const open = signs('notAssessed')
  // The next step cites the guideline where there is one.
  const source = rule.nextStep === null ? rule.guideline.citation : ''
  return [texts.byRule(signs('yes'), source), ...(open.length > 0 ? [texts.signsNotAssessed(open)] : [])]
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

function reviewLines(basis: GradingBasis, rule: RuleGrade, texts: ReportTexts): string[] {
  const known = basisOf(rule)
  const behind = basis.findings.filter((f) => known.has(f.id))
  const confirmed = behind.filter((f) => f.status === 'confirmed').length
  const rejected = basis.findings.filter((f) => f.origin.by === 'model' && f.status === 'rejected').length
  const added = basis.findings.filter(
    (f) => f.origin.by === 'clinician' && f.status !== 'rejected' && !known.has(f.id)
  ).length
  return [
    ...(behind.length > 0 ? [texts.basisConfirmed(confirmed, behind.length)] : []),
    ...(rejected + added > 0 ? [texts.reviewedSince(rejected, added)] : [])
  ]
}

function graded(basis: GradingBasis, quality: string, texts: ReportTexts): GradeStanding {
  // Where lesions were not looked for, their absence grades nothing.
  const blind = basis.analysis.missing.some(({ stage }) => stage === 'lesions')
  const rule = blind ? undefined : gradeBy(basis.grades, 'icdr', 'rule')
  const classifier = gradeBy(basis.grades, 'icdr', 'classifier')
  const headed = rule ?? classifier
  if (headed === undefined) {
    return {
      kind: 'notGraded',
      headline: texts.gradeWithheld,
      scale: '',
      quality,
      lines: [texts.notGraded],
      warnings: []
    }
  }
  const overtaken = rule === undefined ? null : overtakenBy(rule, basis.findings)
  const stated = overtaken === null ? rule : undefined
  const classified = classifier === undefined ? [] : [classifierLine(classifier, stated, texts)]
  if (rule !== undefined && overtaken !== null) {
    const why =
      overtaken === 'rejected' ? texts.basisRejected(named(rule, texts)) : texts.basisAdded(named(rule, texts))
    return {
      kind: 'readerGrades',
      headline: texts.readerGrades,
      scale: '',
      quality,
      lines: classified,
      warnings: [why]
    }
  }
  const disagree =
    rule !== undefined && classifier !== undefined && rule.level !== classifier.level
      ? [texts.disagree(named(rule, texts), named(classifier, texts))]
      : []
  return {
    kind: 'graded',
    headline: headed.label,
    scale: scaleOf(headed, texts),
    quality,
    lines: [
      ...(rule === undefined ? [] : [...ruleLines(rule, texts), ...reviewLines(basis, rule, texts)]),
      ...classified
    ],
    warnings: disagree
  }
}

function ungradable(basis: GradingBasis, quality: string, texts: ReportTexts): GradeStanding {
  const seen = basis.grades.filter(
    (grade) =>
      grade.by === 'rule' && grade.scale === 'icdr' && isReferable(grade) && overtakenBy(grade, basis.findings) === null
  )
  return {
    kind: 'ungradable',
    headline: texts.ungradable,
    scale: '',
    quality,
    lines: seen.map((grade) => texts.seenNevertheless(named(grade, texts))),
    warnings: [texts.ungradableWhy]
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
  return analysis.quality.level === 'reject' ? ungradable(basis, quality, texts) : graded(basis, quality, texts)
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
