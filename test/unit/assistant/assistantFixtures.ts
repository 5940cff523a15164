import type { ImageDetail } from '#shared/contract/views.ts'
import type { Analysis } from '#shared/domain/analysis.ts'
import { plainText, type QuestionScope, type Segment } from '#shared/domain/conversation.ts'
import { type Review, reviewed } from '#shared/domain/finding.ts'
import type { ClassifierGrade } from '#shared/domain/grade.ts'
import type { Laterality } from '#shared/domain/laterality.ts'
import { CalendarDay, probability } from '#shared/domain/units.ts'
import { createAssistant } from '#main/assistant/answer/assistant.ts'
import { type AnswerOptions, answerQuestion, type Question } from '#main/assistant/answer/answerQuestion.ts'
import type { EvidenceSession } from '#main/assistant/evidence/reading.ts'
import { loadKnowledge } from '#main/assistant/knowledge/load.ts'
import { anAnalysis } from '#test/fixtures/analysis.ts'
import { analysisId, imageId, sessionId } from '#test/fixtures/ids.ts'
import { anImage, anImageDetail } from '#test/fixtures/session.ts'

export const knowledge = await loadKnowledge('resources/knowledge')
const assistant = createAssistant({ knowledge })

export const everything: QuestionScope = { imageId: null, region: null }

/** A photograph of an eye with an analysis; findings may carry verdicts. */
export function aPhotograph(
  n: number,
  eye: Laterality | null,
  changes: Partial<Analysis> & { readonly reviews?: readonly Review[] } = {}
): ImageDetail {
  const { reviews = [], ...rest } = changes
  const analysis = anAnalysis({ id: analysisId(n), ...rest })
  return anImageDetail({
    image: anImage({ id: imageId(n), eye: eye === null ? { by: 'nobody' } : { by: 'clinician', eye } }),
    analysis,
    findings: reviewed(analysis.findings, reviews),
    grades: analysis.grades
  })
}

export const aVisit = (images: EvidenceSession['images'], day = '2026-11-20', n = 1): EvidenceSession => ({
  session: { id: sessionId(n), day: CalendarDay.parse(day) },
  images
})

/** A classifier's grade on the ICDR scale. */
export const classified = (level: number, label: string, others: readonly number[] = []): ClassifierGrade => ({
  by: 'classifier',
  scale: 'icdr',
  level,
  code: 'LA',
  label,
  probability: probability(0.87),
  distribution: [0, 1, 2, 3, 4].map((i) => probability(i === level ? 0.87 : 0.03)),
  conformalSet: { coverage: probability(0.9), levels: [level, ...others] }
})

export const ungradable: Partial<Analysis> = {
  quality: { level: 'reject', confidence: probability(0.88), reasons: ['dark', 'haze'], method: 'quality/1' }
}

type Asking = Partial<Omit<Question, 'question'>> & Partial<AnswerOptions>

/** Asks a question of the fixture's session, or another, and answers by the composer unless told otherwise. */
export function ask(question: string, changes: Asking = {}) {
  const { phraser = null, signal = new AbortController().signal, onSegments = () => undefined, ...rest } = changes
  return answerQuestion(
    assistant,
    {
      question,
      scope: rest.scope ?? everything,
      session: rest.session ?? aVisit([anImageDetail()]),
      earlier: rest.earlier ?? [],
      history: rest.history ?? []
    },
    {
      phraser,
      signal,
      onSegments,
      ...(rest.patience ? { patience: rest.patience } : {}),
      ...(rest.seed === undefined ? {} : { seed: rest.seed })
    }
  )
}

/** The answer's plain text. */
export const told = async (question: string, changes: Asking = {}): Promise<string> =>
  plainText((await ask(question, changes)).answer.segments)

/** What the answer itself says, without what the app inserted. */
export const ownWords = (segments: readonly Segment[]): string =>
  segments.map((segment) => (segment.kind === 'text' || segment.kind === 'note' ? segment.text : ' ')).join('')
