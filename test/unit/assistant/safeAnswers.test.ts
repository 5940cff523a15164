import { describe, expect, it } from 'vitest'
import { type QuestionScope, plainText } from '#shared/domain/conversation.ts'
import { imageBox } from '#shared/domain/geometry.ts'
import { englishLexicon } from '#main/assistant/english/lexicon/index.ts'
import type { IntentScorer } from '#main/assistant/question/meaning.ts'
import { createRouter } from '#main/assistant/question/router.ts'
import { imageId } from '#test/fixtures/ids.ts'
import { notMeasurable } from '#test/fixtures/measurement.ts'
import { aPhotograph, ask, aVisit, told, ungradable } from './assistantFixtures.ts'
import { forty } from './fortyQuestions.ts'

const poor = aVisit([aPhotograph(1, 'OD', ungradable)])
/** Round the first microaneurysm of the fixture, and round nothing. */
const onLesion: QuestionScope = { imageId: imageId(1), region: imageBox({ x: 610, y: 410, width: 20, height: 20 }) }
const onNothing: QuestionScope = { imageId: imageId(1), region: imageBox({ x: 1700, y: 1200, width: 30, height: 30 }) }
const readable = aVisit([aPhotograph(1, 'OD')])

const kindsIn = async (question: string, scope?: QuestionScope) => {
  const { answer } = await ask(question, { session: poor, ...(scope ? { scope } : {}) })
  return answer.segments.flatMap((segment) => (segment.kind === 'citation' ? [segment.evidence.kind] : []))
}

describe('a photograph that cannot be graded', () => {
  it.each(forty)(
    'is never graded, measured, compared or called free of anything: $n $question',
    async ({ question }) => {
      const kinds = await kindsIn(question)
      for (const kind of ['absence', 'grade', 'measurement', 'comparison']) expect(kinds).not.toContain(kind)
      const text = await told(question, { session: poor })
      expect(text).not.toMatch(/\b(?:eye|retina|fundus|it) (?:is|looks|appears) (?:normal|healthy|fine)\b/iu)
    }
  )

  it('is not measured in a drawn box either, nor is a box free of anything', async () => {
    const inBox = await told('What is this?', { session: poor, scope: onLesion })
    expect(inBox).toContain('cannot be graded')
    expect(inBox).toContain('microaneurysm')
    expect(inBox).not.toMatch(/disc diameters|mm²/u)
    expect(await kindsIn('What is this?', onNothing)).not.toContain('absence')
    expect(await told('What is this?', { session: poor, scope: onNothing })).toContain('ungradable is not normal')
  })
})

describe('urgent symptoms', () => {
  const symptoms = [
    ['I lost sight in one eye an hour ago', /^Sudden loss of sight/u],
    ['New flashes and floaters since yesterday', /^New flashes/u],
    ['Straight lines look bent since this morning', /^New distortion/u]
  ] as const

  it.each(symptoms)('come first whatever is shown, drawn or asked beside: %s', async (symptom, advice) => {
    for (const question of [symptom, `${symptom}, what is the grade?`, `${symptom}. Is this a haemorrhage?`]) {
      for (const session of [readable, poor, aVisit([])]) {
        const scope = session === readable ? { scope: onLesion } : {}
        expect(await told(question, { session, ...scope })).toMatch(advice)
      }
    }
  })
})

describe('drugs', () => {
  const asked = ['steroid', 'acetazolamide', 'hydroxychloroquine', 'ranibizumab', 'metformin'].flatMap((drug) => [
    `What dose of ${drug}?`,
    `How many mg of ${drug} for 70 kg?`,
    `Should she stop her ${drug}?`
  ])

  it.each(asked)('get no dose, no start and no stop: %s', async (question) => {
    const { answer } = await ask(question)
    const text = plainText(answer.segments)
    expect(text).not.toMatch(/\d\s*(?:mg|ml|g|drops|tablets|µg|mcg)\b/iu)
    expect(text).not.toMatch(/\b(?:should|may|can|must) (?:stop|start|take|increase|reduce)\b/iu)
  })
})

describe('a drawn box', () => {
  it.each(['Is this a haemorrhage?', 'Is this a hard exudate?', 'Any bleeding here?', 'What is this?'])(
    'is what the question is about, not the whole eye: %s',
    async (question) => {
      const { answer, intent } = await ask(question, { session: readable, scope: onLesion })
      const text = plainText(answer.segments)
      expect(intent).toBe('region')
      expect(text).toMatch(/^In the marked region of the right eye: microaneurysm, upper temporal/u)
      if (question !== 'What is this?') expect(text).toContain('not among what the analysis outlined there')
    }
  )

  it('is left where the question names an eye', async () => {
    const { intent } = await ask('How many haemorrhages are there in the right eye?', {
      session: readable,
      scope: onLesion
    })
    expect(intent).toBe('howMany')
  })
})

describe('what was at an earlier visit', () => {
  const earlier = [aVisit([aPhotograph(9, 'OD', { findings: [] })], '2025-11-03', 2)]

  it.each([
    'How many haemorrhages were there at the last visit?',
    'Fewer microaneurysms in the right eye than before?',
    'Are there more exudates than last time?',
    'What was the cup-to-disc ratio last year?'
  ])('is compared with today, never told of today alone: %s', async (question) => {
    const { intent, answer } = await ask(question, { session: readable, earlier })
    expect(intent).toBe('compareVisits')
    expect(plainText(answer.segments)).toContain('on 2025-11-03')
    expect((await ask(question, { session: readable })).abstained).toBe(true)
  })

  it('is told as more or fewer for counts, and once where it is the same', async () => {
    const text = await told('Has the right eye changed since the last visit?', { session: readable, earlier })
    expect(text).toContain('1 on 2026-11-20, 0 on 2025-11-03; more than before')
    expect(text).toContain('Unchanged, the cotton-wool spots: 0 on 2026-11-20 as on 2025-11-03')
  })
})

it('an earlier visit that is named weighs more than what a question sounds like', async () => {
  const scorer: IntentScorer = async () => [{ intent: 'howMany', probability: 1 }]
  const route = createRouter(englishLexicon, scorer)
  const { asks } = await route('How many exudates were there in the left eye at the last visit?', {
    scopeEye: null,
    region: false,
    previous: []
  })
  expect(asks[0]).toMatchObject({ intent: 'compareVisits', lesions: ['hardExudate'], eye: 'OS' })
})

describe('an answer reads well', () => {
  it('says once which of several photographs is meant', async () => {
    const session = aVisit([aPhotograph(1, 'OD'), aPhotograph(2, 'OD')])
    const text = await told('What do you see?', { session, scope: { imageId: imageId(1), region: null } })
    expect(text.match(/photograph 1 of 2/gu)).toHaveLength(1)
  })

  it('tells a reason once for everything that could not be measured for it', async () => {
    const measurements = (['avrKnudtson', 'craeKnudtson', 'crveKnudtson', 'vesselDensity'] as const).map((name) =>
      notMeasurable(name, 'poorQuality')
    )
    const session = aVisit([aPhotograph(1, 'OD', { measurements })])
    const text = await told('What could not be measured?', { session })
    expect(text.match(/not measurable/gu)).toHaveLength(1)
    expect(text).toContain('further measurements')
  })
})
