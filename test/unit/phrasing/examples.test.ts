import { describe, expect, it } from 'vitest'
import { loadGuidelines } from '#main/analysis/guidelines/load.ts'
import { createAssistant } from '#main/assistant/answer/assistant.ts'
import { markedText, type Sentence } from '#main/assistant/composer/sentence.ts'
import { diceOf } from '#main/evaluation/honesty/dice.ts'
import { knowledge } from '#test/unit/assistant/assistantFixtures.ts'
import { exampleOf, faultOf, type Wanted, wordedIn } from '../../../scripts/phrasing/examples.ts'
import { drawSession } from '../../../scripts/phrasing/sessions.ts'
import { fitted, shapeOf, written } from '../../../scripts/phrasing/shape.ts'
import { drawn, readWays } from '../../../scripts/phrasing/ways.ts'

const guidelines = await loadGuidelines('resources/guidelines')
const assistant = createAssistant({ knowledge })
const ways = readWays()
const asked = new Map(
  Object.entries({
    where: ['Where are the haemorrhages?'],
    howLarge: ['How large are the exudates?'],
    grade: ['What is the grade?'],
    howSure: ['How sure is the model of the microaneurysms?'],
    summaryRecord: ['Write a note for the record.'],
    compareEyes: ['Compare both eyes.'],
    region: ['What is this?']
  })
)

/** Planned sentences of some sessions, one of each kind. */
async function kinds(sessions: number): Promise<Sentence[]> {
  const seen = new Map<string, Sentence>()
  for (let n = 0; n < sessions; n++) {
    const session = drawSession(17 + 104_729 * n, { guidelines, written: asked })
    for (const question of session.questions) {
      for (const sentence of await wordedIn(assistant, session, question)) {
        const kind = ways.find(({ planned }) => fitted(sentence, planned))?.planned ?? shapeOf(sentence)
        if (!seen.has(kind)) seen.set(kind, sentence)
      }
    }
  }
  return [...seen.values()]
}

const sentences = await kinds(30)

/** Every text that a way's choices can lead to. */
function texts(way: string): string[] {
  const found = /\{([^{}]*)\}/u.exec(way)
  if (!found) return [way]
  const [choice = '', inside = ''] = found
  return inside.split('|').flatMap((one) => texts(way.replace(choice, () => one)))
}

const wanted = (wording: Wanted['wording']): Wanted => ({
  ways,
  wording,
  check: assistant.check,
  onFault: (fault) => expect.fail(fault)
})

describe('what the phrasing model learns from', () => {
  it('knows ways to put nearly every kind of sentence that the composer plans', () => {
    const known = sentences.filter((sentence) => ways.some(({ planned }) => fitted(sentence, planned)))
    expect(known.length).toBeGreaterThanOrEqual(30)
    expect(known.length / sentences.length).toBeGreaterThanOrEqual(0.9)
  })

  it.each(ways.map((one) => [one.planned, one] as const))('passes the check and the grammar: %s', (planned, one) => {
    const sentence = sentences.find((candidate) => fitted(candidate, planned))
    const fit = sentence && fitted(sentence, planned)
    if (!sentence || !fit) return
    const faults = [...one.learnt, ...one.heldOut].flatMap((way, n) => {
      const text = written(drawn(way, diceOf(n)), fit)
      const fault = faultOf(text, sentence, assistant.check)
      return fault === undefined ? [] : [`${fault}: ${text}`]
    })
    expect(faults).toEqual([])
  })

  it.each(ways.map((one) => [one.planned, one] as const))(
    'never learns what is held out: %s',
    (_, { learnt, heldOut }) => {
      const learntTexts = new Set(learnt.flatMap(texts))
      expect(learnt.length).toBeGreaterThanOrEqual(2)
      expect(heldOut.length).toBeGreaterThanOrEqual(1)
      expect(heldOut.flatMap(texts).filter((text) => learntTexts.has(text))).toEqual([])
    }
  )

  it('tells a fault from a wording: a figure, a foreign mark, a missing one, marks out of order, a word of its own', () => {
    const sentence = sentences.find((candidate) => shapeOf(candidate).startsWith('The classifier reads'))
    if (!sentence) throw new Error('The sessions hold a classifier’s grade')
    const fault = (text: string): string | undefined => faultOf(text, sentence, assistant.check)
    const mark = /\[E\d+\]/u.exec(markedText(sentence))?.[0] ?? ''
    expect(fault(`The classifier suggests ${mark}.`)).toBeUndefined()
    expect(fault(`The classifier suggests ${mark} in three places.`)).toContain('figure')
    expect(fault(`The classifier suggests ${mark} and [E999].`)).toBeDefined()
    expect(fault('The classifier suggests a grade.')).toContain('citation')
    expect(fault(`The classifier suggests ${mark} and glaucoma.`)).toContain('condition')
    expect(fault(`The classifier suggests${mark}.`)).toBe('grammar')
    expect(fault(`The classifier suggests ${mark}`)).toBe('grammar')
  })

  it('draws the same example from the same seed, in the words of its part', () => {
    const planned = sentences.slice(0, 3)
    const first = exampleOf(planned, wanted('learnt'), 5)
    expect(first?.target).toBeTypeOf('string')
    expect(exampleOf(planned, wanted('learnt'), 5)).toEqual(first)
    expect(exampleOf(planned, wanted('heldOut'), 5)?.target).not.toBe(first?.target)
    expect(first?.messages.map(({ role }) => role)).toEqual(['user'])
  })
})
