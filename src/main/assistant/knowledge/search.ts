import { createTextIndex, type TextIndex } from '../../storage/textIndex.ts'
import { lesionNames } from '../english/lesions.ts'
import { measurementNames } from '../english/measurements.ts'
import type { Lexicon } from '../question/lexicon.ts'
import type { Ask, RoutedQuestion } from '../question/route.ts'
import { type Speller, speller } from '../question/spelling.ts'
import { names, type TaggedQuestion, tagger, valuesOf } from '../question/tag.ts'
import { fold } from '../question/words.ts'
import type { KnowledgeAspect, KnowledgeItem, KnowledgeTopic } from './item.ts'
import type { Knowledge } from './load.ts'

/** Finds the passages that answer a question, best first; empty where the knowledge base has none. */
export type KnowledgeSearch = (question: string, routed: RoutedQuestion) => Promise<readonly KnowledgeItem[]>

/** Finds passages by the words of a question alone, best first, for a reader who judges them. */
export type KnowledgeLookup = (question: string, limit: number) => readonly KnowledgeItem[]

/** Intents that may cite the knowledge base; everything else is answered from the photographs alone. */
const citing = new Set<Ask['intent']>(['knowledge', 'explainTerm', 'normalRange'])

const FOUND = 6

/** Passages that fit far less than the best one are left out. */
const SHARE = 0.45

/** Words of questions that tell no passage from another. */
const SMALL = new Set(
  'a about an and are at be by can come comes could do does for from get gets has have how i if in is it its me mean means my of on one or should so than that the their them then there these they this to was what when where which who why will with would you your'
    .split(' ')
    .map(fold)
)

const wordsOf = (text: string): string[] => [...text.matchAll(/\p{L}{2,}|\d+/gu)].map(([word]) => fold(word))

/** The base under an index, with all that both searches share. */
type Indexed = {
  readonly items: ReadonlyMap<string, KnowledgeItem>
  readonly index: TextIndex
  readonly correct: Speller
}

function indexed({ pages, items }: Knowledge, everyday: ReadonlySet<string>): Indexed {
  const texts = pages.flatMap(({ head, items: statements }) => {
    const called = [head.name, ...head.synonyms, ...('lay' in head ? [head.lay] : [])].flatMap(wordsOf)
    return statements.map(({ id, title, text }) => ({
      key: id,
      names: called,
      title: wordsOf(title),
      body: wordsOf(text)
    }))
  })
  const vocabulary = new Set(texts.flatMap((text) => [...text.names, ...text.title, ...text.body]))
  return {
    items: new Map(items.map((item) => [item.id, item])),
    index: createTextIndex(texts),
    correct: speller(vocabulary, new Set([...everyday].map(fold)))
  }
}

/** Every passage that shares a word with a question, by how well it fits; misspelt words are read as those of the base. */
function ranked({ items, index, correct }: Indexed, question: string): { item: KnowledgeItem; weight: number }[] {
  const words = new Set(
    wordsOf(question)
      .filter((word) => !SMALL.has(word))
      .map(correct)
  )
  return index([...words], items.size).flatMap(({ key, weight }) => {
    const item = items.get(key)
    return item ? [{ item, weight }] : []
  })
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

/** What a follow-up such as "what causes them?" is about, by name. */
const namesIn = ({ lesions, measurements }: Ask): string[] => [
  ...lesions.map((lesion) => lesionNames[lesion].sign),
  ...measurements.map((name) => measurementNames[name])
]

/** What is looked for: a value's range by the value's name alone, anything else by the question's words as well. */
function saidOf(question: string, { asks }: RoutedQuestion): string {
  const ofRange = asks.some(({ intent, measurements }) => intent === 'normalRange' && measurements.length > 0)
  return [...(ofRange ? [] : [question]), ...asks.flatMap(namesIn)].join(' ')
}

function wantedBy(routed: RoutedQuestion): Wanted | undefined {
  const asks = routed.asks.filter(({ intent }) => citing.has(intent))
  if (asks.length === 0) return undefined
  return { topics: asks.flatMap(topicsOf), aspects: asks.flatMap(aspectsOf) }
}

/**
 * Builds the search for answers. A passage is only found within the topics that the question names, and with the aspect that it
 * asks for, when there is one: a passage that is merely near the topic does not answer it. The question's words rank what is left;
 * where a follow-up does not name its topic ("and the prognosis?"), topic and aspect alone decide.
 */
export function knowledgeSearch(knowledge: Knowledge, { everyday }: Pick<Lexicon, 'everyday'>): KnowledgeSearch {
  const base = indexed(knowledge, everyday)
  const called = namesByTopic(knowledge)
  return async (question, routed) => {
    const wanted = wantedBy(routed)
    if (!wanted) return []
    const { topics, aspects } = wanted
    const isWanted = ({ topic, aspect }: KnowledgeItem): boolean =>
      topics.includes(topic) && (aspects.length === 0 || aspects.includes(aspect))
    const asked = saidOf(question, routed)
    const found = ranked(base, asked).filter(({ item }) => isWanted(item))
    const least = SHARE * (found[0]?.weight ?? 0)
    const fitting = found.filter(({ weight }) => weight >= least).map(({ item }) => item)
    const words = wordsOf(asked).map(base.correct)
    const unnamed = topics.filter((topic) => called.has(topic) && !words.some((word) => called.get(topic)?.has(word)))
    if (aspects.length === 0 || unnamed.length < topics.length) return fitting.slice(0, FOUND)
    return [...new Set([...fitting, ...knowledge.items.filter(isWanted)])].slice(0, FOUND)
  }
}

/** The words that name the conditions of a topic; topics of other subjects have too many of them to be one thing. */
function namesByTopic({ pages }: Knowledge): ReadonlyMap<KnowledgeTopic, ReadonlySet<string>> {
  const subjects = new Set(pages.flatMap(({ head }) => (head.kind === 'subject' ? [head.topic] : [])))
  const byTopic = Map.groupBy(
    pages.filter(({ head }) => !subjects.has(head.topic)),
    ({ head }) => head.topic
  )
  return new Map(
    [...byTopic].map(([topic, own]) => [
      topic,
      new Set(own.flatMap(({ head }) => [head.name, ...head.synonyms]).flatMap(wordsOf))
    ])
  )
}

/** Builds the search for readers: topics and aspects that a question names only move passages forward. */
export function knowledgeLookup(knowledge: Knowledge, lexicon: Lexicon): KnowledgeLookup {
  const base = indexed(knowledge, lexicon.everyday)
  const tag = tagger(lexicon)
  return (question, limit) =>
    preferred(ranked(base, question), tag(question))
      .slice(0, limit)
      .map(({ item }) => item)
}

/** A topic or an aspect that the question names counts as much as this many times the words. */
const NAMED = 2

function preferred(found: ReturnType<typeof ranked>, tagged: TaggedQuestion): ReturnType<typeof ranked> {
  const topics = new Set(valuesOf(tagged, 'topic'))
  const aspects = new Set(valuesOf(tagged, 'aspect'))
  if (aspects.size === 0 && names(tagged, 'cue', 'what', 'meaning', 'explain')) aspects.add('definition')
  return found
    .map(({ item, weight }) => ({
      item,
      weight: weight * (topics.has(item.topic) ? NAMED : 1) * (aspects.has(item.aspect) ? NAMED : 1)
    }))
    .toSorted((a, b) => b.weight - a.weight)
}
