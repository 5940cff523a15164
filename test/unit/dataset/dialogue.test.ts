import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeRecord } from '#main/dataset/describe/describe.ts'
import { faultsOf } from '#main/dataset/dialogue/check.ts'
import { composeDialogue } from '#main/dataset/dialogue/compose.ts'
import { Conversation, conversationOf } from '#main/dataset/dialogue/conversation.ts'
import { judged } from '#main/dataset/dialogue/outcome.ts'
import { bleu, varietyMeter } from '#main/dataset/dialogue/variety.ts'
import { AdapterName } from '#main/dataset/record.ts'
import { aDescription, retinopathyFacts } from '#test/fixtures/datasets/descriptions.ts'
import { layouts } from '#test/fixtures/datasets/layouts.ts'
import { readSet } from '#test/fixtures/datasets/read.ts'

const description = aDescription(retinopathyFacts)

describe('the check of an answer', () => {
  it.each([
    'This is the right eye.',
    'There are 3 haemorrhages in the upper left and centre of the picture, and no cotton-wool spots.',
    'ICDR level 2: moderate non-proliferative diabetic retinopathy.',
    'There are three haemorrhages.',
    'There is a suspicion of glaucoma.',
    'It is free of cataract. There are drusen.',
    'The vessel density of the arteries in zone B is 0.0004217.',
    'I cannot say whether there are microaneurysms.',
    'No cotton-wool spots, but there are drusen.',
    'Cotton wool spots are absent. Three hemorrhages were found.',
    'The grade is moderate nonproliferative diabetic retinopathy.',
    'The note says: seen 4 weeks after laser, left eye to follow',
    'The optic disc lies in the middle right of the picture.'
  ])('lets pass what the description holds: %s', (answer) => {
    expect(faultsOf(answer, description)).toEqual([])
  })

  it('takes a note out whole of which another one is a part', () => {
    const notes = ['cataract', 'cataract for 3 years'].map((text) => ({ kind: 'note', topic: 'notes', text }) as const)
    expect(faultsOf('The note says: cataract for 3 years', { ...description, facts: notes })).toEqual([])
  })

  it.each([
    ['number', 'There are 4 haemorrhages.'],
    ['number', 'The vertical cup-to-disc ratio is 0.24.'],
    ['number', 'There are five haemorrhages.'],
    ['number', 'The vessel density is −0.0004217.'],
    ['eye', 'This is the left eye.'],
    ['eye', 'OS shows drusen.'],
    ['place', 'The haemorrhages lie in the lower right of the picture.'],
    ['place', 'The haemorrhages lie in the middle right of the picture.'],
    ['place', 'The optic disc lies in the upper left of the picture.'],
    ['grade', 'It is severe non-proliferative diabetic retinopathy.'],
    ['grade', 'Hard exudates within one disc diameter of the centre of the macula.'],
    ['polarity', 'There are no haemorrhages.'],
    ['polarity', 'The readers marked cotton-wool spots.'],
    ['polarity', 'There is glaucoma.'],
    ['polarity', 'There is no suspicion of glaucoma.'],
    ['polarity', 'There is a cataract.'],
    ['polarity', 'Soft exudates are seen.'],
    ['polarity', 'Hemorrhages are not seen.'],
    ['polarity', 'I cannot tell whether there are haemorrhages.'],
    ['unsupported', 'There are microaneurysms.'],
    ['unsupported', 'There are no signs of retinal detachment.'],
    ['empty', '  ']
  ] as const)('refuses for %s: %s', (fault, answer) => {
    expect(faultsOf(answer, description)).toEqual([fault])
  })

  it('knows an eye that the set does not name as unknown', () => {
    expect(faultsOf('This is the right eye.', aDescription([]))).toEqual(['eye'])
  })
})

