import { citedIn, markedText, type Sentence } from '../composer/sentence.ts'
import { grammarFor, type Latitude } from '../lock/grammar.ts'
import type { ChatMessage, PhraseRequest } from './phraser.ts'

/** The same for every request, so that the engine keeps it evaluated between questions. */
const SYSTEM = [
  'You put findings from a fundus photograph into clear clinical English for an ophthalmologist.',
  'Write the sentences in the order given. Put every mark, such as [E3], where its value belongs and copy marks exactly.',
  'Never write a number, an eye, a place, a diagnosis or advice yourself: the marks stand for them.'
].join(' ')

/** An answer of the kind that is wanted, so that a model that was not trained for this sees the form. */
const EXAMPLE: readonly ChatMessage[] = [
  {
    role: 'user',
    content: [
      'Question: Any bleeding?',
      'Marks: [E1] = left eye; [E9] = 4 haemorrhages; [E10] = upper nasal',
      'Sentences:',
      '- Yes, in the [E1] there are [E9]; place: [E10].'
    ].join('\n')
  },
  { role: 'assistant', content: 'The analysis of the [E1] shows [E9], located [E10].' }
]

/** The question as the model may see it: one line, no brackets, not endless. */
export const safeQuestion = (question: string): string =>
  question
    .normalize('NFKC')
    .replace(/[\p{C}<>[\]{}|]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, 300)

function marksLine(sentences: readonly Sentence[]): string {
  const items = new Map(sentences.flatMap(citedIn).map(({ evidence }) => [evidence.id, evidence.text]))
  return [...items].map(([id, text]) => `[${id}] = ${text}`).join('; ')
}

/** Tokens that a sentence may take: its own length in words, twice over, and room to begin and end. */
const room = (sentence: Sentence): number => 24 + 3 * markedText(sentence).split(/\s+/u).length

export type PhraseTask = {
  readonly question: string
  readonly sentences: readonly Sentence[]
  readonly latitude: Latitude
  /** Whether the model was trained for this, and needs no explanation. */
  readonly trained: boolean
  readonly seed: number
}

const explained = ({ question, sentences }: PhraseTask): ChatMessage[] => [
  { role: 'system', content: SYSTEM },
  ...EXAMPLE,
  {
    role: 'user',
    content: [
      `Question: ${safeQuestion(question)}`,
      `Marks: ${marksLine(sentences)}`,
      'Sentences:',
      ...sentences.map((sentence) => `- ${markedText(sentence)}`)
    ].join('\n')
  }
]

/** Words of an item's text that a trained model gets to see: enough to tell one from many. */
const SHOWN_WORDS = 5

const shown = (text: string): string => text.split(/\s+/u).slice(0, SHOWN_WORDS).join(' ')

/**
 * As short as can be, for a quick first word. The question is left out: what is said is settled already, and so nothing that
 * a user types can reach the model.
 */
const brief = ({ sentences }: PhraseTask): ChatMessage[] => {
  const items = new Map(sentences.flatMap(citedIn).map(({ evidence }) => [evidence.id, evidence.text]))
  const marks = [...items].map(([id, text]) => `[${id}] ${shown(text)}`)
  return [{ role: 'user', content: [...marks, ...sentences.map((sentence) => `- ${markedText(sentence)}`)].join('\n') }]
}

/** Asks a model to say some planned sentences in its own words. */
export const phraseRequest = (task: PhraseTask): PhraseRequest => ({
  messages: task.trained ? brief(task) : explained(task),
  grammar: grammarFor(task.sentences, task.latitude),
  maxTokens: task.sentences.reduce((sum, sentence) => sum + room(sentence), 0),
  temperature: task.latitude === 'wordings' ? 0.7 : 0.2,
  seed: task.seed
})
