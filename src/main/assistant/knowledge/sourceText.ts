import type { KnowledgeItem } from './item.ts'

/** "NICE NG82, 2018": who says a statement, and when. */
export const saidBy = ({ source }: KnowledgeItem): string =>
  source.year === null ? source.body : `${source.body}, ${source.year}`

/** The source of a statement in full, with whom it holds for. */
export const sourceText = (item: KnowledgeItem): string =>
  `${saidBy(item)}: ${item.source.citation}${item.source.population === null ? '' : ` (${item.source.population})`}`
