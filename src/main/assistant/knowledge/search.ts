import { fold } from '../question/words.ts'
import type { RoutedQuestion } from '../question/route.ts'
import type { KnowledgeAspect, KnowledgeItem, KnowledgeTopic } from './item.ts'

/** Finds the passages that answer a question, best first; empty where the knowledge base has none. */
export type KnowledgeSearch = (question: string, routed: RoutedQuestion) => Promise<readonly KnowledgeItem[]>

/** Intents that may cite the knowledge base; everything else is answered from the photographs alone. */
const citing = new Set<RoutedQuestion['asks'][0]['intent']>([
  'knowledge',
  'explainTerm',
  'normalRange',
  'drugAdvice',
  'condition',
  'urgent'
])

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

/** How rare a word is in the knowledge base; a word of every passage says nothing. */
function rarity(all: readonly Indexed[]): (word: string) => number {
  const counts = new Map<string, number>()
  for (const { words, terms } of all) {
    for (const word of new Set([...words, ...terms])) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return (word) => {
    const n = counts.get(word) ?? 0
    return n === 0 ? 0 : Math.log(1 + all.length / n)
  }
}

type Wanted = { readonly topics: readonly KnowledgeTopic[]; readonly aspects: readonly KnowledgeAspect[] }

function wantedBy(routed: RoutedQuestion): Wanted | undefined {
  const asks = routed.asks.filter(({ intent }) => citing.has(intent))
  if (asks.length === 0) return undefined
  return { topics: asks.flatMap(({ topics }) => topics), aspects: asks.flatMap((ask) => aspectsOf(ask)) }
}

function aspectsOf(ask: RoutedQuestion['asks'][0]): readonly KnowledgeAspect[] {
  if (ask.intent === 'explainTerm') return ['definition']
  if (ask.intent === 'normalRange') return ['reference']
  return ask.aspects
}

/** How well a passage's words cover those of a question; a passage's own terms count more than its text. */
function overlap(entry: Indexed, query: readonly string[], weigh: (word: string) => number): number {
  return query.reduce((sum, word) => {
    const hit = (entry.terms.has(word) ? 1.5 : 0) + (entry.words.has(word) ? 1 : 0)
    return sum + hit * weigh(word)
  }, 0)
}

/** What an aspect that was asked for weighs against words. */
const ASPECT = 4

/** Weight under which a passage is near the question rather than an answer to it. */
const ENOUGH = 4.5

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
    return all
      .filter(({ item }) => topics.includes(item.topic) && (aspects.length === 0 || aspects.includes(item.aspect)))
      .map((entry) => ({
        item: entry.item,
        weight: overlap(entry, query, weigh) + (aspects.includes(entry.item.aspect) ? ASPECT : 0)
      }))
      .filter(({ weight }) => weight > ENOUGH)
      .toSorted((a, b) => b.weight - a.weight)
      .slice(0, FOUND)
      .map(({ item }) => item)
  }
}
