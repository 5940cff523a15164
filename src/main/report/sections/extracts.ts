import type { SessionDetail } from '#shared/contract/views.ts'
import type { CitedEvidence, Extract } from '../reportModel.ts'
import { paragraphsOf } from '../texts/cleanText.ts'
import type { ReportTexts } from '../texts/english.ts'
import { aboutWords, citedStanding, numbering, paragraphsOfAnswer, statusesOf } from './citedAnswer.ts'

/**
 * The answers that the clinician picked, with their citations resolved to values and numbered through the report. An
 * answer that cites a finding which was rejected afterwards is left out in words.
 */
export function extractsOf(
  detail: SessionDetail,
  texts: ReportTexts
): { extracts: readonly Extract[]; evidence: readonly CitedEvidence[] } {
  const statuses = statusesOf(detail)
  const numbers = numbering(texts)
  const picked = detail.turns.filter(
    ({ picked: chosen, answer }) => chosen && (answer.state === 'complete' || answer.state === 'stopped')
  )
  const extracts = picked.map((turn): Extract => {
    const head = { question: paragraphsOf(turn.question).join(' '), about: aboutWords(turn, detail, texts) }
    const standing = citedStanding(turn, statuses)
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
  })
  return { extracts, evidence: numbers.list() }
}
