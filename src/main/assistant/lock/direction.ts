import type { Laterality } from '#shared/domain/laterality.ts'
import {
  changeWords,
  downwardWords,
  fallenWords,
  pastWords,
  risenWords,
  samenessWords,
  upwardWords
} from '../english/directionWords.ts'
import type { FactOf } from '../evidence/fact.ts'

/** A sentence about a comparison, as far as its direction goes: lower-case words, and the eyes named among them in order. */
type DirectedSentence = {
  readonly words: readonly string[]
  readonly eyes: readonly Laterality[]
  /** Eyes named before "than". */
  readonly eyesBeforeThan: readonly Laterality[]
}

const holdsAny = (words: readonly string[], set: ReadonlySet<string>): boolean => words.some((word) => set.has(word))

/** What is said to be the higher or lower one: the first or the second of what is compared; undefined where that is open. */
function subjectOf(sentence: DirectedSentence, between: 'eyes' | 'visits'): 'first' | 'second' | undefined {
  const than = sentence.words.indexOf('than')
  if (between === 'visits') {
    const told = than < 0 ? sentence.words : sentence.words.slice(0, than)
    return holdsAny(told, pastWords) ? 'second' : 'first'
  }
  const named = than < 0 ? sentence.eyes : sentence.eyesBeforeThan
  const [only, ...others] = [...new Set(named)]
  if (only === undefined || others.length > 0) return undefined
  return only === 'OD' ? 'first' : 'second'
}

/**
 * Whether a sentence puts a comparison another way than the evidence has it: "higher in the right eye" where it is the left,
 * "fewer than before" where there are more, "unchanged" where there is a difference, a difference where there is none. What
 * does not say plainly which of the two it means counts as wrong.
 */
export function turnsRound(sentence: DirectedSentence, { between, direction }: FactOf<'comparison'>): boolean {
  const { words } = sentence
  const [risen, fallen] = [holdsAny(words, risenWords), holdsAny(words, fallenWords)]
  const up = risen || holdsAny(words, upwardWords)
  const down = fallen || holdsAny(words, downwardWords)
  const same = holdsAny(words, samenessWords)
  if (same) return up || down || direction !== 'alike'
  if (!up && !down) return holdsAny(words, changeWords) && direction === 'alike'
  if (direction === 'alike' || (up && down)) return true
  // What rises or falls does so in time, and the present is what it came to.
  if (risen || fallen) return between === 'eyes' || (direction === 'higher') !== up
  const subject = subjectOf(sentence, between)
  return subject === undefined || (direction === 'higher') !== (up === (subject === 'first'))
}
