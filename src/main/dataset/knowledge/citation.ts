import type { KnowledgeItem } from '../../assistant/knowledge/item.ts'

/** "(NICE NG81, 2022: Glaucoma: diagnosis and management, …; England)" */
export function citationOf({ source }: KnowledgeItem): string {
  const { body, year, citation, population } = source
  return `(${body}${year === null ? '' : `, ${year}`}: ${citation}${population === null ? '' : `; ${population}`})`
}

/** A statement as an answer gives it: word for word, with its citation. */
export const citedStatement = (item: KnowledgeItem): string => `${item.text} ${citationOf(item)}`
