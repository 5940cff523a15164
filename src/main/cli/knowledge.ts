import { isAppError } from '#shared/contract/errors.ts'
import { englishLexicon } from '../assistant/english/lexicon/index.ts'
import type { KnowledgeItem } from '../assistant/knowledge/item.ts'
import { loadKnowledge } from '../assistant/knowledge/load.ts'
import { withPageNames } from '../assistant/knowledge/pageNames.ts'
import { knowledgeLookup } from '../assistant/knowledge/search.ts'
import { sourceText } from '../assistant/knowledge/sourceText.ts'
import { EXIT, type ExitCode } from './exitCodes.ts'
import { describeError } from './remedies.ts'
import type { Workbench } from './workbench.ts'

export type KnowledgeOptions = { readonly json?: boolean; readonly limit?: number }

/** Statements that are shown when nobody says how many. */
const SHOWN = 5

/** Looks up statements of the knowledge base, the best first, each with its source. */
export async function lookUpKnowledge(
  { console, resources }: Pick<Workbench, 'console' | 'resources'>,
  question: string,
  { json = false, limit = SHOWN }: KnowledgeOptions
): Promise<ExitCode> {
  try {
    const knowledge = await loadKnowledge(resources.knowledge)
    const lookUp = knowledgeLookup(knowledge, withPageNames(englishLexicon, knowledge))
    const found = lookUp(question, limit)
    for (const item of found) console.out(json ? JSON.stringify(item) : shown(item))
    if (found.length > 0) return EXIT.done
    console.err('The knowledge base has nothing on these words.')
    return EXIT.failed
  } catch (error) {
    console.err(`${describeError(error)}${whereIn(error)}`)
    return EXIT.failed
  }
}

const shown = (item: KnowledgeItem): string => `${item.title} (${item.id})\n  ${item.text}\n  ${sourceText(item)}\n`

const whereIn = (error: unknown): string =>
  isAppError(error, 'knowledge.unusable')
    ? ` ${error.detail.page}, line ${error.detail.line}: ${error.detail.problem}`
    : ''
