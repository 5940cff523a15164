import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { Laterality } from '#shared/domain/laterality.ts'
import { LesionType } from '#shared/domain/lesion.ts'
import { MeasurementName } from '#shared/domain/measurement.ts'
import { createAssistant } from '#main/assistant/answer/assistant.ts'
import { loadKnowledge } from '#main/assistant/knowledge/load.ts'
import { Intent } from '#main/assistant/question/intent.ts'
import type { Ask, RoutedQuestion } from '#main/assistant/question/route.ts'
import type { Router } from '#main/assistant/question/router.ts'
import { openQuestionModel, type QuestionModel } from '#main/inference/language/questionModel.ts'

/**
 * Conversations as they are typed between two patients: alternatives, abbreviations, telegrams, slips, follow-ups, drawn boxes.
 * Written apart from the router's rules and its training; never learnt from.
 */
const Conversations = z.array(
  z.strictObject({
    turns: z.array(z.string()).min(1),
    /** Any of them answers the last turn. */
    intents: z.array(Intent).min(1),
    eye: z.enum([...Laterality.options, 'both']).optional(),
    lesions: z.array(LesionType).optional(),
    measurements: z.array(MeasurementName).optional(),
    /** A box is drawn for the last turn. */
    box: z.boolean().optional()
  })
)
type Conversation = z.infer<typeof Conversations>[number]

let model: QuestionModel
let route: Router
beforeAll(async () => {
  model = await openQuestionModel('resources/models/router')
  route = createAssistant({ knowledge: await loadKnowledge('resources/knowledge'), scorer: model.weigh }).route
})
afterAll(() => model.close())

async function understood({ turns, box = false }: Conversation): Promise<Ask | undefined> {
  const previous: RoutedQuestion[] = []
  for (const [i, turn] of turns.entries()) {
    const region = box && i === turns.length - 1
    previous.push(await route(turn, { scopeEye: null, region, previous: [...previous] }))
  }
  return previous.at(-1)?.asks[0]
}

function fits(ask: Ask | undefined, { intents, eye, lesions, measurements }: Conversation): boolean {
  if (!ask || !intents.includes(ask.intent)) return false
  const sameLesions = lesions === undefined || lesions.toSorted().join() === ask.lesions.toSorted().join()
  const measured = measurements === undefined || measurements.every((name) => ask.measurements.includes(name))
  return (eye === undefined || ask.eye === eye) && sameLesions && measured
}

it('questions as clinicians type them are understood, with the eye, lesions and measurements that they name', async () => {
  const all = Conversations.parse(JSON.parse(await readFile(new URL('./clinicians.json', import.meta.url), 'utf8')))
  const wrong: string[] = []
  for (const conversation of all) {
    const ask = await understood(conversation)
    if (!fits(ask, conversation)) wrong.push(`${conversation.turns.join(' → ')}: ${ask?.intent} ${ask?.eye}`)
  }
  expect(1 - wrong.length / all.length, wrong.join('\n')).toBeGreaterThanOrEqual(0.96)
})
