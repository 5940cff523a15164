import type { EvidenceItem } from '#main/assistant/evidence/fact.ts'
import { citedIn, markedText, type Sentence } from '#main/assistant/composer/sentence.ts'

/** A planned sentence, read against the shape of a kind of sentence. */
export type Fitted = {
  /** What stands for each "<…>" of the shape, in order: one mark, or several joined. */
  readonly runs: readonly string[]
  /** What stands for "*"; empty where there is none. */
  readonly subject: string
  /** Whether what is counted is more than one. */
  readonly plural: boolean
}

const MARK = /\[E[1-9][0-9]*\]/gu
const JOIN = '(?:, | and |; )'

/** The composer's own words with kinds of evidence in place of marks. */
export function shapeOf(sentence: Sentence): string {
  const items = citedIn(sentence)
  let next = 0
  return markedText(sentence).replace(MARK, () => `<${items[next++]?.fact.kind ?? ''}>`)
}

const escaped = (text: string): string => text.replace(/[.()[\]?+^$|\\/]/gu, String.raw`\$&`)

/** A pattern of the shapes that a planned sentence with "<kind>", "<*>", "*" and "are" stands for. */
function patternOf(planned: string): RegExp {
  const source = escaped(planned).replace(/<\*>|<\w+>|\*|\bare\b/gu, (piece) => {
    if (piece === 'are') return '(?:is|are)'
    if (piece === '*') return '(?<subject>[^<]+?)'
    const item = piece === '<*>' ? String.raw`<\w+>` : piece
    return `(${item}(?:${JOIN}${item})*)`
  })
  return new RegExp(`^${source}$`, 'u')
}

const isPlural = (items: readonly EvidenceItem[]): boolean => {
  const counts = items.flatMap(({ fact }) => (fact.kind === 'lesionCount' ? [fact.count] : []))
  return counts.length !== 1 || counts[0] !== 1
}

/** Reads a planned sentence against a shape; undefined when it is of another. */
export function fitted(sentence: Sentence, planned: string): Fitted | undefined {
  const found = patternOf(planned).exec(shapeOf(sentence))
  if (!found) return undefined
  const items = citedIn(sentence)
  const subject = found.groups?.['subject'] ?? ''
  let next = 0
  const runs = found
    .slice(1)
    .filter((run) => run.startsWith('<'))
    .map((run) => run.replace(/<\w+>/gu, () => `[${items[next++]?.evidence.id ?? ''}]`))
  return { runs, subject, plural: isPlural(items) }
}

const PROPER = /^\p{Lu}(?:\P{L}|\p{Lu}|$)/u

const lowered = (text: string): string => (PROPER.test(text) ? text : text.slice(0, 1).toLowerCase() + text.slice(1))

/** Writes a way, its choices drawn, with a sentence's marks. */
export function written(way: string, { runs, subject, plural }: Fitted): string {
  let next = 0
  const text = way
    .replace(/\((\w+)\/(\w+)\)/gu, (_, many: string, one: string) => (plural ? many : one))
    .replace(/<\*>|<\w+>/gu, () => runs[next++] ?? '')
    .replaceAll('*', lowered(subject))
    .replace(/\s+/gu, ' ')
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
