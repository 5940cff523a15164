import type { KnowledgeAspect } from '../../assistant/knowledge/item.ts'
import type { KnowledgePage } from '../../assistant/knowledge/page.ts'
import type { Random } from '../../evaluation/metrics/random.ts'
import { pick, randomFor, shuffled } from '../dialogue/choices.ts'
import type { Turn } from '../dialogue/conversation.ts'
import type { Voice } from '../dialogue/questions.ts'
import { citedStatement } from './citation.ts'
import {
  ABOUT_GROUPS,
  answerOpeners,
  askedInOrder,
  BEFORE,
  closings,
  joints,
  knowledgeQuestions,
  NAME,
  noSource
} from './phrases.ts'

/** A page about a condition, with its statements by aspect. */
export type ConditionPage = KnowledgePage & { readonly head: Extract<KnowledgePage['head'], { kind: 'condition' }> }

export const isCondition = (page: KnowledgePage): page is ConditionPage => page.head.kind === 'condition'

const TURNS = [2, 3, 4, 5] as const

/** Statements in one answer, at most. */
const STATEMENTS = 2

/** What a reader may ask of any condition, whether its page has an answer or not. */
const ASKED_OF_ALL: readonly KnowledgeAspect[] = ['cause', 'symptoms', 'examination', 'treatment', 'prognosis']

/** How often something that the page does not hold is asked for, too. */
const MISSING_SHARE = 0.3

type Composing = { readonly page: ConditionPage; readonly voice: Voice; readonly random: Random }

/**
 * Composes a dialogue about a condition without any model: aspects, statements and wordings are chosen by seed, page, voice and round
 * alone. What the page does not hold is refused.
 */
export function composeKnowledge(page: ConditionPage, voice: Voice, { seed, round }: Rounds): Turn[] {
  const random = randomFor(`${seed}/knowledge/${page.head.id}/${voice}/${round}`)
  const byAspect = Map.groupBy(page.items, ({ aspect }) => aspect)
  const held = askedInOrder.filter((aspect) => byAspect.has(aspect))
  const missing = ASKED_OF_ALL.filter((aspect) => !byAspect.has(aspect))
  const chosen = new Set(shuffled(held, random).slice(0, pick(TURNS, random)))
  if (missing.length > 0 && (chosen.size < TURNS[0] || random() < MISSING_SHARE)) chosen.add(pick(missing, random))
  const composing = { page, voice, random }
  return askedInOrder
    .filter((aspect) => chosen.has(aspect))
    .slice(0, TURNS[TURNS.length - 1])
    .map((aspect, i) => ({
      question: questionOn(aspect, i > 0, composing),
      answer: answerOn(aspect, composing)
    }))
}

type Rounds = { readonly seed: number; readonly round: number }

function questionOn(aspect: KnowledgeAspect, isNamed: boolean, { page, voice, random }: Composing): string {
  const { name, lay, synonyms } = page.head
  const short = synonyms.filter((synonym) => synonym === initialsOf(name))
  const own = voice === 'lay' ? [lay, lay, name] : [name, ...short]
  const called = isNamed && random() < 0.6 ? pick(BEFORE[voice], random) : pick(own, random)
  return pick(knowledgeQuestions[aspect][voice], random).replaceAll(NAME, called)
}

/** "central retinal vein occlusion" → "CRVO"; other synonyms may be narrower than the page. */
const initialsOf = (name: string): string =>
  name
    .split(/[\s-]+/u)
    .map((word) => word.charAt(0).toUpperCase())
    .join('')

function answerOn(aspect: KnowledgeAspect, { page, voice, random }: Composing): string {
  const items = page.items.filter((item) => item.aspect === aspect)
  if (items.length === 0) return pick(noSource[voice], random)
  const told = shuffled(items, random).slice(0, STATEMENTS)
  const statements = told.reduce(
    (text, item, i) => `${text}${i === 0 ? '' : pick(joints[voice], random)}${citedStatement(item)}`,
    pick(answerOpeners[voice], random)
  )
  const groups = aspect === 'prognosis' || aspect === 'prevention' ? ABOUT_GROUPS : ''
  return `${statements}${groups}${voice === 'lay' ? pick(closings, random) : ''}`
}
