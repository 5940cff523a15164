import type { SessionDetail } from '#shared/contract/views.ts'
import { type QuestionTurn, type SecondReadingTurn, isQuestion, stateOf } from '#shared/domain/conversation.ts'
import type { ReviewStatus } from '#shared/domain/finding.ts'
import type { FindingId } from '#shared/domain/ids.ts'
import type { CitedEvidence, Extract } from '../reportModel.ts'
import { paragraphsOf } from '../texts/cleanText.ts'
import type { ReportTexts } from '../texts/english.ts'
import {
  type Numbering,
  aboutWords,
  citedBy,
  numbering,
  paragraphsOfAnswer,
  standingOf,
  statusesOf
} from './citedAnswer.ts'
import { comparisonRemarks, paragraphsOfReading } from './secondReading.ts'

type Setting = {
  readonly detail: SessionDetail
  readonly texts: ReportTexts
  readonly statuses: ReadonlyMap<FindingId, ReviewStatus>
  readonly numbers: Numbering
}

function answerExtract(turn: QuestionTurn, { detail, texts, statuses, numbers }: Setting): Extract {
  const about = aboutWords(turn.scope.imageId, detail, texts)
  const head = { kind: 'question', heading: paragraphsOf(turn.question).join(' '), about } as const
  const standing = standingOf(citedBy(turn), statuses)
  if (standing.has('rejected')) return { ...head, paragraphs: [], remarks: [texts.answerRejected] }
  return {
    ...head,
    paragraphs: paragraphsOfAnswer(turn.answer.segments, numbers),
    remarks: [
      ...(turn.answer.state === 'stopped' ? [texts.answerStopped] : []),
      ...(standing.has('unknown') ? [texts.answerOutdated] : []),
      ...(standing.has('proposed') && !detail.report.includeProposed ? [texts.answerUnconfirmed] : [])
    ]
  }
}

function readingExtract(turn: SecondReadingTurn, setting: Setting): Extract {
  const { detail, texts, statuses } = setting
  const against = turn.reading.sentences.flatMap(({ disagreements }) => disagreements.map(({ evidence }) => evidence))
  const standing = standingOf(against, statuses)
  return {
    kind: 'secondReading',
    heading: texts.secondReading,
    about: aboutWords(turn.imageId, detail, texts),
    paragraphs: paragraphsOfReading(turn, setting),
    remarks: [
      ...(turn.reading.state === 'stopped' ? [texts.readingStopped] : []),
      ...comparisonRemarks(turn, detail, texts),
      ...(standing.has('proposed') && !detail.report.includeProposed ? [texts.readingUnconfirmed] : [])
    ]
  }
}

/**
 * The answers and second readings that the clinician picked, with their citations resolved to values and numbered through the report.
 * An answer that cites a finding which was rejected afterwards is left out in words; a second reading keeps its label.
 */
export function extractsOf(
  detail: SessionDetail,
  texts: ReportTexts
): { extracts: readonly Extract[]; evidence: readonly CitedEvidence[] } {
  const setting = { detail, texts, statuses: statusesOf(detail), numbers: numbering(texts) }
  const picked = detail.turns.filter(
    (turn) => turn.picked && (stateOf(turn) === 'complete' || stateOf(turn) === 'stopped')
  )
  const extracts = picked.map((turn) =>
    isQuestion(turn) ? answerExtract(turn, setting) : readingExtract(turn, setting)
  )
  return { extracts, evidence: setting.numbers.list() }
}
