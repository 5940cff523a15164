import { extname } from 'node:path'
import { z } from 'zod'
import { AppError } from '#shared/contract/errors.ts'
import { type JsonLine, readJsonl } from '../../dataset/jsonl/readJsonl.ts'
import { readJson } from '../../dataset/jsonl/readJson.ts'
import { QuestionKind } from './questionKind.ts'

/** What a model wrote may be a number or a truth value as well. */
const Told = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .transform((value) => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value ?? '')))
const Name = z.union([z.string().min(1), z.number()]).transform(String)
const Box = z.tuple([z.number(), z.number(), z.number(), z.number()])

/** A turn of a conversation, in LLaVA's words or in those of chat services. */
const Message = z.object({
  from: z.string().optional(),
  role: z.string().optional(),
  value: Told.optional(),
  content: z.union([Told, z.array(z.looseObject({ text: z.string().optional() }))]).optional()
})
type Message = z.infer<typeof Message>

/** One line of a file of questions or of answers, as the field's tools write them. */
const DialogueLine = z.object({
  id: Name.optional(),
  question_id: Name.optional(),
  image: z.string().nullish(),
  images: z.union([z.string(), z.array(z.string())]).optional(),
  /** Counted from 1. */
  turn: z.int().positive().optional(),
  questions: z.array(Told).optional(),
  question: Told.optional(),
  messages: z.array(Message).optional(),
  conversations: z.array(Message).optional(),
  qa_pairs: z.array(z.object({ question: Told.optional(), answer: Told })).optional(),
  prompt: Told.optional(),
  text: Told.optional(),
  answers: z.array(Told).optional(),
  answer: Told.optional(),
  reference: Told.optional(),
  ground_truth: Told.optional(),
  label: Told.optional(),
  prediction: Told.optional(),
  response: Told.optional(),
  output: Told.optional(),
  kind: QuestionKind.optional().catch(undefined),
  choices: z.array(z.string()).optional(),
  options: z.array(z.string()).optional(),
  answerable: z.boolean().optional(),
  boxes: z.array(Box).optional(),
  width: z.number().positive().optional(),
  height: z.number().positive().optional()
})
export type DialogueLine = z.infer<typeof DialogueLine>

/**
 * Reads questions or answers: JSONL, or a `.json` that is an array, `{"data": […]}` or one object.
 * @throws AppError file.*; dataset.unusable for a `.json` that is none of them, or too large.
 */
export async function* readDialogueLines(path: string): AsyncGenerator<JsonLine<DialogueLine>, void> {
  if (extname(path).toLowerCase() !== '.json') return yield* readJsonl(path, DialogueLine)
  const Items = z.union([
    z.array(z.unknown()),
    z.object({ data: z.array(z.unknown()) }).transform(({ data }) => data),
    z.looseObject({}).transform((item) => [item])
  ])
  const items = Items.safeParse(await readJson(path))
  if (!items.success)
    throw new AppError('dataset.unusable', {
      problem: 'a .json file holds no questions or answers; give JSONL as .jsonl'
    })
  for (const [i, item] of items.data.entries()) {
    const read = DialogueLine.safeParse(item)
    if (read.success) yield { line: i + 1, ok: true, value: read.data }
    else yield { line: i + 1, ok: false, fault: 'it is no question and no answer' }
  }
}

/** The name of a line, by which questions and answers find each other; undefined without any. */
export const nameOf = (line: DialogueLine): string | undefined => line.question_id ?? line.id ?? imageOf(line)

export const imageOf = ({ image, images }: DialogueLine): string | undefined =>
  image ?? (typeof images === 'string' ? images : images?.[0])

/** A turn: what was asked and what was said; null where the line does not hold it. */
export type Exchange = { readonly turn: number; readonly question: string | null; readonly answer: string | null }

/** What RetinalGPT asks where a line holds no question. */
const DEFAULT_QUESTION = 'Please describe this retinal image in detail.'

/** The turns of a line of questions, with their references where it holds them. */
export function askedIn(line: DialogueLine): Exchange[] {
  const spoken = line.qa_pairs ? pairsOf(line) : exchangesOf(line.messages ?? line.conversations ?? [])
  const questions = line.questions?.some(isSaid) ? line.questions : isSaid(line.question) ? [line.question] : []
  if (questions.length === 0 && spoken.length > 0) return spoken
  const asked = questions.length > 0 ? questions : [line.text ?? line.prompt ?? DEFAULT_QUESTION]
  const references = line.answers ?? [line.reference ?? line.ground_truth ?? line.answer ?? line.label]
  return asked.map((question, i) => ({
    turn: (line.turn ?? 1) + i,
    question: plainQuestion(question),
    answer: references[i] ?? spoken[i]?.answer ?? null
  }))
}

/** The turns of a line of answers. */
export function answeredIn(line: DialogueLine): Exchange[] {
  if (line.qa_pairs) return pairsOf(line)
  const said = line.answer ?? line.text ?? line.prediction ?? line.response ?? line.output
  if (line.answers === undefined && said === undefined) return exchangesOf(line.messages ?? line.conversations ?? [])
  const asked = line.questions ?? [line.question ?? line.prompt]
  return (line.answers ?? [said ?? '']).map((answer, i) => {
    const question = asked[i]
    return { turn: (line.turn ?? 1) + i, question: isSaid(question) ? plainQuestion(question) : null, answer }
  })
}

const isSaid = (text: string | undefined): text is string => text !== undefined && text.trim() !== ''

const plainQuestion = (text: string): string => text.replaceAll('<image>', ' ').trim()

const pairsOf = ({ qa_pairs: pairs = [] }: DialogueLine): Exchange[] =>
  pairs.map(({ question, answer }, i) => ({
    turn: i + 1,
    question: isSaid(question) ? plainQuestion(question) : null,
    answer
  }))

/** Questions of a conversation, each with what was said to it. */
function exchangesOf(messages: readonly Message[]): Exchange[] {
  const turns: { question: string; answer: string | null }[] = []
  for (const message of messages) {
    const who = (message.from ?? message.role ?? '').toLowerCase()
    const last = turns.at(-1)
    if (who === 'human' || who === 'user') {
      const question = plainQuestion(contentOf(message))
      if (question !== '') turns.push({ question, answer: null })
    } else if (who !== 'system' && last) last.answer ??= contentOf(message)
  }
  return turns.map((turn, i) => ({ turn: i + 1, ...turn }))
}

function contentOf({ value, content }: Message): string {
  if (!Array.isArray(content)) return value ?? content ?? ''
  return content.map(({ text }) => text ?? '').join(' ')
}
