import { englishLexicon } from '../english/lexicon/index.ts'
import type { KnowledgeItem } from '../knowledge/item.ts'
import { knowledgeSearch } from '../knowledge/search.ts'
import { claimCheck } from '../lock/claims.ts'
import type { IntentScorer } from '../question/meaning.ts'
import { createRouter } from '../question/router.ts'
import { tagger } from '../question/tag.ts'
import type { Assistant } from './answerQuestion.ts'

export type AssistantParts = {
  readonly knowledge: readonly KnowledgeItem[]
  /** Weighs intents by meaning, beside the lexical rules; undefined where no such model is at hand. */
  readonly scorer?: IntentScorer
}

/** Builds the English-speaking assistant. Another language brings its own lexicon, composer and claim words. */
export function createAssistant({ knowledge, scorer }: AssistantParts): Assistant {
  return {
    route: createRouter(englishLexicon, scorer),
    knowledge: knowledgeSearch(knowledge),
    check: claimCheck(tagger(englishLexicon))
  }
}
