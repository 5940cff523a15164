import type { EvidenceBook } from '../evidence/collect.ts'
import { itemsOf } from '../evidence/fact.ts'
import type { KnowledgeTopic } from '../knowledge/item.ts'
import type { Ask, RoutedQuestion } from '../question/route.ts'

const byScale = { icdr: 'diabeticRetinopathy', dmeRisk: 'diabeticMacularOedema' } as const

/** Diseases that the photographs in scope were graded to show. */
function gradedTopics({ readings }: EvidenceBook, { eye }: Ask): KnowledgeTopic[] {
  const meant = readings.filter((reading) => eye === null || eye === 'both' || reading.eye === eye)
  const grades = meant.flatMap(({ items }) => itemsOf(items, 'grade'))
  return [
    ...new Set(
      grades.flatMap(({ fact }) =>
        (fact.scale === 'icdr' || fact.scale === 'dmeRisk') && fact.level > 0 ? [byScale[fact.scale]] : []
      )
    )
  ]
}

/** "Laser or injections for the left eye?" names no disease: what its photograph was graded to show is meant. */
export function withTopicsInView(question: RoutedQuestion, book: EvidenceBook): RoutedQuestion {
  const named = (ask: Ask): Ask =>
    ask.intent === 'knowledge' &&
    ask.topics.length === 0 &&
    ask.lesions.length === 0 &&
    ask.aspects.includes('treatment')
      ? { ...ask, topics: gradedTopics(book, ask) }
      : ask
  const [first, ...rest] = question.asks
  return { ...question, asks: [named(first), ...rest.map(named)] }
}
