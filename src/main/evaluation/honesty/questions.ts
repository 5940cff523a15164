import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { Laterality } from '#shared/domain/laterality.ts'
import { LesionType } from '#shared/domain/lesion.ts'
import { MeasurementName } from '#shared/domain/measurement.ts'
import { Intent } from '../../assistant/question/intent.ts'
import type { Ask, RoutedQuestion } from '../../assistant/question/route.ts'
import type { Router } from '../../assistant/question/router.ts'
import type { Scores } from '../scoreTree.ts'
import { merged, meanOf } from '../suites/suite.ts'

/** A conversation and how its last question is to be understood; a subject that is left out is not held against it. */
export const WrittenQuestion = z.strictObject({
  turns: z.array(z.string().min(1)).min(1),
  intent: Intent,
  eye: z.enum([...Laterality.options, 'both']).optional(),
  lesions: z.array(LesionType).optional(),
  measurements: z.array(MeasurementName).optional()
})
export type WrittenQuestion = z.infer<typeof WrittenQuestion>

const WrittenQuestions = z.strictObject({
  schema: z.literal('retinadesk.questions/1'),
  language: z.literal('en'),
  questions: z.array(WrittenQuestion).min(1)
})

/** Reads questions that were written apart from the rules that read them. @throws ZodError for anything else. */
export const readQuestions = async (path: string): Promise<readonly WrittenQuestion[]> =>
  WrittenQuestions.parse(JSON.parse(await readFile(path, 'utf8'))).questions

/** How the last question of a conversation is understood. */
async function understood(route: Router, turns: readonly string[]): Promise<RoutedQuestion> {
  const [first = '', ...rest] = turns
  const routed = [await route(first, { scopeEye: null, region: false, previous: [] })]
  for (const turn of rest) routed.push(await route(turn, { scopeEye: null, region: false, previous: [...routed] }))
  const last = routed.at(-1)
  if (!last) throw new Error('A conversation has a turn')
  return last
}

const same = <T>(wanted: readonly T[] | undefined, got: readonly T[]): boolean =>
  wanted === undefined || (wanted.length === got.length && wanted.every((one) => got.includes(one)))

/** Vessels have calibres of two kinds and by two formulas: what is wanted has to be among them. */
const among = <T>(wanted: readonly T[] | undefined, got: readonly T[]): boolean =>
  wanted === undefined || wanted.every((one) => got.includes(one))

const subjectsFit = (ask: Ask, { eye, lesions, measurements }: WrittenQuestion): boolean =>
  (eye === undefined || ask.eye === eye) && same(lesions, ask.lesions) && among(measurements, ask.measurements)

/** The shares of written questions that are understood: by their intent, and with the subjects that they name as well. */
export async function understandingScores(route: Router, questions: readonly WrittenQuestion[]): Promise<Scores> {
  const read: { readonly group: string; readonly intent: boolean; readonly wholly: boolean }[] = []
  // One after another: a meaning that has to queue is not waited for.
  for (const question of questions) {
    const [ask] = (await understood(route, question.turns)).asks
    const intent = ask.intent === question.intent
    read.push({ group: question.turns.join(' '), intent, wholly: intent && subjectsFit(ask, question) })
  }
  return merged(
    meanOf(read, 'honesty.questions_understood', ({ intent }) => (intent ? 1 : 0)),
    meanOf(read, 'honesty.questions_understood_wholly', ({ wholly }) => (wholly ? 1 : 0))
  )
}
