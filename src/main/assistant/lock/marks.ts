import type { Part, Sentence } from '../composer/sentence.ts'
import { citedIn } from '../composer/sentence.ts'

/** Longest sentence that is waited for; a model that runs on without an end is cut off. */
const LONGEST = 1200

const END = /[.!?]+(?=\s|$)|\n+/u

/** Cuts a stream of text into sentences as they end. */
export type SentenceStream = {
  /** Takes the next stretch of text; returns the sentences that it completed. */
  readonly push: (text: string) => string[]
  /** What is left, when it ends like a sentence. */
  readonly end: () => string[]
}

/** A sentence ends at a full stop that a space follows, or at a line's end; the last one at the end of the stream. */
export function sentenceStream(): SentenceStream {
  let rest = ''
  const take = (final: boolean): string[] => {
    const sentences: string[] = []
    for (;;) {
      const found = END.exec(rest)
      const stop = found ? found.index + found[0].length : -1
      if (stop < 0 || (!final && stop === rest.length)) break
      const sentence = rest.slice(0, stop).trim()
      rest = rest.slice(stop)
      if (sentence !== '') sentences.push(sentence)
    }
    if (rest.length > LONGEST) rest = rest.slice(0, LONGEST)
    return sentences
  }
  return {
    push: (text) => {
      rest += text
      return take(false)
    },
    end: () => take(true)
  }
}

const MARK = /\[(E[1-9][0-9]*)\]/u

/**
 * Reads a model's sentence: marks of the planned sentence's evidence become citations, everything else stays text. A mark
 * that the plan does not hold stays text too, and fails the check there.
 */
export function readMarks(text: string, planned: Sentence): Part[] {
  const items = new Map<string, Part>(citedIn(planned).map((item) => [item.evidence.id, item]))
  return text
    .split(/(\[E[1-9][0-9]*\])/u)
    .map((piece): Part => {
      const id = MARK.exec(piece)?.[1]
      return (id === undefined ? undefined : items.get(id)) ?? piece
    })
    .filter((part) => part !== '')
}
