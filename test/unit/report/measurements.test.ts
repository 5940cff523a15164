import { describe, expect, it } from 'vitest'
import type { Measurement } from '#shared/domain/measurement.ts'
import type { MeasurementChoice } from '#main/report/sections/measurements.ts'
import type { MeasurementsSection } from '#main/report/reportModel.ts'
import { anAnalysis } from '#test/fixtures/analysis.ts'
import { aMeasurement, notMeasurable } from '#test/fixtures/measurement.ts'
import { photographOf } from '#test/fixtures/report.ts'
import { aSessionDetail, anImageDetail } from '#test/fixtures/session.ts'

const sectionOf = (measurements: readonly Measurement[], choice: MeasurementChoice = 'all'): MeasurementsSection => {
  const images = [anImageDetail({ analysis: anAnalysis({ measurements }) })]
  return photographOf(aSessionDetail({ images }), { measurements: choice }).measurements
}

const rangeOf = (low: number, high: number): Pick<Measurement, 'reference'> => ({
  reference: { low, high, population: 'healthy adults, n = 793', citation: 'ARVO 2333177' }
})

describe('rows of the measurements table', () => {
  it('carry value, unit and interval in the decimals of their kind', () => {
    const micrometres = { vessels: 'artery', unit: 'micrometre', calibration: 'estimated' } as const
    expect(sectionOf([aMeasurement('craeKnudtson', 150.6, micrometres)]).rows).toEqual([
      {
        measurable: true,
        name: 'CRAE, zone B',
        value: '151',
        unit: 'µm',
        estimated: true,
        interval: '145–157',
        reference: null
      }
    ])
    expect(sectionOf([aMeasurement('distanceTortuosity', 1.0874, { region: 'zoneC' })]).rows[0]).toMatchObject({
      name: 'Tortuosity, zone C',
      value: '1.087',
      estimated: false
    })
  })

  it('what cannot be measured has its reason in words, and no figure', () => {
    expect(sectionOf([notMeasurable('crveKnudtson', 'tooFewVessels')]).rows).toEqual([
      { measurable: false, name: 'CRVE, zone B', reason: 'not measurable: too few vessels' }
    ])
  })

  it('an estimated scale is explained, a measured one is not starred', () => {
    const section = sectionOf([aMeasurement('discHeight', 1812, { unit: 'micrometre', calibration: 'estimated' })])
    expect(section.notes[0]).toBe('* scale estimated from a typical disc diameter (6.00\u00a0µm per pixel)')
    const measured = sectionOf([aMeasurement('discHeight', 1812, { unit: 'micrometre', calibration: 'measured' })])
    expect(measured.rows[0]).toMatchObject({ estimated: false })
    expect(measured.notes.join()).not.toContain('estimated')
  })

  it('the value stands where it belongs on its reference range, inside and outside', () => {
    const at = (value: number): unknown => sectionOf([aMeasurement('avrKnudtson', value, rangeOf(0.6, 0.8))]).rows[0]
    expect(at(0.7)).toMatchObject({ reference: { range: '0.60–0.80', at: expect.closeTo(0.5, 6) } })
    expect(at(0.5)).toMatchObject({ reference: { at: expect.closeTo(-0.5, 6) } })
    expect(at(1)).toMatchObject({ reference: { at: expect.closeTo(2, 6) } })
  })

  it('says whose reference range it is, and where an interval comes from', () => {
    const { notes } = sectionOf([aMeasurement('avrKnudtson', 0.7, rangeOf(0.6, 0.8))])
    expect(notes).toEqual(['Interval: threshold 0.4 to 0.6', 'Reference: healthy adults, n = 793 (ARVO 2333177)'])
  })
})

describe('the choice of measurements', () => {
  const many = [
    aMeasurement('informationDimension', 1.4),
    aMeasurement('avrKnudtson', 0.7),
    aMeasurement('cupToDiscRatioVertical', 0.42, { region: 'disc', vessels: null }),
    aMeasurement('lesionCount', 3, { region: 'field', vessels: null, lesion: 'haemorrhage', unit: 'count' })
  ]

  it('is the key ones in a fixed order, and the number of those left out is said', () => {
    const { rows, notes } = sectionOf(many, 'key')
    expect(rows.map((row) => row.name)).toEqual(['CDR, vertical', 'AVR, zone B'])
    expect(notes).toContain('1\u00a0further measurement is kept with the session.')
  })

  it('or all of them, without the lesion figures that the findings table holds', () => {
    expect(sectionOf(many).rows).toHaveLength(3)
  })

  it('nothing measured is said, not left blank', () => {
    expect(sectionOf([])).toEqual({ rows: [], notes: ['Nothing was measured.'] })
  })
})
