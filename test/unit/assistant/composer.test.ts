import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Segment } from '#shared/domain/conversation.ts'
import { Intent } from '#main/assistant/question/intent.ts'
import { composeAnswer } from '#main/assistant/composer/compose.ts'
import { type Part, segmentsFor, type Sentence } from '#main/assistant/composer/sentence.ts'
import { collectEvidence } from '#main/assistant/evidence/collect.ts'
import { englishLexicon } from '#main/assistant/english/lexicon/index.ts'
import { claimCheck } from '#main/assistant/lock/claims.ts'
import { holdsFigure } from '#main/assistant/lock/figures.ts'
import type { Ask, RoutedQuestion } from '#main/assistant/question/route.ts'
import { tagger } from '#main/assistant/question/tag.ts'
import { anImageDetail } from '#test/fixtures/session.ts'
import { aPhotograph, aVisit, classified, everything, ownWords, told, ungradable } from './assistantFixtures.ts'
import { sessions } from './arbitrarySession.ts'
import { moderateByRule } from '#test/fixtures/analysis.ts'

const check = claimCheck(tagger(englishLexicon))

const asks: fc.Arbitrary<Ask> = fc.record({
  intent: fc.constantFrom(...Intent.options),
  eye: fc.constantFrom(null, 'OD' as const, 'OS' as const, 'both' as const),
  lesions: fc.subarray(['microaneurysm', 'haemorrhage', 'irma', 'drusen'] as const, { maxLength: 2 }),
  measurements: fc.subarray(['avrKnudtson', 'craeKnudtson', 'cupToDiscRatioVertical'] as const, { maxLength: 2 }),
  regions: fc.constant([]),
  vessels: fc.subarray(['vein'] as const),
  quadrants: fc.subarray(['superiorNasal'] as const),
  conditions: fc.subarray(['glaucoma', 'cataract'] as const),
  scales: fc.subarray(['icdr', 'dmeRisk'] as const),
  topics: fc.constant([]),
  aspects: fc.subarray(['prognosis', 'prevention'] as const, { maxLength: 1 }),
  unknowables: fc.subarray(['intraocularPressure', 'age'] as const)
})

const questions: fc.Arbitrary<RoutedQuestion> = fc
  .tuple(asks, fc.option(asks, { nil: undefined }), fc.boolean())
  .map(([first, second, claiming]) => ({
    asks: second ? [first, second] : [first],
    symptoms: first.intent === 'urgent' ? ['flashesOrCurtain' as const] : [],
    premises: claiming
      ? [
          { kind: 'grade' as const, level: 4, eye: 'OD' as const },
          { kind: 'condition' as const, condition: 'glaucoma' as const, eye: null }
        ]
      : [],
    negated: claiming,
    central: !claiming,
    pressed: false,
    weight: 8
  }))

const composed = fc.tuple(sessions, questions).map(([current, question]) => {
  const book = collectEvidence({ current, earlier: [], scope: everything })
  return composeAnswer({ book, question, scope: everything, passages: [] })
})

/** Every way in which a sentence can be worded. */
function wordings(parts: readonly Part[]): Part[][] {
  return parts.reduce<Part[][]>(
    (all, part) => {
      const options: readonly Part[] = typeof part !== 'string' && 'oneOf' in part ? part.oneOf : [part]
      return all.flatMap((before) => options.map((option) => [...before, option]))
    },
    [[]]
  )
}

describe('whatever the session and the question', () => {
  it('the answer’s own words hold no figure, and its segments fit the contract', () => {
    fc.assert(
      fc.property(composed, ({ sentences }) => {
        const segments = segmentsFor(sentences)
        for (const segment of segments) expect(Segment.parse(segment)).toEqual(segment)
        expect(ownWords(segments)).not.toSatisfy(holdsFigure)
      }),
      { numRuns: 400 }
    )
  })

  it('a grade never comes without the quality that it was read from', () => {
    fc.assert(
      fc.property(composed, ({ sentences }) => {
        const cited = segmentsFor(sentences).flatMap((segment) =>
          segment.kind === 'citation' ? [segment.evidence] : []
        )
        const graded = cited.filter(({ kind }) => kind === 'grade').map(({ target }) => target?.imageId)
        const judged = cited.filter(({ kind }) => kind === 'quality').map(({ target }) => target?.imageId)
        for (const image of graded) expect(judged).toContain(image)
      }),
      { numRuns: 400 }
    )
  })

  it('every wording that a model may choose passes the claim check itself', () => {
    fc.assert(
      fc.property(composed, ({ sentences }) => {
        for (const sentence of sentences.filter(({ voice }) => voice === 'free')) {
          for (const parts of wordings(sentence.parts)) expect(check(parts, sentence)).toEqual([])
        }
      }),
      { numRuns: 120 }
    )
  })

  it('sentences end like sentences and never begin with what the app inserts', () => {
    fc.assert(
      fc.property(composed, ({ sentences }) => {
        for (const sentence of sentences) expect(endsWell(sentence)).toBe(true)
      }),
      { numRuns: 100 }
    )
  })
})

const endsWell = ({ parts, voice }: Sentence): boolean => {
  const last = parts.at(-1)
  return voice === 'note' || (typeof last === 'string' && last.endsWith('.'))
}