describe('composed dialogues', () => {
  const seeds = fc.nat({ max: 10_000 })

  it('are the same for the same seed, others for another, and do not depend on their neighbours', () => {
    expect(composeDialogue(description, 'instruction', 7)).toEqual(composeDialogue(description, 'instruction', 7))
    const of = (seed: number) => JSON.stringify(composeDialogue(description, 'instruction', seed))
    expect(new Set([1, 2, 3, 4, 5].map(of)).size).toBe(5)
  })

  it('have three to six turns, or one', () => {
    fc.assert(
      fc.property(seeds, fc.subarray([...retinopathyFacts]), (seed, facts) => {
        const turns = composeDialogue(aDescription(facts), 'instruction', seed).length
        expect(turns).toBeGreaterThanOrEqual(3)
        expect(turns).toBeLessThanOrEqual(6)
        expect(composeDialogue(aDescription(facts), 'alignment', seed)).toHaveLength(1)
      })
    )
  })

  it('stand up to their check, whatever the facts and the seed', () => {
    fc.assert(
      fc.property(seeds, fc.subarray([...retinopathyFacts]), (seed, facts) => {
        const about = aDescription(facts)
        for (const track of ['instruction', 'alignment'] as const) {
          const turns = composeDialogue(about, track, seed)
          for (const { answer } of turns) expect([answer, faultsOf(answer, about)]).toEqual([answer, []])
        }
      }),
      { numRuns: 300 }
    )
  })

  it('are refused when one number in them is changed, or the eye', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 50, max: 99 }), (seed, other) => {
        const answers = composeDialogue(description, 'instruction', seed).map(({ answer }) => answer)
        // The note quotes a number of its own.
        for (const answer of answers.filter((text) => !text.includes('laser'))) {
          const changed = answer.replace(/\d+(?:\.\d+)?/u, String(other))
          if (changed !== answer) expect(faultsOf(changed, description)).toContain('number')
          const turned = answer.replace('right eye', 'left eye')
          if (turned !== answer) expect(faultsOf(turned, description)).toContain('eye')
        }
      })
    )
  })

  it('of every public set stand up to their check', async () => {
    for (const name of AdapterName.options) {
      const { records } = await readSet(name, await layouts[name]())
      const outcomes = records.map((record) => {
        const about = describeRecord(record)
        return judged(about, { ok: true, turns: composeDialogue(about, 'instruction', 3) })
      })
      expect([name, outcomes.filter(({ kept }) => !kept)]).toEqual([name, []])
      expect(outcomes.length).toBeGreaterThan(0)
    }
  })

  it('are read by LLaVA-style trainers: the image first, human and gpt in turn', () => {
    const dialogue = conversationOf('a', 'a.jpg', composeDialogue(description, 'instruction', 1))
    expect(Conversation.parse(dialogue)).toEqual(dialogue)
    expect(dialogue.conversations[0]?.value).toMatch(/^<image>\n/u)
    expect(dialogue.conversations.filter(({ value }) => value.includes('<image>'))).toHaveLength(1)
    expect(conversationOf('a', null, [{ question: 'q', answer: 'a' }])).not.toHaveProperty('image')
    const twice = { id: 'a', conversations: [dialogue.conversations[0], dialogue.conversations[0]] }
    expect(Conversation.safeParse(twice).success).toBe(false)
  })
})

describe('variety', () => {
  it('is told by hand: three of four words, all of two pairs', () => {
    const meter = varietyMeter(1)
    for (const answer of ['a disc', 'a cup']) meter.add(answer)
    expect(meter.result()).toMatchObject({ answers: 2, meanWords: 2, distinct: { '1': 0.75, '2': 1, '3': 0 } })
  })

  it('by BLEU is 1 for the same sentence and falls with what differs', () => {
    const words = 'the fovea lies in the centre'.split(' ')
    expect(bleu(words, [words])).toBeCloseTo(1, 12)
    expect(bleu(['a', 'b', 'c', 'd'], [words])).toBe(0)
    // Five of six words, 4 of 6, 3 of 5, 2 of 4 with one added from 2-grams on: (5/6 · 4/6 · 3/5 · 2/4)^(1/4).
    const other = 'the fovea lies in the middle'.split(' ')
    expect(bleu(other, [words])).toBeCloseTo(((5 / 6) * (5 / 6) * (4 / 5) * (3 / 4)) ** 0.25, 12)
  })
})
