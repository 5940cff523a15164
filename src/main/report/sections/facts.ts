import type { ImageDetail } from '#shared/contract/views.ts'
import { type Analysis, assertsGrades } from '#shared/domain/analysis.ts'
import type { Grade } from '#shared/domain/grade.ts'
import { eyeOf } from '#shared/domain/image.ts'
import { isActive } from '#shared/domain/job.ts'
import type { Fact, GradeStanding } from '../reportModel.ts'
import { percent } from '../texts/figures.ts'
import type { ReportTexts } from '../texts/english.ts'
import type { GradingBasis } from './grade.ts'
import { measuredWords } from './measurementFigures.ts'

const fact = (label: string, text: string): Fact => ({ label, text, source: '', strong: false })

const rulesOf = (grades: readonly Grade[], ...scales: readonly Grade['scale'][]) =>
  grades.filter((grade) => grade.by === 'rule' && scales.includes(grade.scale))

/** Which landmarks were found, how surely, and where the field is cut. */
export function landmarkWords(analysis: Analysis, texts: ReportTexts): string {
  const { disc, cup, fovea } = analysis.landmarks
  const parts = [
    { name: texts.landmarks.disc, found: disc },
    { name: texts.landmarks.cup, found: cup },
    { name: texts.landmarks.fovea, found: fovea }
  ]
  const found = parts.flatMap(({ name, found: shape }) =>
    shape === null ? [] : [texts.withProbability(name, percent(shape.confidence, texts.language))]
  )
  const lost = parts.filter((part) => part.found === null).map((part) => part.name)
  const cut = analysis.field?.cut ?? []
  return [
    ...(found.length > 0 ? [texts.landmarksFound(found)] : []),
    ...(lost.length > 0 ? [texts.landmarksMissing(lost)] : []),
    ...(cut.length > 0 ? [texts.fieldCut(cut.map((side) => texts.sides[side]))] : [])
  ].join('. ')
}

function discFact(analysis: Analysis, texts: ReportTexts): Fact[] {
  const ratio = analysis.measurements.find((m) => m.name === 'cupToDiscRatioVertical')
  if (ratio === undefined) return []
  const words = measuredWords(ratio, texts)
  return [fact(texts.labels.disc, `${texts.labels.verticalCdr} ${words}`)]
}

function conditionFact(analysis: Analysis, texts: ReportTexts): Fact {
  const asked = analysis.conditions.filter(
    ({ condition }) => condition !== 'normal' && condition !== 'diabeticRetinopathy' && condition !== 'other'
  )
  if (asked.length === 0) return fact(texts.labels.alsoAssessed, texts.conditionsNotAssessed)
  const suspected = asked
    .filter((item) => item.suspected)
    .map((item) => texts.withProbability(texts.conditions[item.condition], percent(item.probability, texts.language)))
  const clear = asked.filter((item) => !item.suspected).map((item) => texts.conditions[item.condition])
  const gradable = analysis.quality !== null && analysis.quality.level !== 'reject' && assertsGrades(analysis)
  const words = [
    ...(suspected.length > 0 ? [texts.suspected(suspected)] : []),
    ...(clear.length > 0 && gradable ? [texts.noSignOf(clear)] : [])
  ]
  return fact(texts.labels.alsoAssessed, words.length > 0 ? words.join('; ') : texts.conditionsNotAssessed)
}

type Step = Pick<Fact, 'text' | 'source'>

/** What to do next: the guidelines' steps where there is a grade, another photograph where there can be none. */
function nextSteps({ grades, analysis }: GradingBasis, kind: GradeStanding['kind'], texts: ReportTexts): Step[] {
  const own = (words: string): Step => ({ text: words, source: '' })
  if (kind === 'ungradable' || !analysis.gate.fundus) return [own(texts.photographAgain)]
  if (kind === 'notGraded') return [own(texts.readerDecides)]
  const steps = grades.flatMap((grade) =>
    grade.by === 'rule' && grade.nextStep !== null
      ? [[grade.nextStep, `${texts.scales[grade.scale]} ${grade.guideline.version}`] as const]
      : []
  )
  return steps.length === 0
    ? [own(texts.noStep)]
    : [...new Map(steps)].map(([words, source]) => ({ text: words, source }))
}

/** What stands beside the pictures of an analysed photograph, in the order of reading. */
export function factsOf(basis: GradingBasis, standing: GradeStanding, texts: ReportTexts): Fact[] {
  const { labels } = texts
  const quality = fact(labels.quality, standing.quality)
  const steps = nextSteps(basis, standing.kind, texts).map((step, i): Fact => ({
    ...step,
    label: i === 0 ? labels.nextStep : '',
    strong: true
  }))
  if (!basis.analysis.gate.fundus) return [quality, ...steps]
  const shown = standing.kind === 'graded' ? basis.grades : []
  const dme = rulesOf(shown, 'dmeRisk').map((grade) =>
    fact(labels.oedemaRisk, texts.levelAndLabel(grade.level, grade.label))
  )
  const desp = rulesOf(shown, 'despRetinopathy', 'despMaculopathy').map((grade) => grade.code)
  const referable = rulesOf(shown, 'referable').map((grade) =>
    fact(labels.referable, grade.level > 0 ? texts.yes : texts.no)
  )
  return [
    quality,
    ...dme,
    ...(desp.length > 0 ? [fact(labels.desp, desp.join(' '))] : []),
    ...referable,
    ...discFact(basis.analysis, texts),
    conditionFact(basis.analysis, texts),
    ...steps
  ]
}

/** Remarks on how far the results of a photograph can be trusted. */
export function remarksOn({ image, analysis, job }: ImageDetail, texts: ReportTexts): string[] {
  if (analysis === null) return []
  const filed = eyeOf(image)
  const seen = analysis.landmarks.eye?.eye
  return [
    ...(job !== null && (job.state === 'failed' || job.state === 'cancelled') && job.createdAt > analysis.finishedAt
      ? [texts.analysisOutdated]
      : []),
    ...(analysis.outOfDistribution === true ? [texts.unlikeTraining] : []),
    ...(filed !== undefined && seen !== undefined && filed !== seen
      ? [texts.otherEyeSeen(texts.eyeNames[seen], texts.eyeNames[filed])]
      : []),
    ...analysis.missing.map(({ stage, reason }) =>
      texts.stageMissing(texts.stages[stage], texts.missingReasons.get(reason) ?? reason)
    )
  ]
}

/** Why a photograph has no analysis. */
export function whyNotAnalysed({ job }: Pick<ImageDetail, 'job'>, texts: ReportTexts): string {
  if (job === null) return texts.neverAnalysed
  return isActive(job) ? texts.analysisWaiting : job.state === 'failed' ? texts.analysisFailed : texts.neverAnalysed
}
