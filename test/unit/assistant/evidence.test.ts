import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Evidence } from '#shared/domain/evidence.ts'
import { eyeOf } from '#shared/domain/image.ts'
import { imageBox } from '#shared/domain/geometry.ts'
import { probability } from '#shared/domain/units.ts'
import { allItems, collectEvidence } from '#main/assistant/evidence/collect.ts'
import { itemsOf } from '#main/assistant/evidence/fact.ts'
import { formatMeasured, formatNumber, formatProbability, formatQuantity } from '#main/assistant/evidence/figures.ts'
import type { EvidenceSession } from '#main/assistant/evidence/reading.ts'
import { aFinding } from '#test/fixtures/finding.ts'
import { at, findingId, imageId } from '#test/fixtures/ids.ts'
import { aMeasurement } from '#test/fixtures/measurement.ts'
import { anImageDetail } from '#test/fixtures/session.ts'
import { aPhotograph, aVisit, everything, ungradable } from './assistantFixtures.ts'
import { sessions } from './arbitrarySession.ts'

const bookOf = (current: EvidenceSession, earlier: readonly EvidenceSession[] = []) =>
  collectEvidence({ current, earlier, scope: everything })

const textsOf = (current: EvidenceSession): string[] => allItems(bookOf(current)).map(({ evidence }) => evidence.text)

describe('evidence of a session', () => {
  it('states counts, places, distances, areas and confidences with their figures', () => {
    const texts = textsOf(aVisit([anImageDetail()]))
    expect(texts).toContain('2 hard exudates')
    expect(texts).toContain('1 upper temporal and 1 lower nasal')
    expect(texts).toContain('0.6 disc diameters from the centre of the fovea')
    expect(texts).toContain('54–90 %')
    expect(texts).toContain('151 µm (145–157), scale estimated')
    expect(texts).toContain('not measurable: too few vessels cross the zone')
    expect(texts).toContain('venous beading in 2 or more quadrants: not assessed')
  })

  it('always fits the contract, with ids that are unique and stay the same', () => {
    fc.assert(
      fc.property(sessions, (session) => {
        const items = allItems(bookOf(session))
        for (const { evidence } of items) expect(Evidence.parse(evidence)).toEqual(evidence)
        expect(new Set(items.map(({ evidence }) => evidence.id)).size).toBe(items.length)
        expect(allItems(bookOf(session))).toEqual(items)
      }),
      { numRuns: 40 }
    )
  })

  it('points at the photograph that it speaks of and never at another eye', () => {
    fc.assert(
      fc.property(sessions, (session) => {
        for (const { evidence } of allItems(bookOf(session))) {
          const image = session.images.find((detail) => detail.image.id === evidence.target?.imageId)?.image
          if (image) expect(evidence.eye).toBe(eyeOf(image) ?? null)
        }
      }),
      { numRuns: 40 }
    )
  })

  it('leaves rejected findings out of counts, and says so where none is left', () => {
    const reviews = [4, 5].map((n) => ({ findingId: findingId(n), status: 'rejected' as const, at: at(3) }))
    const texts = textsOf(aVisit([aPhotograph(1, 'OD', { reviews })]))
    expect(texts).not.toContain('2 hard exudates')
    expect(texts).toContain('no hard exudates left after review')
  })

  it('does not take what was not looked for as absent', () => {
    const stageless = aPhotograph(1, 'OD', { findings: [], missing: [{ stage: 'lesions', reason: 'model missing' }] })
    const items = allItems(bookOf(aVisit([stageless])))
    expect(itemsOf(items, 'absence')).toEqual([])
    expect(items.map(({ evidence }) => evidence.text)).toContain('lesions not assessed: it did not run')
    expect(
      itemsOf(allItems(bookOf(aVisit([anImageDetail()]))), 'notLookedFor').map(({ fact }) => fact.lesion)
    ).toContain('irma')
  })

  it('never says that there are no other bright lesions, which few photographs taught', () => {
    const items = allItems(bookOf(aVisit([aPhotograph(1, 'OD', { findings: [] })])))
    const absent = itemsOf(items, 'absence').flatMap(({ fact }) => ('lesion' in fact ? [fact.lesion] : []))
    expect(absent).toContain('softExudate')
    expect(absent).not.toContain('otherBright')
  })

  it('claims no absence, grade or measurement of an ungradable photograph', () => {
    const items = allItems(bookOf(aVisit([aPhotograph(1, 'OD', ungradable)])))
    const kinds = new Set(items.map(({ fact }) => fact.kind))
    for (const kind of ['absence', 'grade', 'criterion', 'measurement', 'condition', 'nextStep'] as const) {
      expect(kinds.has(kind)).toBe(false)
    }
    expect(items.map(({ evidence }) => evidence.text)).toContain('ungradable: too dark and hazy, 88 %')
  })

  it('judges nothing but the kind of picture when it is no fundus', () => {
    const other = aPhotograph(1, 'OD', {
      gate: { fundus: false, confidence: null, reasons: ['noRetinalColour'], method: 'gate/1' }
    })
    const items = allItems(bookOf(aVisit([other])))
    expect(items.map(({ fact }) => fact.kind)).toEqual(['eye', 'eyeBasis', 'gate'])
  })
})

