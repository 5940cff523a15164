import { englishLexicon } from '../english/lexicon/index.ts'
import type { Knowledge } from '../knowledge/load.ts'
import { knowledgeSearch } from '../knowledge/search.ts'
import { withPageNames } from '../knowledge/pageNames.ts'
import { claimCheck } from '../lock/claims.ts'
import type { IntentScorer } from '../question/meaning.ts'
import { createRouter } from '../question/router.ts'
import { tagger } from '../question/tag.ts'
import type { Assistant } from './answerQuestion.ts'

export type AssistantParts = {
  readonly knowledge: Knowledge
  /** Weighs intents by meaning, beside the lexical rules; undefined where no such model is at hand. */
  readonly scorer?: IntentScorer
}

/** Builds the English-speaking assistant. Another language brings its own lexicon, composer and claim words. */
export function createAssistant({ knowledge, scorer }: AssistantParts): Assistant {
  const lexicon = withPageNames(englishLexicon, knowledge)
  return {
    route: createRouter(lexicon, scorer),
    knowledge: knowledgeSearch(knowledge, lexicon),
    check: claimCheck(tagger(englishLexicon))
  }
}
