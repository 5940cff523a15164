import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { AppError, ErrorData, errorDetails, isAppError } from '#shared/contract/errors.ts'
import { resultOf } from '#shared/contract/result.ts'
import { Analysis } from '#shared/domain/analysis.ts'
import { Answer, Turn, isQuestion, plainText } from '#shared/domain/conversation.ts'
import { EvidenceId } from '#shared/domain/evidence.ts'
import { ImageOutline, ImagePath } from '#shared/domain/geometry.ts'
import { Sha256 } from '#shared/domain/ids.ts'
import { Measurement, measurementKey } from '#shared/domain/measurement.ts'
import { ageOn, patientName } from '#shared/domain/patient.ts'
import { disagreeing, plainReading } from '#shared/domain/secondReading.ts'
import { CalendarDay, Probability, probability } from '#shared/domain/units.ts'
import { anAnalysis } from '#test/fixtures/analysis.ts'
import { aFinding } from '#test/fixtures/finding.ts'
import { at, imageId, sessionId, turnId } from '#test/fixtures/ids.ts'
import { aMeasurement, notMeasurable } from '#test/fixtures/measurement.ts'

const refused = (schema: z.ZodType, value: unknown): boolean => !schema.safeParse(value).success

describe('an analysis', () => {
  const good = anAnalysis()

  it('round-trips through JSON', () => {
    expect(Analysis.parse(JSON.parse(JSON.stringify(good)))).toEqual(good)
  })

  it.each<[string, unknown]>([
    ['of another schema', { ...good, schema: 'retinadesk.analysis/0' }],
    ['without an image hash', { ...good, imageHash: 'abc' }],
    ['with a size of nothing', { ...good, imageSize: { width: 0, height: 10 } }],
    ['with a confidence above one', { ...good, gate: { ...good.gate, confidence: 1.2 } }],
    ['with an unknown quality', { ...good, quality: { ...good.quality, level: 'fair' } }],
    [
      'with a finding that is no lesion',
      { ...good, findings: [{ ...aFinding(1, 'haemorrhage', { x: 1, y: 1 }), lesion: 'freckle' }] }
    ],
    ['with NaN in a measurement', { ...good, measurements: [aMeasurement('avrKnudtson', Number.NaN)] }],
    ['with an infinite measurement', { ...good, measurements: [aMeasurement('avrKnudtson', Infinity)] }],
    [
      'with a measurable value and no value',
      { ...good, measurements: [{ ...notMeasurable('avrKnudtson', 'noDisc'), result: { measurable: true } }] }
    ],
    ['with a grade by nobody', { ...good, grades: [{ ...good.grades[0], by: 'somebody' }] }],
    ['with an unknown stage missing', { ...good, missing: [{ stage: 'coffee', reason: 'x' }] }]
  ])('%s is refused', (_, value) => {
    expect(refused(Analysis, value)).toBe(true)
  })

  it('has its JSON schema in the resources, up to date', () => {
    const kept: unknown = JSON.parse(readFileSync('resources/schema/analysis.schema.json', 'utf8'))
    expect(kept).toEqual(z.toJSONSchema(Analysis))
  })
})

describe('small things', () => {
  it('refuse what is none of them', () => {
    expect(refused(Sha256, 'A'.repeat(64))).toBe(true)
    expect(refused(EvidenceId, 'E0')).toBe(true)
    expect(refused(EvidenceId, 'E1 OR 1=1')).toBe(true)
    expect(refused(ImageOutline, [0, 0, 1, 1])).toBe(true)
    expect(refused(ImageOutline, [0, 0, 1, 1, 2, 2, 3])).toBe(true)
    expect(refused(ImagePath, [0, 0])).toBe(true)
    expect(refused(Probability, -0.01)).toBe(true)
    expect(refused(CalendarDay, '2026-02-30')).toBe(true)
    expect(() => probability(Number.NaN)).toThrow(RangeError)
    expect(probability(1.0000001)).toBe(1)
  })

  it('name a measurement by what it measures', () => {
    const keys = [
      measurementKey(aMeasurement('craeKnudtson', 1)),
      measurementKey(aMeasurement('craeKnudtson', 1, { region: 'zoneC' })),
      measurementKey(aMeasurement('craeKnudtson', 1, { vessels: 'artery' }))
    ]
    expect(new Set(keys).size).toBe(3)
    expect(refused(Measurement, { ...aMeasurement('avrKnudtson', 0.7), unit: 'furlong' })).toBe(true)
  })

  it('count completed years', () => {
    const born = CalendarDay.parse('1965-05-03')
    expect(ageOn(CalendarDay.parse('2026-05-02'), born)).toBe(60)
    expect(ageOn(CalendarDay.parse('2026-05-03'), born)).toBe(61)
    expect(ageOn(CalendarDay.parse('1960-01-01'), born)).toBeUndefined()
    expect(ageOn(CalendarDay.parse('2026-05-03'), null)).toBeUndefined()
    expect(patientName({ familyName: 'Demo', givenName: '' })).toBe('Demo')
  })
})

