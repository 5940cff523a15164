import type { Segment } from '#shared/domain/conversation.ts'
import type { EvidenceItem } from '../evidence/fact.ts'

/** Ways to say the same; the composer takes the first, a model may take any. */
type Wording = { readonly oneOf: readonly string[] }

/** Words, or an item of evidence whose own text the app inserts. */
export type Part = string | Wording | EvidenceItem

/** The words of a part as the composer says them; undefined for evidence. */
export function wordsOfPart(part: Part): string | undefined {
  if (typeof part === 'string') return part
  return 'oneOf' in part ? (part.oneOf[0] ?? '') : undefined
}

/**
 * `free` sentences may be put into other words by a language model; `fixed` ones are said as they stand: advice, refusals,
 * statements of the knowledge base. `note` is set apart from the text.
 */
type Voice = 'free' | 'fixed' | 'note'

/** A sentence of an answer. Its words hold no figure; figures come with the evidence. */
export type Sentence = { readonly voice: Voice; readonly parts: readonly Part[]; readonly paragraph: boolean }

type Listed = { readonly listed: readonly EvidenceItem[] }

type Value = string | EvidenceItem | readonly EvidenceItem[] | Listed

/** Items that hold commas themselves, set apart by semicolons. */
export const semicolons = (listed: readonly EvidenceItem[]): Listed => ({ listed })

/** "a, b and c" as parts. */
const listParts = (items: readonly EvidenceItem[]): Part[] =>
  items.flatMap((item, i): Part[] => (i === 0 ? [item] : [i === items.length - 1 ? ' and ' : ', ', item]))

const valueParts = (value: Value): Part[] => {
  if (typeof value === 'string') return [value]
  if ('listed' in value) return value.listed.flatMap((item, i): Part[] => (i === 0 ? [item] : ['; ', item]))
  return 'evidence' in value ? [value] : listParts(value)
}

/** Splits "{In|For} the " into its wordings and what stands between them. */
const wordParts = (words: string): Part[] =>
  words
    .split(/(\{[^{}]*\})/u)
    .map((piece) => (piece.startsWith('{') ? { oneOf: piece.slice(1, -1).split('|') } : piece))

const partsOf = (words: readonly string[], values: readonly Value[]): Part[] =>
  words
    .flatMap((text, i): Part[] => {
      const value = values[i]
      return value === undefined ? wordParts(text) : [...wordParts(text), ...valueParts(value)]
    })
    .filter((part) => part !== '')

type Tagged = (words: TemplateStringsArray, ...values: Value[]) => Sentence

const speaker =
  (voice: Voice): Tagged =>
  (words, ...values) => ({ voice, parts: partsOf(words, values), paragraph: false })

/**
 * A sentence that a model may put differently: say`{In|For} the ${eye} the analysis {found|shows} ${counts}.` Braces hold
 * ways to say the same, every combination of which must read well; lists are joined by "and".
 */
export const say = speaker('free')

/** A sentence that is said as it stands. */
export const state = speaker('fixed')

/** A remark set apart from the answer; it holds no evidence. */
export const note = (text: string): Sentence => ({ voice: 'note', parts: [text], paragraph: true })

/** Begins a new paragraph with the first of some sentences. */
export const paragraph = (sentences: readonly Sentence[]): Sentence[] =>
  sentences.map((sentence, i) => (i === 0 ? { ...sentence, paragraph: true } : sentence))

/** A sentence in the composer's words, with marks in place of its evidence. */
export const markedText = (sentence: Sentence): string =>
  sentence.parts
    .map((part) => (typeof part !== 'string' && 'evidence' in part ? `[${part.evidence.id}]` : wordsOfPart(part)))
    .join('')

/** A sentence in the composer's words as it is shown. */
export const shownText = (sentence: Sentence): string =>
  sentence.parts
    .map((part) => (typeof part !== 'string' && 'evidence' in part ? part.evidence.text : wordsOfPart(part)))
    .join('')

/** The items that a sentence cites, in its order. */
export const citedIn = (sentence: Sentence): EvidenceItem[] =>
  sentence.parts.filter((part): part is EvidenceItem => typeof part !== 'string' && 'evidence' in part)

function segmentOf(part: Part): Segment {
  if (typeof part !== 'string' && 'evidence' in part) return { kind: 'citation', evidence: part.evidence }
  return { kind: 'text', text: wordsOfPart(part) ?? '' }
}

/** The segments of one sentence; `first` leaves out the space or break before it. */
function segmentsOf(sentence: Sentence, first: boolean): Segment[] {
  if (sentence.voice === 'note') {
    return [{ kind: 'note', text: sentence.parts.map((part) => wordsOfPart(part) ?? '').join('') }]
  }
  const body = sentence.parts.map(segmentOf)
  if (first) return body
  return sentence.paragraph ? [{ kind: 'break' }, ...body] : [{ kind: 'text', text: ' ' }, ...body]
}

/** Joins neighbouring stretches of words. */
function joined(segments: readonly Segment[]): Segment[] {
  return segments.reduce<Segment[]>((all, segment) => {
    const last = all.at(-1)
    if (segment.kind !== 'text' || last?.kind !== 'text') return [...all, segment]
    return [...all.slice(0, -1), { kind: 'text', text: last.text + segment.text }]
  }, [])
}

/** The segments of a whole answer. */
export function segmentsFor(sentences: readonly Sentence[]): Segment[] {
  const segments: Segment[] = []
  for (const sentence of sentences) {
    const last = segments.at(-1)
    segments.push(...segmentsOf(sentence, last === undefined || last.kind === 'note'))
  }
  return joined(segments)
}
