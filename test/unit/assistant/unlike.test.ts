import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ImageId } from '#shared/domain/ids.ts'
import { probability } from '#shared/domain/units.ts'
import { composeAnswer } from '#main/assistant/composer/compose.ts'
import { citedIn, markedText, type Sentence } from '#main/assistant/composer/sentence.ts'
import { collectEvidence } from '#main/assistant/evidence/collect.ts'
import { Intent } from '#main/assistant/question/intent.ts'
import type { RoutedQuestion } from '#main/assistant/question/route.ts'
import { moderateByRule } from '#test/fixtures/analysis.ts'
import { sessions } from './arbitrarySession.ts'
import { aPhotograph, aVisit, classified, everything, told } from './assistantFixtures.ts'

const grades = [moderateByRule, classified(3, 'Severe NPDR', [2])]
const session = aVisit([aPhotograph(1, 'OD', { grades, outOfDistribution: true })])
const nothingNamed = {
  eye: null,
  lesions: [],
  measurements: [],
  regions: [],
  vessels: [],
  quadrants: [],
  conditions: [],
  scales: [],
  topics: [],
  aspects: [],
  unknowables: []
} as const
const citesGradeOf = (sentence: Sentence, images: readonly ImageId[]): boolean =>
  citedIn(sentence).some(
    ({ fact, evidence }) => fact.kind === 'grade' && images.some((id) => id === evidence.target?.imageId)
  )
const ordinary = aVisit([aPhotograph(1, 'OD', { grades, outOfDistribution: false })])

describe('of a photograph unlike those that the models learned from', () => {
  it.each(['What grade is it?', 'Why moderate and not severe?', 'How sure are you?', 'Summarise it for the record'])(
    '“%s” puts no grade forward, and shows what rule and classifier came to',
    async (question) => {
      const text = await told(question, { session })
      expect(text).toContain('No grade is asserted for the right eye: its photograph is unlike the photographs')
      expect(text).toContain('To be judged by the reader, by rule: Moderate NPDR (ICDR 2).')
      expect(text).toContain('To be judged by the reader, by the classifier: Severe NPDR (ICDR 3), 87 %.')
      expect(text).toMatch(/Rule and classifier disagree/u)
      expect(text).not.toMatch(/the grade of the right eye is|is graded|classifier reads/u)
    }
  )

  it('no next step follows', async () => {
    for (const question of ['What next?', 'Write a letter of referral', 'Explain it to the patient']) {
      expect(await told(question, { session })).not.toContain('3–6 months')
    }
    expect(await told('What next?', { session: ordinary })).toContain('3–6 months')
    expect(await told('What next?', { session })).toContain('Without a grade no guideline names a next step')
  })

  it('a level that the question takes for granted is not confirmed', async () => {
    expect(await told('Since it is moderate NPDR, what grade is it?', { session })).toContain('No grade is asserted')
  })

  it('other disease is told with less trust', async () => {
    const conditions = [{ condition: 'cataract', probability: probability(0.6), suspected: true }] as const
    const hazy = aVisit([aPhotograph(1, 'OD', { grades, conditions, outOfDistribution: true })])
    expect(await told('Is there a cataract?', { session: hazy })).toContain('the results deserve less trust')
  })

  it('no sentence, whatever is asked, asserts its grade', () => {
    const intents = fc.constantFrom(...Intent.options)
    fc.assert(
      fc.property(sessions, intents, (current, intent) => {
        const book = collectEvidence({ current, earlier: [], scope: everything })
        const question: RoutedQuestion = {
          asks: [{ ...nothingNamed, intent }],
          symptoms: [],
          premises: [],
          negated: false,
          central: false,
          pressed: false,
          weight: 8
        }
        const unlike = current.images.flatMap(({ image, analysis }) =>
          analysis?.outOfDistribution === true ? [image.id] : []
        )
        for (const sentence of composeAnswer({ book, question, scope: everything, passages: [] }).sentences) {
          if (citesGradeOf(sentence, unlike)) expect(markedText(sentence)).toContain('To be judged by the reader')
        }
      }),
      { numRuns: 400 }
    )
  })
})
