import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Sha256 } from '#shared/domain/ids.ts'
import { KnowledgeSource } from '../../assistant/knowledge/item.ts'
import type { Knowledge } from '../../assistant/knowledge/load.ts'
import { type Conversation, conversationOf, type Turn } from '../dialogue/conversation.ts'
import type { Voice } from '../dialogue/questions.ts'
import { Variety, varietyMeter } from '../dialogue/variety.ts'
import { type KnowledgeFault, KNOWLEDGE_FAULTS, knowledgeFaults } from './checkKnowledge.ts'
import { composeKnowledge, type ConditionPage, isCondition } from './composeKnowledge.ts'
import { knowledgeDialogueName } from './dialogueName.ts'

/** Rounds over all pages and voices; a page with few statements soon repeats itself, and repeats are left out. */
const ROUNDS = 12

const voices: readonly Voice[] = ['clinician', 'lay']

const count = z.int().nonnegative()

/** What a file of knowledge dialogues was made of, and what became of it. */
export const KnowledgeCard = z.strictObject({
  schema: z.literal('retinadesk.knowledge-dialogues/1'),
  seed: count,
  /** Of the statements and their sources. */
  sha256: Sha256,
  licence: z.string(),
  kept: count,
  turns: count,
  byPage: z.record(z.string(), count),
  repeated: count,
  rejected: count,
  /** Rejected dialogues by reason; one may have several. */
  reasons: z.partialRecord(z.enum(KNOWLEDGE_FAULTS), count),
  variety: Variety,
  sources: z.record(z.string(), KnowledgeSource)
})
export type KnowledgeCard = z.infer<typeof KnowledgeCard>

export type KnowledgeDialogues = { readonly dialogues: readonly Conversation[]; readonly card: KnowledgeCard }

/**
 * Composes dialogues about the conditions of the knowledge base, each answer checked: the same for the same seed and base.
 * @param limit dialogues, at most; a smaller limit gives the beginning of the same list, which goes through all pages.
 */
export function knowledgeDialogues(
  knowledge: Knowledge,
  { seed, limit = Infinity }: { readonly seed: number; readonly limit?: number }
): KnowledgeDialogues {
  const pages = knowledge.pages.filter(isCondition)
  const tally = newTally(seed)
  for (const { page, voice, round } of rounds(pages)) {
    if (tally.dialogues.length >= limit) break
    tally.add(page, composeKnowledge(page, voice, { seed, round }), knowledgeDialogueName(page.head.id, voice, round))
  }
  const { dialogues } = tally
  const counts = tally.result()
  return {
    dialogues,
    card: {
      schema: 'retinadesk.knowledge-dialogues/1',
      seed,
      sha256: hashOf(knowledge),
      licence: 'statements: Apache-2.0, in own words; their sources are cited, not copied',
      ...counts,
      sources: sourcesOf(pages.filter(({ head }) => Object.hasOwn(counts.byPage, head.id)))
    }
  }
}

function* rounds(pages: readonly ConditionPage[]) {
  for (let round = 1; round <= ROUNDS; round++)
    for (const voice of voices) for (const page of pages) yield { page, voice, round }
}

function newTally(seed: number) {
  const dialogues: Conversation[] = []
  const variety = varietyMeter(seed)
  const said = new Set<string>()
  const reasons = new Map<KnowledgeFault, number>()
  const byPage = new Map<string, number>()
  let [turns, repeated, rejected] = [0, 0, 0]
  const add = ({ head, items }: ConditionPage, composed: readonly Turn[], id: string): void => {
    const key = JSON.stringify(composed)
    if (said.has(key)) return void repeated++
    said.add(key)
    const faults = new Set(composed.flatMap(({ answer }) => knowledgeFaults(answer, items)))
    for (const fault of faults) reasons.set(fault, (reasons.get(fault) ?? 0) + 1)
    if (faults.size > 0) return void rejected++
    dialogues.push(conversationOf(id, null, composed))
    byPage.set(head.id, (byPage.get(head.id) ?? 0) + 1)
    turns += composed.length
    for (const { answer } of composed) variety.add(answer)
  }
  const result = () => ({
    kept: dialogues.length,
    turns,
    repeated,
    rejected,
    byPage: Object.fromEntries(byPage),
    reasons: Object.fromEntries(reasons),
    variety: variety.result()
  })
  return { dialogues, add, result }
}

const hashOf = ({ items }: Knowledge): Sha256 =>
  Sha256.parse(createHash('sha256').update(JSON.stringify(items)).digest('hex'))

const sourcesOf = (pages: readonly ConditionPage[]): KnowledgeCard['sources'] =>
  Object.fromEntries(
    pages.flatMap(({ items }) => items.map(({ source: { key, ...source } }) => [key, source] as const))
  )
