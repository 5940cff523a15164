import type { QuestionScope } from '#shared/domain/conversation.ts'
import type { Laterality } from '#shared/domain/laterality.ts'
import { eyeNames } from '../english/places.ts'
import type { EvidenceBook } from '../evidence/collect.ts'
import { type EvidenceItem, type FactKind, type FactOf, itemsOf } from '../evidence/fact.ts'
import { bestOf, type Reading } from '../evidence/reading.ts'
import type { KnowledgeItem } from '../knowledge/item.ts'
import type { Ask, RoutedQuestion } from '../question/route.ts'
import { type Sentence, state } from './sentence.ts'

/** What an answer is composed from. */
export type Composing = {
  readonly book: EvidenceBook
  readonly question: RoutedQuestion
  readonly scope: QuestionScope
  /** Passages that the knowledge search found for the question, best first. */
  readonly passages: readonly KnowledgeItem[]
}

/** Sentences of an answer, and whether they decline to answer what was asked. */
export type Composed = { readonly sentences: readonly Sentence[]; readonly abstained: boolean }

/** Composes the answer to one intent. */
export type Composer = (ask: Ask, composing: Composing) => Composed

export const answered = (sentences: readonly Sentence[]): Composed => ({ sentences, abstained: false })
export const declined = (sentences: readonly Sentence[]): Composed => ({ sentences, abstained: true })

/** Puts partial answers behind one another; the whole declines only when every part does. */
export const together = (parts: readonly Composed[]): Composed => ({
  sentences: parts.flatMap(({ sentences }) => sentences),
  abstained: parts.length > 0 && parts.every(({ abstained }) => abstained)
})

/** The evidence of one kind about a photograph. */
export const about = <K extends FactKind>(reading: Reading, kind: K): EvidenceItem<FactOf<K>>[] =>
  itemsOf(reading.items, kind)

/** The photograph's eye as it is named in a sentence. Every reading begins with it. */
export function eyeItem(reading: Reading): EvidenceItem {
  const [eye] = about(reading, 'eye')
  if (!eye) throw new Error('A reading always names its eye')
  return eye
}

/** Quality stands beside every grade. Readings of fundus photographs always hold it. */
export const qualityItems = (reading: Reading): EvidenceItem[] => about(reading, 'quality')

/** Photographs whose eye nobody stated cannot be told to show the same one: each is spoken of, up to a readable number. */
const UNSIDED = 4

const unsided = (book: EvidenceBook): Reading[] => book.readings.filter(({ eye }) => eye === null).slice(0, UNSIDED)

function ofEye(book: EvidenceBook, eye: Laterality, scope: QuestionScope): Reading[] {
  const best = bestOf(
    book.readings.filter((reading) => reading.eye === eye),
    scope.imageId
  )
  return best ? [best] : []
}

/** The photographs that an ask is about: the named eye's, else the one that is looked at, else one of each eye. */
export function readingsFor(ask: Pick<Ask, 'eye'>, { book, scope }: Composing): Reading[] {
  if (ask.eye === 'OD' || ask.eye === 'OS') return ofEye(book, ask.eye, scope)
  const looked = book.readings.find(({ image }) => image.id === scope.imageId)
  if (ask.eye === null && looked) return [looked]
  const sided = [...ofEye(book, 'OD', scope), ...ofEye(book, 'OS', scope)]
  return sided.length > 0 && ask.eye === 'both' ? sided : [...sided, ...unsided(book)]
}

/** Says that there is no photograph to answer from. */
export function noPhotograph(ask: Pick<Ask, 'eye'>): Composed {
  if (ask.eye === 'OD' || ask.eye === 'OS') {
    const words = `There is no photograph of the ${eyeNames[ask.eye]} in this session.`
    return declined([state`${words}`])
  }
  return declined([state`There is no photograph in this session yet.`])
}
