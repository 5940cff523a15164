import { describe, expect, it } from 'vitest'
import { suggestQuestions } from '#main/assistant/answer/suggest.ts'
import { TurnRecord, turnRecord } from '#main/assistant/answer/record.ts'
import { imageBox } from '#shared/domain/geometry.ts'
import { imageId } from '#test/fixtures/ids.ts'
import { anImageDetail } from '#test/fixtures/session.ts'
import { aPhotograph, aVisit, ask, everything, ungradable } from './assistantFixtures.ts'

describe('a turn as a record', () => {
  it('parts what was written from what was inserted', async () => {
    const question = 'What is the AVR?'
    const record = turnRecord(question, await ask(question), { firstTokenSeconds: null, seconds: 0.01 })
    expect(TurnRecord.parse(record)).toEqual(record)
    expect(record.text).toBe('In the right eye the AVR (Knudtson) in zone B is 0.67 (0.64–0.70).')
    expect(record.segments.map(({ text }) => text).join('')).toBe(record.text)
    expect(record.citations).toContainEqual({
      id: expect.any(String),
      kind: 'measurement',
      name: 'avrKnudtson',
      value: 0.67,
      unit: 'ratio',
      laterality: 'OD',
      region: 'zoneB'
    })
    expect(record).toMatchObject({ intent: 'measurement', abstained: false, replacedSentences: 0, model: 'composer' })
  })
})

describe('suggested questions', () => {
  const suggest = (session = aVisit([anImageDetail()]), asked: string[] = [], scope = everything) =>
    suggestQuestions(session, { earlier: [], scope, asked })

  it('follow the findings', () => {
    expect(suggest()).toEqual([
      'What do you see?',
      'Why this grade?',
      'How close are the exudates to the fovea?',
      'Where are the microaneurysms?'
    ])
    expect(suggest(aVisit([aPhotograph(1, 'OD', ungradable)]))).toContain('Why can it not be graded?')
    expect(suggest(aVisit([]))).toEqual([])
  })

  it('leave out what was asked, and begin with the region that is marked', () => {
    expect(suggest(undefined, ['what do you see?'])).not.toContain('What do you see?')
    const region = imageBox({ x: 600, y: 800, width: 200, height: 200 })
    expect(suggest(undefined, [], { imageId: imageId(1), region })[0]).toBe('What is in the marked region?')
  })

  it('are all understood and answered', async () => {
    const both = aVisit([aPhotograph(1, 'OD'), aPhotograph(2, 'OS')])
    const earlier = [aVisit([aPhotograph(1, 'OD')], '2025-11-03', 2)]
    const asked: string[] = []
    for (;;) {
      const [next] = suggestQuestions(both, { earlier, scope: everything, asked })
      if (next === undefined) break
      asked.push(next)
      const { intent, abstained } = await ask(next, { session: both, earlier })
      expect(intent, next).not.toBe('unclear')
      expect(abstained, next).toBe(false)
    }
    expect(asked).toContain('What has changed since the last visit?')
  })
})
