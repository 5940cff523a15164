import { EvidenceId } from '#shared/domain/evidence.ts'
import type { Laterality } from '#shared/domain/laterality.ts'
import type { QuestionScope } from '#shared/domain/conversation.ts'
import { eyeNames } from '../english/places.ts'
import type { KnowledgeItem } from '../knowledge/item.ts'
import { saidBy, sourceText } from '../knowledge/sourceText.ts'
import { comparisonDrafts, type Pair } from './comparison.ts'
import { freeDraft } from './draft.ts'
import type { EvidenceDraft, EvidenceItem } from './fact.ts'
import { bestOf, contextOf, type EvidenceSession, photographsOf, type Reading, readingDrafts } from './reading.ts'
import { regionDrafts } from './region.ts'

/** What a question may draw on. */
export type EvidenceScope = {
  readonly current: EvidenceSession
  /** Earlier visits of the same patient, newest first. */
  readonly earlier: readonly EvidenceSession[]
  readonly scope: QuestionScope
}

/** A visit before this one, of which readable photographs exist for comparison. */
type EarlierVisit = { readonly eye: Laterality; readonly items: readonly EvidenceItem[] }

/** All evidence in scope, by what it belongs to. */
export type EvidenceBook = {
  readonly readings: readonly Reading[]
  readonly eyes: readonly EvidenceItem[]
  readonly visits: readonly EarlierVisit[]
  readonly region: { readonly reading: Reading; readonly items: readonly EvidenceItem[] } | null
  /** Cites a passage of the knowledge base; the same passage keeps its id. */
  readonly cite: (item: KnowledgeItem) => EvidenceItem
}

type Numbering = (draft: EvidenceDraft) => EvidenceItem

function numbering(): Numbering {
  let used = 0
  return ({ evidence, fact }) => ({ evidence: { ...evidence, id: EvidenceId.parse(`E${++used}`) }, fact })
}

/** A passage of the knowledge base as evidence. */
const knowledgeDraft = (item: KnowledgeItem): EvidenceDraft =>
  freeDraft({
    kind: 'knowledge',
    subject: item.title,
    text: `${item.text} (${saidBy(item)})`,
    source: sourceText(item),
    fact: { kind: 'knowledge', item }
  })

function citing(number: Numbering): EvidenceBook['cite'] {
  const cited = new Map<string, EvidenceItem>()
  return (item) => {
    const known = cited.get(item.id) ?? number(knowledgeDraft(item))
    cited.set(item.id, known)
    return known
  }
}

function readableContext(session: EvidenceSession, eye: Laterality, preferred: QuestionScope['imageId']) {
  const best = bestOf(
    photographsOf(session).filter((photograph) => photograph.eye === eye),
    preferred
  )
  return best?.standing === 'readable' ? contextOf(best) : undefined
}

function readingsOf(session: EvidenceSession, number: Numbering): Reading[] {
  const all = photographsOf(session)
  return all.map((photograph) => ({ ...photograph, items: readingDrafts(all, photograph).map(number) }))
}

function eyePair({ current, scope }: EvidenceScope): Pair | undefined {
  const first = readableContext(current, 'OD', scope.imageId)
  const second = readableContext(current, 'OS', scope.imageId)
  if (!first || !second) return undefined
  return { between: 'eyes', first, second, names: [`in the ${eyeNames.OD}`, `in the ${eyeNames.OS}`], eye: null }
}

function visitPair({ current, earlier, scope }: EvidenceScope, eye: Laterality): Pair | undefined {
  const first = readableContext(current, eye, scope.imageId)
  if (!first) return undefined
  for (const session of earlier) {
    const second = readableContext(session, eye, null)
    if (second) {
      return {
        between: 'visits',
        first,
        second,
        names: [`on ${current.session.day}`, `on ${session.session.day}`],
        eye
      }
    }
  }
  return undefined
}

function visitItems(scope: EvidenceScope, number: Numbering): EarlierVisit[] {
  return (['OD', 'OS'] as const).flatMap((eye) => {
    const pair = visitPair(scope, eye)
    return pair ? [{ eye, items: comparisonDrafts(pair).map(number) }] : []
  })
}

function regionOf(
  { region, imageId }: QuestionScope,
  readings: readonly Reading[],
  number: Numbering
): EvidenceBook['region'] {
  const reading = readings.find(({ image }) => image.id === imageId)
  if (!region || !reading) return null
  const context = contextOf(reading)
  if (!context || reading.standing === 'noFundus') return { reading, items: [] }
  return { reading, items: regionDrafts(context, region, reading.standing === 'readable').map(number) }
}

/**
 * Gathers everything that an answer may cite, each item with a short id that stays the same as long as the session does:
 * photographs first, then both eyes against one another, earlier visits, the marked region, knowledge as it is cited.
 */
export function collectEvidence(scope: EvidenceScope): EvidenceBook {
  const number = numbering()
  const readings = readingsOf(scope.current, number)
  const pair = eyePair(scope)
  const eyes = pair ? comparisonDrafts(pair).map(number) : []
  const visits = visitItems(scope, number)
  return { readings, eyes, visits, region: regionOf(scope.scope, readings, number), cite: citing(number) }
}

/** Every item of a book but the knowledge. */
export const allItems = (book: EvidenceBook): EvidenceItem[] => [
  ...book.readings.flatMap(({ items }) => items),
  ...book.eyes,
  ...book.visits.flatMap(({ items }) => items),
  ...(book.region?.items ?? [])
]
