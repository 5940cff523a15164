import { z } from 'zod'
import { plainText } from '#shared/domain/conversation.ts'
import { EvidenceId, EvidenceKind, EvidenceFigure } from '#shared/domain/evidence.ts'
import { Laterality } from '#shared/domain/laterality.ts'
import { Intent } from '../question/intent.ts'
import type { Answered } from './answerQuestion.ts'

/** One turn as programs read it: what was written stands in segments without a citation, what was inserted in those with. */
export const TurnRecord = z.object({
  question: z.string(),
  intent: Intent,
  text: z.string(),
  segments: z.array(z.object({ text: z.string(), citation: EvidenceId.optional() })),
  citations: z.array(
    z.object({
      id: EvidenceId,
      kind: EvidenceKind,
      name: z.string(),
      value: EvidenceFigure.shape.value.nullable(),
      unit: EvidenceFigure.shape.unit.nullable(),
      laterality: Laterality.nullable(),
      region: z.string().nullable()
    })
  ),
  abstained: z.boolean(),
  replacedSentences: z.int().nonnegative(),
  /** Null where nobody got to say anything. */
  model: z.string().nullable(),
  /** From the question to the language model's first text; null where the composer answered alone. */
  firstTokenSeconds: z.number().nonnegative().nullable(),
  seconds: z.number().nonnegative()
})
export type TurnRecord = z.infer<typeof TurnRecord>

type Timing = Pick<TurnRecord, 'firstTokenSeconds' | 'seconds'>

function segmentsOf({ answer }: Answered): TurnRecord['segments'] {
  return answer.segments.map((segment) => {
    switch (segment.kind) {
      case 'text':
      case 'note':
        return { text: segment.text }
      case 'break':
        return { text: '\n\n' }
      case 'citation':
        return { text: segment.evidence.text, citation: segment.evidence.id }
    }
  })
}

function citationsOf({ answer }: Answered): TurnRecord['citations'] {
  const cited = new Map(
    answer.segments.flatMap((segment) =>
      segment.kind === 'citation' ? [[segment.evidence.id, segment.evidence] as const] : []
    )
  )
  return [...cited.values()].map(({ id, kind, subject, figure, eye }) => ({
    id,
    kind,
    name: figure?.name ?? subject,
    value: figure?.value ?? null,
    unit: figure?.unit ?? null,
    laterality: eye,
    region: figure?.region ?? null
  }))
}

/** A turn of a conversation as one record. */
export function turnRecord(question: string, answered: Answered, timing: Timing): TurnRecord {
  const { generator, segments, replaced } = answered.answer
  return {
    question,
    intent: answered.intent,
    text: plainText(segments),
    segments: segmentsOf(answered),
    citations: citationsOf(answered),
    abstained: answered.abstained,
    replacedSentences: replaced,
    model:
      generator === null ? null : generator.kind === 'composer' ? 'composer' : `${generator.id} ${generator.version}`,
    ...timing
  }
}
