import type { SessionDetail } from '#shared/contract/views.ts'
import type { SecondReadingTurn } from '#shared/domain/conversation.ts'
import type { ReviewStatus } from '#shared/domain/finding.ts'
import type { FindingId } from '#shared/domain/ids.ts'
import type { Disagreement } from '#shared/domain/secondReading.ts'
import type { AnswerParagraph } from '../reportModel.ts'
import { cleanLine } from '../texts/cleanText.ts'
import type { ReportTexts } from '../texts/english.ts'
import { type Numbering, standingOf } from './citedAnswer.ts'

type Statuses = ReadonlyMap<FindingId, ReviewStatus>

function noteOf({ evidence }: Disagreement, { statuses, numbers, texts }: Setting): AnswerParagraph {
  if (standingOf([evidence], statuses).has('rejected'))
    return { kind: 'note', pieces: [{ text: texts.disagreementRejected, cites: '' }] }
  const says = { text: texts.analysisSays, cites: '' }
  return { kind: 'note', pieces: [says, { text: evidence.text, cites: numbers.idOf(evidence) }] }
}

type Setting = { readonly statuses: Statuses; readonly numbers: Numbering; readonly texts: ReportTexts }

/** A second reader's sentences, each followed by what the analysis says otherwise; a finding that was rejected since is not told. */
export const paragraphsOfReading = ({ reading }: SecondReadingTurn, setting: Setting): AnswerParagraph[] =>
  reading.sentences.flatMap(({ text, disagreements }): AnswerParagraph[] => [
    { kind: 'text', pieces: [{ text: cleanLine(text), cites: '' }] },
    ...disagreements.map((disagreement) => noteOf(disagreement, setting))
  ])

/** How far the sentences were compared with the analysis, and with which. */
export function comparisonRemarks(
  { imageId, reading: { against } }: SecondReadingTurn,
  { images }: Pick<SessionDetail, 'images'>,
  texts: ReportTexts
): string[] {
  if (against === null) return [texts.readingNotCompared]
  const now = images.find(({ image }) => image.id === imageId)?.analysis?.id
  return [texts.readingCompared, ...(now === against ? [] : [texts.readingOutdated])]
}
