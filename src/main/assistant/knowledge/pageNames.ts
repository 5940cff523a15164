import type { Lexicon } from '../question/lexicon.ts'
import type { Knowledge } from './load.ts'

/** A lexicon that knows the pages of the knowledge base by their names and synonyms, each as its topic. */
export const withPageNames = (lexicon: Lexicon, { pages }: Knowledge): Lexicon => ({
  ...lexicon,
  names: [
    ...lexicon.names,
    ...pages.flatMap(({ head }) =>
      head.kind === 'subject'
        ? []
        : [{ slot: 'topic' as const, value: head.topic, phrases: [head.name, ...head.synonyms] }]
    )
  ]
})
