import { holdsDose } from '../../assistant/knowledge/dose.ts'
import type { KnowledgeItem } from '../../assistant/knowledge/item.ts'
import { citedStatement } from './citation.ts'
import { noSource } from './phrases.ts'

/** Why an answer from the knowledge base is refused. */
export const KNOWLEDGE_FAULTS = ['empty', 'uncited', 'altered', 'number', 'dose'] as const
export type KnowledgeFault = (typeof KNOWLEDGE_FAULTS)[number]

const CITATION = /\((?:[^()]|\([^()]*\))*:\s(?:[^()]|\([^()]*\))*\)/u

/** Words that an answer may say of its own are few: a statement is longer. */
const OWN_WORDS = 40

const refusals = new Set(Object.values(noSource).flat())

/**
 * Checks an answer against the statements of its page: word for word, each followed by its citation; nothing else in it has a figure,
 * a citation or the length of a statement. A refusal says nothing else.
 */
export function knowledgeFaults(answer: string, items: readonly KnowledgeItem[]): KnowledgeFault[] {
  if (answer.trim() === '') return ['empty']
  const found = new Set<KnowledgeFault>()
  if (holdsDose(answer)) found.add('dose')
  if (refusals.has(answer)) return [...found]
  let own = answer
  let stated = 0
  for (const item of items) {
    const parts = own.split(citedStatement(item))
    stated += parts.length - 1
    own = parts.join(' ')
  }
  if (stated === 0 || items.some(({ text }) => own.includes(text))) found.add('uncited')
  if (CITATION.test(own) || own.trim().split(/\s+/u).length > OWN_WORDS) found.add('altered')
  if (/\d/u.test(own)) found.add('number')
  return KNOWLEDGE_FAULTS.filter((fault) => found.has(fault))
}