describe('comparisons', () => {
  const cup = (value: number) => aMeasurement('cupToDiscRatioVertical', value, { region: 'disc', vessels: null })
  const pair = aVisit([
    aPhotograph(1, 'OD', { measurements: [cup(0.42)] }),
    aPhotograph(2, 'OS', { measurements: [cup(0.7)], findings: [aFinding(1, 'haemorrhage', { x: 500, y: 500 })] })
  ])

  it('sets both eyes side by side with the direction', () => {
    const texts = bookOf(pair).eyes.map(({ evidence }) => evidence.text)
    expect(texts).toContain('0.42 in the right eye, 0.70 in the left eye; higher in the left eye')
    expect(texts).toContain('2 in the right eye, 0 in the left eye; more in the right eye')
  })

  it('calls a difference within the intervals none', () => {
    const close = aVisit([
      aPhotograph(1, 'OD', { measurements: [cup(0.42)] }),
      aPhotograph(2, 'OS', { measurements: [cup(0.43)] })
    ])
    const [item] = itemsOf(bookOf(close).eyes, 'comparison').filter(({ fact }) => fact.about.of === 'measurement')
    expect(item?.fact.direction).toBe('alike')
    expect(item?.evidence.text).toBe('0.42 in the right eye, 0.43 in the left eye')
  })

  it('compares nothing with an ungradable eye', () => {
    const poor = aVisit([aPhotograph(1, 'OD'), aPhotograph(2, 'OS', ungradable)])
    expect(bookOf(poor).eyes).toEqual([])
  })

  it('compares with the latest earlier visit that is readable', () => {
    const unreadable = aVisit([aPhotograph(1, 'OD', ungradable)], '2026-05-01', 2)
    const older = aVisit([aPhotograph(1, 'OD', { measurements: [cup(0.3)] })], '2025-11-03', 3)
    const now = aVisit([aPhotograph(1, 'OD', { measurements: [cup(0.42)] })])
    const [visit] = bookOf(now, [unreadable, older]).visits
    expect(visit?.eye).toBe('OD')
    expect(visit?.items.map(({ evidence }) => evidence.text)).toContain(
      '0.42 on 2026-11-20, 0.30 on 2025-11-03; higher than before'
    )
  })
})

describe('a marked region', () => {
  const inBox = (x: number, y: number, size: number) =>
    collectEvidence({
      current: aVisit([anImageDetail()]),
      earlier: [],
      scope: { imageId: imageId(1), region: imageBox({ x, y, width: size, height: size }) }
    }).region?.items.map(({ evidence }) => evidence.text)

  it('tells each finding in it, and nothing beside it', () => {
    const texts = inBox(640, 860, 100)
    expect(texts).toHaveLength(2)
    expect(texts?.every((text) => text.startsWith('hard exudate, '))).toBe(true)
  })

  it('names landmarks, and says where nothing was outlined', () => {
    expect(inBox(1300, 500, 300)).toEqual(['the optic disc', 'no lesion outlined'])
  })
})

describe('figures', () => {
  it('never let a small value read as nothing', () => {
    expect(formatQuantity(0.004, 'squareMillimetre')).toBe('0.004 mm²')
    expect(formatQuantity(151.4, 'micrometre')).toBe('151 µm')
    fc.assert(
      fc.property(fc.double({ min: 1e-5, max: 1e4, noNaN: true }), (value) => {
        expect(Number(formatNumber(value, 'squareMillimetre'))).toBeGreaterThan(0)
      })
    )
  })

  it('say that a scale is estimated wherever it enters', () => {
    const text = formatMeasured(4.62, 'millimetre', { interval: null, calibration: 'estimated' })
    expect(text).toBe('4.62 mm, scale estimated')
  })

  it('write certainty only for certainty', () => {
    expect(formatProbability(probability(0.9996))).toBe('above 99 %')
    expect(formatProbability(probability(0.0003))).toBe('below 1 %')
    expect(formatProbability(probability(1))).toBe('100 %')
    expect(formatProbability(probability(0))).toBe('0 %')
  })
})
