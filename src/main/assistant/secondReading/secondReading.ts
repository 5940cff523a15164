import { z } from 'zod'
import { EvidenceId } from '#shared/domain/evidence.ts'
import type { SecondReader } from '../../inference/secondReader/port.ts'
import { englishLexicon } from '../english/lexicon/index.ts'
import { collectEvidence } from '../evidence/collect.ts'
import type { EvidenceSession } from '../evidence/reading.ts'
import { tagger } from '../question/tag.ts'
import { disagreementsIn } from './disagreements.ts'

/** What stands over a second reader's words wherever they are shown. */
export const SECOND_READING_LABEL = 'Model’s own reading, not measured'

/** What a vision-language model says of a photograph, and where the analysis says something else. */
export const SecondReading = z.object({
  label: z.literal(SECOND_READING_LABEL),
  model: z.string(),
  sentences: z.array(
    z.object({
      text: z.string(),
      disagreements: z.array(
        z.object({
          about: z.enum(['lesion', 'grade', 'eye']),
          id: EvidenceId,
          subject: z.string(),
          analysis: z.string()
        })
      )
    })
  )
})
export type SecondReading = z.infer<typeof SecondReading>

const PROMPT =
  'This is a colour fundus photograph. Describe it in short plain sentences for an ophthalmologist: optic disc, macula, vessels, ' +
  'which lesions are present and which are absent, and the level of diabetic retinopathy. Do not give figures.'
const MOST_TOKENS = 400

const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[.!?])\s+|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')

type Photograph = { readonly jpeg: Uint8Array; readonly session: EvidenceSession }

/**
 * Lets a second reader look at a session's first photograph, and holds what it says against the evidence. Its words become no
 * evidence themselves.
 * @throws as the reader does.
 */
export async function readAgain(
  reader: SecondReader,
  { jpeg, session }: Photograph,
  signal: AbortSignal
): Promise<SecondReading> {
  const text = await reader.read(
    { jpeg, prompt: PROMPT, maxTokens: MOST_TOKENS, seed: 1 },
    { signal, onText: () => undefined }
  )
  const book = collectEvidence({ current: session, earlier: [], scope: { imageId: null, region: null } })
  const [reading] = book.readings
  const tag = tagger(englishLexicon)
  return {
    label: SECOND_READING_LABEL,
    model: reader.name,
    sentences: sentencesOf(text).map((sentence) => ({
      text: sentence,
      disagreements: (reading ? disagreementsIn(sentence, reading, tag) : []).map(({ about, evidence }) => ({
        about,
        id: evidence.id,
        subject: evidence.subject,
        analysis: evidence.text
      }))
    }))
  }
}