describe('answers for the fixture session', () => {
  it.each([
    [
      'What do you see?',
      'In the right eye the analysis found 2 microaneurysms, 1 haemorrhage and 2 hard exudates. In this photograph there were no cotton-wool spots. By rule the grade of the right eye is Moderate NPDR (ICDR 2); the quality of the photograph is good, 93 %. Left open by the installed models: new vessels (not looked for), intraretinal microvascular abnormalities (IRMA) (not looked for), venous beading (not looked for) and preretinal haemorrhages (not looked for).'
    ],
    [
      'Where are the haemorrhages?',
      'In the right eye there is 1 haemorrhage; place: lower temporal. The nearest lies 0.9 disc diameters from the centre of the fovea.'
    ],
    ['Any cotton wool spots?', 'In the right eye, no cotton-wool spots were seen here.'],
    [
      'Any IRMA?',
      'Nothing can be said for the right eye: intraretinal microvascular abnormalities (IRMA) (not looked for).'
    ],
    [
      'Why moderate and not severe?',
      'By rule the right eye is graded Moderate NPDR (ICDR 2); the quality is good, 93 %. What decides it: more than microaneurysms: met. Found in all: 2 microaneurysms, 1 haemorrhage and 2 hard exudates. What would be needed for more: more than 20 haemorrhages in each of 4 quadrants: not met. What could not be judged: venous beading in 2 or more quadrants: not assessed; prominent IRMA in 1 or more quadrants: not assessed. The photograph therefore cannot rule out more advanced disease.'
    ],
    [
      'What is her intraocular pressure?',
      'The intraocular pressure cannot be seen on a photograph; tonometry answers that. What was measured in the right eye is the vertical cup-to-disc ratio: 0.42 (0.40–0.44).'
    ],
    ['What is the AVR?', 'In the right eye the AVR (Knudtson) in zone B is 0.67 (0.64–0.70).'],
    ['CRVE?', 'In the right eye the CRVE (Knudtson) in zone B is not measurable: too few vessels cross the zone.'],
    ['What is the grade of the left eye?', 'There is no photograph of the left eye in this session.']
  ])('%s', async (question, answer) => {
    expect(await told(question)).toBe(answer)
  })
})

describe('particular answers', () => {
  it('sets a disagreement of rule and classifier apart as a note', async () => {
    const session = aVisit([aPhotograph(1, 'OD', { grades: [moderateByRule, classified(3, 'Severe NPDR', [2])] })])
    const text = await told('What is the grade?', { session })
    expect(text).toContain('The classifier reads Severe NPDR (ICDR 3), 87 %. Also possible: moderate NPDR (90 % set).')
    expect(text).toMatch(/\n\nRule and classifier disagree\./u)
  })

  it('never lets ungradable pass for normal, and says what to do', async () => {
    const session = aVisit([aPhotograph(1, 'OD', { ...ungradable, findings: [] })])
    for (const question of ['Is it normal?', 'What is the grade?', 'Any haemorrhages?', 'What is the AVR?']) {
      const text = await told(question, { session })
      expect(text).toContain('cannot be graded')
      expect(text).toContain('too dark and hazy')
      expect(text).toContain('Ungradable is not normal')
      expect(text).toContain('Repeat the photograph')
      expect(text).toContain('the same day')
      expect(text).not.toMatch(/no haemorrhages|NPDR|ICDR/u)
    }
  })

  it('answers for each eye when none is named, and begins a paragraph for the second', async () => {
    const session = aVisit([aPhotograph(1, 'OD'), aPhotograph(2, 'OS', { findings: [] })])
    const text = await told('How many haemorrhages?', { session })
    expect(text).toBe(
      'In the right eye there is 1 haemorrhage; by quadrant: lower temporal.\n\nIn the left eye, no haemorrhages were seen here.'
    )
  })

  it('prefers the photograph that is looked at, else the better one of an eye', async () => {
    const session = aVisit([aPhotograph(1, 'OD', ungradable), aPhotograph(2, 'OD')])
    expect(await told('What is the grade?', { session })).toContain('right eye, photograph 2 of 2')
    const looked = { imageId: session.images[0]?.image.id ?? null, region: null }
    expect(await told('What is the grade?', { session, scope: looked })).toContain('cannot be graded')
  })

  it('speaks of every photograph whose eye nobody stated', async () => {
    const session = aVisit([aPhotograph(1, null), aPhotograph(2, null, { findings: [] })])
    const text = await told('Any haemorrhages?', { session })
    expect(text).toContain('photographed eye (side not stated), photograph 1 of 2 there is 1 haemorrhage')
    expect(text).toContain('photographed eye (side not stated), photograph 2 of 2, no haemorrhages were seen here')
  })

  it('tells why there is nothing to tell', async () => {
    const unread = aVisit([anImageDetail({ analysis: null })])
    expect(await told('What do you see?', { session: unread })).toBe(
      'Nothing can be said about the right eye from the analysis: not analysed yet.'
    )
    expect(await told('What do you see?', { session: aVisit([]) })).toBe('There is no photograph in this session yet.')
  })
})
