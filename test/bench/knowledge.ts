import { join } from 'node:path'
import { englishLexicon } from '#main/assistant/english/lexicon/index.ts'
import { loadKnowledge } from '#main/assistant/knowledge/load.ts'
import { withPageNames } from '#main/assistant/knowledge/pageNames.ts'
import { knowledgeLookup } from '#main/assistant/knowledge/search.ts'
import { collector, type Samples } from './summary.ts'

const RUNS = 20

/** Short, long, misspelt and of common words; each is asked for the first time in every run. */
const questions = [
  'treatment of CRVO',
  'how do you treat a central retinal vein oclusion when the macula is swolen',
  'retina vein eye glaucoma macular diabetic',
  'what causes hard exudates'
]

/** Reading and indexing the knowledge base, and the first answer to a question (budget 20 ms). */
export async function measureKnowledge(): Promise<Record<string, Samples>> {
  const { add, samples } = collector()
  for (let run = 0; run < RUNS; run++) {
    const begun = performance.now()
    const knowledge = await loadKnowledge(join(import.meta.dirname, '../../resources/knowledge'))
    const lookUp = knowledgeLookup(knowledge, withPageNames(englishLexicon, knowledge))
    add('knowledge.open', performance.now() - begun, 'ms')
    for (const question of questions) {
      const asked = performance.now()
      lookUp(question, 5)
      add('knowledge.search', performance.now() - asked, 'ms')
    }
  }
  return samples()
}