describe('an answer', () => {
  it('reads as plain text with the values of its citations', () => {
    const text = plainText([
      { kind: 'text', text: 'Nothing to see.' },
      { kind: 'break' },
      { kind: 'note', text: 'Check it.' }
    ])
    expect(text).toBe('Nothing to see.\n\n\n\nCheck it.')
  })

  it('is refused with a segment of no kind or a negative count', () => {
    const base = { state: 'complete', segments: [], generator: null, replaced: 0, failure: null }
    expect(refused(Answer, base)).toBe(false)
    expect(refused(Answer, { ...base, replaced: -1 })).toBe(true)
    expect(refused(Answer, { ...base, segments: [{ kind: 'number', value: 3 }] })).toBe(true)
    expect(refused(Turn, { answer: base })).toBe(true)
  })
})

describe('a second reading', () => {
  const evidence = {
    id: EvidenceId.parse('E3'),
    kind: 'lesionCount',
    eye: 'OD',
    subject: 'haemorrhages',
    text: '3 haemorrhages',
    figure: null,
    source: 'lesions 1.0.0',
    target: null
  } as const
  const sentences = [
    { text: 'The disc is pink.', disagreements: [] },
    { text: 'No haemorrhages.', disagreements: [{ about: 'lesion', evidence }] }
  ] as const

  it('reads as plain text with what the analysis says otherwise under the sentence', () => {
    expect(plainReading(sentences, 'The analysis says:')).toBe(
      'The disc is pink.\nNo haemorrhages.\n≠ The analysis says: 3 haemorrhages'
    )
    expect(disagreeing(sentences)).toBe(1)
  })

  it('is no question, and neither passes for the other', () => {
    const head = { id: turnId(), sessionId: sessionId(), askedAt: at(1), picked: false }
    const answer = { state: 'complete', segments: [], generator: null, replaced: 0, failure: null }
    const reading = { state: 'complete', progress: null, sentences, model: null, against: null, failure: null }
    const read = { ...head, kind: 'secondReading', imageId: imageId(), reading }
    expect(isQuestion(Turn.parse(read))).toBe(false)
    expect(refused(Turn, { ...read, kind: 'question' })).toBe(true)
    const scope = { imageId: null, region: null }
    expect(refused(Turn, { ...head, kind: 'secondReading', question: 'Any?', scope, answer })).toBe(true)
  })
})

describe('an error', () => {
  it('of any code crosses the boundary with its own detail and no other', () => {
    const error = new AppError('image.tooSmall', { width: 1, height: 1, minimum: 128 })
    expect(ErrorData.parse(structuredClone(error.toData()))).toEqual(error.toData())
    expect(refused(ErrorData, { code: 'image.tooSmall', detail: {}, retryable: false })).toBe(true)
    expect(refused(ErrorData, { code: 'image.tooGreen', detail: {}, retryable: false })).toBe(true)
    expect(refused(ErrorData, { code: 'toString', detail: {}, retryable: false })).toBe(true)
    expect(isAppError(AppError.fromData(error.toData()), 'image.tooSmall')).toBe(true)
    expect(isAppError(error, 'image.empty')).toBe(false)
  })

  it('never has room for a path or a name', () => {
    const keys = Object.values(errorDetails).flatMap((schema) => Object.keys(schema.shape))
    for (const key of keys) expect(key).not.toMatch(/path|file|name|patient|message/i)
  })

  it('is told apart from a value by its envelope', () => {
    const schema = resultOf(z.string())
    expect(schema.parse({ ok: true, value: 'x' })).toEqual({ ok: true, value: 'x' })
    expect(refused(schema, { ok: true })).toBe(true)
    expect(refused(schema, { ok: false, error: 'x' })).toBe(true)
  })
})
