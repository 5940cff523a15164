import type { Analysis } from '#shared/domain/analysis.ts'
import type { QuestionScope } from '#shared/domain/conversation.ts'
import type { ReviewedFinding } from '#shared/domain/finding.ts'
import { imageBox } from '#shared/domain/geometry.ts'
import type { Grade } from '#shared/domain/grade.ts'
import { CalendarDay, probability } from '#shared/domain/units.ts'
import type { Guidelines } from '#main/analysis/guidelines/load.ts'
import type { EvidenceSession } from '#main/assistant/evidence/reading.ts'
import { Intent } from '#main/assistant/question/intent.ts'
import { type Dice, diceOf } from '#main/evaluation/honesty/dice.ts'
import { HonestyKind } from '#main/evaluation/honesty/kind.ts'
import { wordsOf } from '#main/evaluation/honesty/phrases.ts'
import { gradesOf, sessionFor } from '#main/evaluation/honesty/session.ts'
import { questionsFor } from '#main/evaluation/honesty/trials.ts'
import { drawTruth, type SessionTruth } from '#main/evaluation/honesty/truth.ts'

/** A generated session, an earlier visit of it, and what is asked. */
export type DrawnSession = {
  readonly session: EvidenceSession
  readonly earlier: readonly EvidenceSession[]
  readonly questions: readonly { readonly question: string; readonly scope: QuestionScope }[]
}

/** Questions by intent, as the router learns them. */
export type WrittenQuestions = ReadonlyMap<string, readonly string[]>

export type Drawing = { readonly guidelines: Guidelines; readonly written: WrittenQuestions }

/** Intents whose answers hold sentences that a model may word: all but talk, advice and the book. */
const WORDED = Intent.exclude([
  'explainTerm',
  'urgent',
  'drugAdvice',
  'knowledge',
  'capabilities',
  'smallTalk',
  'unclear'
]).options

/** What honesty's sessions lack: other diseases, reference ranges, stages that did not run, unusual photographs. */
function enriched(analysis: Analysis, dice: Dice): Analysis {
  const suspected = (
    ['ageRelatedMacularDegeneration', 'pathologicalMyopia', 'hypertensiveRetinopathy', 'cataract'] as const
  )
    .filter(() => dice.chance(0.2))
    .map((condition) => ({ condition, suspected: true, probability: probability(dice.int(50, 98) / 100) }))
  return {
    ...analysis,
    conditions: [...analysis.conditions, ...suspected],
    measurements: analysis.measurements.map((one) =>
      one.result.measurable && dice.chance(0.25)
        ? {
            ...one,
            reference: {
              low: 0.9 * one.result.value,
              high: (dice.chance(0.5) ? 1.1 : 0.95) * one.result.value,
              population: 'adults',
              citation: 'the knowledge base'
            }
          }
        : one
    ),
    missing: dice.chance(0.06) ? [{ stage: 'grades', reason: 'model missing' }] : [],
    outOfDistribution: dice.chance(0.06)
  }
}

/** As much of a truth as the assistant may know, with more variety than the honesty suite needs. */
function visitOf(truth: SessionTruth, guidelines: Guidelines, dice: Dice): EvidenceSession {
  const { session, images } = sessionFor(truth, { guidelines, trap: '' })
  return {
    session,
    images: images.map((detail) => ({
      ...detail,
      analysis: detail.analysis && enriched(detail.analysis, dice),
      grades: regraded(detail.grades, dice),
      findings: dice.chance(0.1) ? detail.findings.map(unplaced) : detail.findings
    }))
  }
}

/** Now and then the classifier's grade alone, or with the levels that it cannot tell apart. */
function regraded(grades: readonly Grade[], dice: Dice): readonly Grade[] {
  const withSet = grades.map((grade): Grade => {
    if (grade.by !== 'classifier' || dice.chance(0.6)) return grade
    const levels = [grade.level, grade.level === 0 ? 1 : grade.level - 1]
    return { ...grade, conformalSet: { coverage: probability(0.9), levels } }
  })
  const classified = withSet.filter(({ by }) => by === 'classifier')
  return classified.length > 0 && dice.chance(0.2) ? classified : withSet
}

/** A finding of a photograph in which no fovea was found. */
const unplaced = (finding: ReviewedFinding): ReviewedFinding => ({
  ...finding,
  place: finding.place && { ...finding.place, foveaDistance: null }
})

/** Half a year before the others. */
function earlierVisit(guidelines: Guidelines, dice: Dice): EvidenceSession {
  const { session, images } = visitOf(drawTruth(dice, 'present'), guidelines, dice)
  return { session: { ...session, day: CalendarDay.parse('2026-05-18') }, images }
}

const drawnBox = (dice: Dice) =>
  imageBox({ x: dice.int(150, 1500), y: dice.int(150, 400), width: dice.int(60, 300), height: dice.int(60, 300) })

/** Draws a session and its questions; the same seed draws the same. */
export function drawSession(seed: number, { guidelines, written }: Drawing): DrawnSession {
  const dice = diceOf(seed)
  const kind = HonestyKind.options[dice.int(0, HonestyKind.options.length - 1)] ?? 'present'
  const truth = drawTruth(dice, kind)
  const session = visitOf(truth, guidelines, dice)
  const posed = questionsFor({
    dice,
    words: wordsOf(dice),
    session: truth,
    gradesOf: (eye) => gradesOf(eye, guidelines)
  })
  const more = Array.from({ length: 10 }, () => {
    const intent = WORDED[dice.int(0, WORDED.length - 1)] ?? 'overview'
    const question = dice.shuffled(written.get(intent) ?? [])[0] ?? 'What do you see?'
    return { question, region: intent === 'region' }
  })
  const [first] = session.images
  const imageId = first?.image.id ?? null
  return {
    session,
    earlier: dice.chance(0.6) ? [earlierVisit(guidelines, dice)] : [],
    questions: [...posed.map(({ question }) => ({ question, region: false })), ...more].map(({ question, region }) => ({
      question,
      scope:
        region || dice.chance(0.2)
          ? { imageId, region: region ? drawnBox(dice) : null }
          : { imageId: null, region: null }
    }))
  }
}
