import type { SessionDetail } from '#shared/contract/views.ts'
import type { QuestionTurn, Segment } from '#shared/domain/conversation.ts'
import type { Evidence } from '#shared/domain/evidence.ts'
import type { ReviewStatus } from '#shared/domain/finding.ts'
import type { FindingId, ImageId } from '#shared/domain/ids.ts'
import { eyeOf } from '#shared/domain/image.ts'
import type { AnswerParagraph, AnswerPiece, CitedEvidence } from '../reportModel.ts'
import { cleanLine } from '../texts/cleanText.ts'
import type { ReportTexts } from '../texts/english.ts'

/** Numbers the evidence of a whole document: within an answer E1 is only that answer's own first item. */
export type Numbering = { readonly idOf: (evidence: Evidence) => string; readonly list: () => readonly CitedEvidence[] }

/** Starts a list of evidence that is numbered as it is cited. */
export function numbering(texts: ReportTexts): Numbering {
  const cited = new Map<string, CitedEvidence>()
  return {
    idOf: (evidence) => {
      const key = JSON.stringify([evidence.eye, evidence.subject, evidence.text, evidence.source, evidence.target])
      const known = cited.get(key)
      if (known) return known.id
      const id = `E${cited.size + 1}`
      const subject = evidence.eye === null ? evidence.subject : `${evidence.eye}, ${evidence.subject}`
      cited.set(key, { id, text: cleanLine(texts.evidenceLine(subject, evidence.text, evidence.source)) })
      return id
    },
    list: () => [...cited.values()]
  }
}

function pieceOf(segment: Segment, { idOf }: Numbering): AnswerPiece | null {
  switch (segment.kind) {
    case 'text':
      return { text: segment.text, cites: '' }
    case 'citation':
      return { text: segment.evidence.text, cites: idOf(segment.evidence) }
    case 'break':
    case 'note':
      return null
  }
}

/** An answer's paragraphs and notes, each citation with its number; empty ones are left out. */
export function paragraphsOfAnswer(segments: readonly Segment[], numbers: Numbering): AnswerParagraph[] {
  const paragraphs: { kind: 'text' | 'note'; pieces: AnswerPiece[] }[] = [{ kind: 'text', pieces: [] }]
  for (const segment of segments) {
    const piece = pieceOf(segment, numbers)
    if (piece !== null) paragraphs.at(-1)?.pieces.push(piece)
    else {
      if (segment.kind === 'note') paragraphs.push({ kind: 'note', pieces: [{ text: segment.text, cites: '' }] })
      paragraphs.push({ kind: 'text', pieces: [] })
    }
  }
  return paragraphs.filter(({ pieces }) => pieces.some((piece) => piece.text.trim() !== ''))
}

export type Standing = ReviewStatus | 'unknown'

/** What the reader has made of each finding of a session. */
export const statusesOf = ({ images }: SessionDetail): ReadonlyMap<FindingId, ReviewStatus> =>
  new Map(images.flatMap(({ findings }) => findings.map((finding) => [finding.id, finding.status] as const)))

/** What has become of the findings behind some evidence. */
export const standingOf = (
  evidence: readonly Evidence[],
  statuses: ReadonlyMap<FindingId, ReviewStatus>
): ReadonlySet<Standing> =>
  new Set(evidence.flatMap(({ target }) => target?.findings ?? []).map((id) => statuses.get(id) ?? 'unknown'))

/** The evidence that an answer cites. */
export const citedBy = ({ answer }: QuestionTurn): Evidence[] =>
  answer.segments.flatMap((segment) => (segment.kind === 'citation' ? [segment.evidence] : []))

/** Which eye a question was about; empty where it was about the whole session. */
export function aboutWords(imageId: ImageId | null, detail: SessionDetail, texts: ReportTexts): string {
  const image = detail.images.find((entry) => entry.image.id === imageId)?.image
  const eye = image === undefined ? undefined : eyeOf(image)
  return eye === undefined ? '' : texts.about(texts.eyeNames[eye])
}
