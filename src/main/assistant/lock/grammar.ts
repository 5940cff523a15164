import type { Sentence } from '../composer/sentence.ts'
import { baseVocabulary } from '../english/vocabulary.ts'
import { extraPhrases, marksOf } from './allowed.ts'

type Node = { readonly next: Map<string, Node>; end: boolean }

function trieOf(words: readonly string[]): Node {
  const root: Node = { next: new Map(), end: false }
  for (const word of words) {
    let node = root
    for (const letter of word) {
      const known = node.next.get(letter) ?? { next: new Map(), end: false }
      node.next.set(letter, known)
      node = known
    }
    node.end = true
  }
  return root
}

/** The suffixes below a node as a GBNF expression; empty where a word just ends. */
function suffixes(node: Node): string {
  const ways = [...node.next].map(([letter, child]) =>
    [`"${letter}"`, suffixes(child)].filter((s) => s !== '').join(' ')
  )
  if (ways.length === 0) return ''
  const either = ways.join(' | ')
  if (node.end) return `(${either})?`
  return ways.length === 1 ? either : `(${either})`
}

/** A GBNF expression for a set of words, written as a tree so that the sampler follows one branch at a time. */
function wordsRule(words: readonly string[], capital: boolean): string {
  return [...trieOf(words).next]
    .map(([letter, child]) => {
      const first = capital ? letter.toUpperCase() : letter
      return [`"${first}"`, suffixes(child)].filter((s) => s !== '').join(' ')
    })
    .join(' | ')
}

/**
 * How freely a model may put a planned sentence. `wordings`: any combination of the composer's own ways to say it, which
 * reads well whatever the model is. `words`: any words of the vocabulary round the marks, for models that write well.
 */
export type Latitude = 'wordings' | 'words'

const literal = (text: string): string => `"${text.replace(/[\\"]/gu, String.raw`\$&`)}"`

function wordingRule(sentence: Sentence, i: number): string {
  const parts = sentence.parts.map((part) => {
    if (typeof part === 'string') return literal(part)
    return 'oneOf' in part ? `(${part.oneOf.map(literal).join(' | ')})` : literal(`[${part.evidence.id}]`)
  })
  return `s${i} ::= ${parts.join(' ')}`
}

function wordRules(sentence: Sentence, i: number): string[] {
  const extra = extraPhrases(sentence)
  const marks = marksOf(sentence).map((id) => `gap${i} sep "[${id}]"`)
  const or = (rule: string): string => (extra.length > 0 ? ` | ${rule}${i}` : '')
  const own = [`extra${i} ::= ${wordsRule(extra, false)}`, `first${i} ::= ${wordsRule(extra, true)}`]
  return [
    `s${i} ::= (start${or('first')}) ${marks.join(' ')} gap${i} "."`,
    `gap${i} ::= (sep (word${or('extra')}))*`,
    ...(extra.length > 0 ? own : [])
  ]
}

const vocabularyRules = (): string[] => [
  'sep ::= " " | ", " | "; " | ": "',
  `start ::= ${wordsRule(baseVocabulary, true)}`,
  `word ::= ${wordsRule(baseVocabulary, false)}`
]

/**
 * The grammar of a model's version of some planned sentences: as many sentences in the same order, each with its own marks
 * in order. No digit, bracket or foreign mark can be sampled.
 */
export function grammarFor(sentences: readonly Sentence[], latitude: Latitude): string {
  const root = `root ::= ${sentences.map((_, i) => `s${i}`).join(' " " ')}`
  const rules =
    latitude === 'wordings' ? sentences.map(wordingRule) : [...sentences.flatMap(wordRules), ...vocabularyRules()]
  return [root, ...rules].join('\n')
}
