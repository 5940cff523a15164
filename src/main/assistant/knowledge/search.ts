import { fold } from '../question/words.ts'
import type { Ask, RoutedQuestion } from '../question/route.ts'
import type { KnowledgeAspect, KnowledgeItem, KnowledgeTopic } from './item.ts'

/** Finds the passages that answer a question, best first; empty where the knowledge base has none. */
export type KnowledgeSearch = (question: string, routed: RoutedQuestion) => Promise<readonly KnowledgeItem[]>

/** Intents that may cite the knowledge base; everything else is answered from the photographs alone. */
const citing = new Set<Ask['intent']>(['knowledge', 'explainTerm', 'normalRange'])

const FOUND = 6

const wordsOf = (text: string): string[] => [...text.matchAll(/\p{L}{2,}|\d+/gu)].map(([word]) => fold(word))

type Indexed = {
  readonly item: KnowledgeItem
  readonly words: ReadonlySet<string>
  readonly terms: ReadonlySet<string>
}

const indexed = (item: KnowledgeItem): Indexed => ({
  item,
  words: new Set(wordsOf(`${item.title} ${item.text}`)),
  terms: new Set(item.terms.flatMap(wordsOf))
})

/** A word that stands in more than one passage in this many tells nothing apart. */
const COMMON = 4

/** How rare a word is in the knowledge base. */
function rarity(all: readonly Indexed[]): (word: string) => number {
  const counts = new Map<string, number>()
  for (const { words, terms } of all) {
    for (const word of new Set([...words, ...terms])) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return (word) => {
    const n = counts.get(word) ?? 0
    return n === 0 || n > all.length / COMMON ? 0 : Math.log(1 + all.length / n)
  }
}

type Wanted = { readonly topics: readonly KnowledgeTopic[]; readonly aspects: readonly KnowledgeAspect[] }

const aspectsOf = (ask: Ask): readonly KnowledgeAspect[] => {
  if (ask.intent === 'explainTerm') return ['definition']
  return ask.intent === 'normalRange' ? ['reference'] : ask.aspects
}

/** Topics that an ask names, and those that its measurements and lesions belong to. */
const topicsOf = (ask: Ask): KnowledgeTopic[] => [
  ...ask.topics,
  ...ask.measurements.map((name) => (/^(?:disc|cup|rim)/u.test(name) ? 'discMeasurement' : 'vesselMeasurement')),
  ...(ask.lesions.length > 0 ? (['lesion'] as const) : []),
  ...(ask.scales.length > 0 ? (['grading'] as const) : [])
]

function wantedBy(routed: RoutedQuestion): Wanted | undefined {
  const asks = routed.asks.filter(({ intent }) => citing.has(intent))
  if (asks.length === 0) return undefined
  return { topics: asks.flatMap(topicsOf), aspects: asks.flatMap(aspectsOf) }
}

/** How well a passage's words cover those of a question; a passage's own terms count more than its text. */
function overlap(entry: Indexed, query: readonly string[], weigh: (word: string) => number): number {
  return query.reduce((sum, word) => {
    const hit = (entry.terms.has(word) ? 1.5 : 0) + (entry.words.has(word) ? 1 : 0)
    return sum + hit * weigh(word)
  }, 0)
}

/** Weight under which a passage is near the question rather than an answer to it. */
const ENOUGH = 2.5

/** Passages that fit far less than the best one are left out. */
const SHARE = 0.45

/**
 * Searches the knowledge base by words. A passage is only found within the topics that the question names, and with the
 * aspect that it asks for, when there is one: a passage that is merely near the topic does not answer it.
 */
export function knowledgeSearch(items: readonly KnowledgeItem[]): KnowledgeSearch {
  const all = items.map(indexed)
  const weigh = rarity(all)
  return async (question, routed) => {
    const wanted = wantedBy(routed)
    if (!wanted) return []
    const query = [...new Set(wordsOf(question))]
    const { topics, aspects } = wanted
    const found = all
      .filter(({ item }) => topics.includes(item.topic) && (aspects.length === 0 || aspects.includes(item.aspect)))
      .map((entry) => ({ item: entry.item, weight: overlap(entry, query, weigh) }))
      .toSorted((a, b) => b.weight - a.weight)
    const least = Math.max(ENOUGH, SHARE * (found[0]?.weight ?? 0))
    return found
      .filter(({ weight }) => weight >= least)
      .slice(0, FOUND)
      .map(({ item }) => item)
  }
}
