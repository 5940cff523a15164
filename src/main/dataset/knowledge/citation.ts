import type { KnowledgeItem } from '../../assistant/knowledge/item.ts'
import { sourceText } from '../../assistant/knowledge/sourceText.ts'

/** "(NICE NG82, 2018: Age-related macular degeneration, nice.org.uk/guidance/ng82 (England))" */
export const citationOf = (item: KnowledgeItem): string => `(${sourceText(item)})`

/** A statement as an answer gives it: word for word, with its citation. */
export const citedStatement = (item: KnowledgeItem): string => `${item.text} ${citationOf(item)}`
