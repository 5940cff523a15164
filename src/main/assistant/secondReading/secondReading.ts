import type { ImageId } from '#shared/domain/ids.ts'
import type { ReadSentence } from '#shared/domain/secondReading.ts'
import type { SecondReader } from '../../inference/secondReader/port.ts'
import { englishLexicon } from '../english/lexicon/index.ts'
import { collectEvidence } from '../evidence/collect.ts'
import type { EvidenceSession } from '../evidence/reading.ts'
import { tagger } from '../question/tag.ts'
import { disagreementsIn } from './disagreements.ts'

const PROMPT =
  'This is a colour fundus photograph. Describe it in short plain sentences for an ophthalmologist: optic disc, macula, vessels, ' +
  'which lesions are present and which are absent, and the level of diabetic retinopathy. Do not give figures.'
const MOST_TOKENS = 400

/** Where one sentence ends and the next begins. */
const BOUNDARY = /(?<=[.!?])\s+|\n+/u

/** Turns what a reader has written so far into sentences, each held against the analysis once it is whole. */
type Marking = (text: string, whole: boolean) => ReadSentence[]

function markingOf(session: EvidenceSession, imageId: ImageId): Marking {
  const book = collectEvidence({ current: session, earlier: [], scope: { imageId, region: null } })
  const reading = book.readings.find(({ image }) => image.id === imageId)
  const tag = tagger(englishLexicon)
  const known = new Map<string, ReadSentence>()
  const marked = (text: string): ReadSentence => {
    const sentence = known.get(text) ?? { text, disagreements: reading ? disagreementsIn(text, reading, tag) : [] }
    known.set(text, sentence)
    return sentence
  }
  return (text, whole) => {
    const parts = text.split(BOUNDARY).map((part) => part.trim())
    const unfinished = whole ? '' : (parts.pop() ?? '')
    const settled = parts.filter((part) => part !== '').map(marked)
    return unfinished === '' ? settled : [...settled, { text: unfinished, disagreements: [] }]
  }
}

type Shown = {
  readonly jpeg: Uint8Array
  readonly session: EvidenceSession
  /** The photograph of the session that the JPEG was made from. */
  readonly imageId: ImageId
}

type ReadAgainOptions = {
  readonly signal: AbortSignal
  /** Called with all that was read so far; the last sentence may not be whole. */
  readonly onSentences?: (sentences: readonly ReadSentence[]) => void
}

/**
 * Lets a second reader look at a photograph, and holds what it says against what the analysis says of it. The reader is shown the
 * photograph alone, and its words become no evidence.
 * @throws as the reader does.
 */
export async function readAgain(
  read: SecondReader['read'],
  { jpeg, session, imageId }: Shown,
  { signal, onSentences }: ReadAgainOptions
): Promise<readonly ReadSentence[]> {
  const marking = markingOf(session, imageId)
  let written = ''
  const onText = (more: string): void => {
    written += more
    onSentences?.(marking(written, false))
  }
  try {
    return marking(await read({ jpeg, prompt: PROMPT, maxTokens: MOST_TOKENS, seed: 1 }, { signal, onText }), true)
  } catch (error) {
    // What was said is kept: then the sentence that was cut off is held against the analysis too.
    if (written !== '') onSentences?.(marking(written, true))
    throw error
  }
}
