import { z } from 'zod'
import { AnswerState } from './answerState.ts'
import { Evidence } from './evidence.ts'
import { ImageBox } from './geometry.ts'
import { ImageId, SessionId, TurnId } from './ids.ts'
import { SecondReading } from './secondReading.ts'
import { UtcMs } from './units.ts'

/** A stretch of an answer: words of the generator, or a citation whose text the app inserted. */
export const Segment = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('citation'), evidence: Evidence }),
  /** Starts a new paragraph. */
  z.object({ kind: z.literal('break') }),
  /** A remark set apart, such as a disagreement of rule and classifier. */
  z.object({ kind: z.literal('note'), text: z.string() })
])
export type Segment = z.infer<typeof Segment>

/** Who phrased an answer. */
export const Generator = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('composer'), version: z.string() }),
  z.object({ kind: z.literal('model'), id: z.string(), version: z.string(), provider: z.string() })
])
export type Generator = z.infer<typeof Generator>

export const Answer = z.object({
  state: AnswerState,
  segments: z.array(Segment).readonly(),
  generator: Generator.nullable(),
  /** Sentences of the model that failed the claim check and were replaced by the composer's. */
  replaced: z.int().nonnegative(),
  /** Error code of a failed answer. */
  failure: z.string().nullable()
})
export type Answer = z.infer<typeof Answer>

/** What a question is about; null means the whole session. */
export const QuestionScope = z.object({ imageId: ImageId.nullable(), region: ImageBox.nullable() })
export type QuestionScope = z.infer<typeof QuestionScope>

const TurnHead = z.object({
  id: TurnId,
  sessionId: SessionId,
  askedAt: UtcMs,
  /** Chosen by the clinician for the report. */
  picked: z.boolean()
})

/** A question and its answer. */
export const QuestionTurn = TurnHead.extend({
  kind: z.literal('question'),
  question: z.string().min(1).max(2000),
  scope: QuestionScope,
  answer: Answer
})
export type QuestionTurn = z.infer<typeof QuestionTurn>

/** What a second reader said of a photograph when it was asked to. No question is answered in the light of it. */
export const SecondReadingTurn = TurnHead.extend({
  kind: z.literal('secondReading'),
  imageId: ImageId,
  reading: SecondReading
})
export type SecondReadingTurn = z.infer<typeof SecondReadingTurn>

export const Turn = z.discriminatedUnion('kind', [QuestionTurn, SecondReadingTurn])
export type Turn = z.infer<typeof Turn>

export const isQuestion = (turn: Turn): turn is QuestionTurn => turn.kind === 'question'

/** How far the answer or the reading of a turn has come. */
export const stateOf = (turn: Turn): AnswerState => (isQuestion(turn) ? turn.answer.state : turn.reading.state)

/** What a conversation can be exported as. */
export const TranscriptFormat = z.enum(['markdown', 'text'])
export type TranscriptFormat = z.infer<typeof TranscriptFormat>

/** The answer as plain text, as it is copied or read aloud. */
export function plainText(segments: readonly Segment[]): string {
  return segments
    .map((segment) => {
      switch (segment.kind) {
        case 'text':
          return segment.text
        case 'citation':
          return segment.evidence.text
        case 'break':
          return '\n\n'
        case 'note':
          return `\n\n${segment.text}`
      }
    })
    .join('')
    .trim()
}
