import type { Assistant } from '#main/assistant/answer/answerQuestion.ts'
import { planAnswer } from '#main/assistant/answer/answerQuestion.ts'
import type { ChatMessage } from '#main/assistant/answer/phraser.ts'
import { phraseRequest } from '#main/assistant/answer/prompt.ts'
import { citedIn, markedText, type Sentence } from '#main/assistant/composer/sentence.ts'
import { marksOf } from '#main/assistant/lock/allowed.ts'
import { readMarks } from '#main/assistant/lock/marks.ts'
import { type Dice, diceOf } from '#main/evaluation/honesty/dice.ts'
import { grammarPattern } from './grammarPattern.ts'
import type { DrawnSession } from './sessions.ts'
import { fitted, shapeOf, written } from './shape.ts'
import { drawn, type Ways } from './ways.ts'

/** What a model is given, and what it should write. */
export type Example = {
  readonly messages: readonly ChatMessage[]
  readonly target: string
  /** Kinds of the planned sentences. */
  readonly shapes: readonly string[]
}

/** From where the wordings come: ways to learn from, now and then the composer's own; or only ways that are held out. */
export type Wording = 'learnt' | 'heldOut'

export type Wanted = {
  readonly ways: readonly Ways[]
  readonly wording: Wording
  readonly check: Assistant['check']
  /** Called with a wording that the app would not let pass: the way is wrong then. */
  readonly onFault: (fault: string) => void
}

/** How often the composer's own words are the wanted ones. */
const PLAIN = 0.08
/** Longer answers would cost more time than they teach. */
const SENTENCES = 8

/** A pattern takes longer to build than to use, and neighbouring questions about a sentence come one after another. */
function lastPattern() {
  let last = { grammar: '', pattern: /^$/u }
  return (grammar: string): RegExp => {
    if (grammar !== last.grammar) last = { grammar, pattern: grammarPattern(grammar) }
    return last.pattern
  }
}

const patternFor = lastPattern()
const sampled = new Map<string, boolean>()

/** Whether a model under the lock could write a text. What differs in the numbers of marks alone is tried once. */
function canBeSampled(text: string, sentence: Sentence): boolean {
  const subjects = citedIn(sentence).map(({ evidence }) => evidence.subject)
  const key = [text, markedText(sentence), ...subjects].join('\n').replace(/\[E\d+\]/gu, '[E]')
  const known = sampled.get(key) ?? patternFor(requestFor([sentence]).grammar).test(text)
  sampled.set(key, known)
  return known
}

/** What is wrong with a wording of a planned sentence; undefined when it may be said. */
export function faultOf(text: string, planned: Sentence, check: Assistant['check']): string | undefined {
  const failures = check(readMarks(text, planned), planned)
  if (failures.length > 0) return failures.join()
  const marks = [...text.matchAll(/\[(E\d+)\]/gu)].map(([, id]) => id)
  const inOrder = marks.join() === marksOf(planned).join()
  return inOrder && canBeSampled(text, planned) ? undefined : 'grammar'
}

const requestFor = (sentences: readonly Sentence[]) =>
  phraseRequest({ question: '', sentences, latitude: 'words', trained: true, seed: 1 })

/** A sentence in other words; undefined where no way is known. */
function worded(sentence: Sentence, { ways, wording, check, onFault }: Wanted, dice: Dice): string | undefined {
  const plain = markedText(sentence)
  if (wording === 'learnt' && dice.chance(PLAIN) && faultOf(plain, sentence, check) === undefined) return plain
  for (const one of ways) {
    const fit = fitted(sentence, one.planned)
    const [way] = dice.shuffled(one[wording])
    if (!fit || way === undefined) continue
    const text = written(drawn(way, dice), fit)
    const fault = faultOf(text, sentence, check)
    if (fault === undefined) return text
    onFault(`${fault}: ${text} (${plain})`)
  }
  return undefined
}

/** The sentences of an answer that a model may word. */
export async function wordedIn(
  assistant: Assistant,
  { session, earlier }: DrawnSession,
  asked: DrawnSession['questions'][number]
): Promise<readonly Sentence[]> {
  const question = { ...asked, session, earlier, history: [] }
  const { composed } = await planAnswer(assistant, question, new AbortController().signal)
  return composed.sentences.filter(({ voice }) => voice === 'free')
}

/** An example of an answer; undefined where nothing is to be worded, or no way is known. */
export function exampleOf(sentences: readonly Sentence[], wanted: Wanted, seed: number): Example | undefined {
  const told = sentences.slice(0, SENTENCES)
  const dice = diceOf(seed)
  const texts = told.map((sentence) => worded(sentence, wanted, dice))
  if (told.length === 0 || texts.includes(undefined)) return undefined
  return { messages: requestFor(told).messages, target: texts.join(' '), shapes: told.map(shapeOf) }
}
