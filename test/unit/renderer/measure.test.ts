import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aMeasurement, notMeasurable } from '#test/fixtures/measurement.ts'
import { measurementsCsv } from '../../../src/renderer/src/features/measure/model/exportRows.ts'
import { referencePlace } from '../../../src/renderer/src/features/measure/model/reference.ts'
import { sectionsOf, tellsVesselsApart } from '../../../src/renderer/src/features/measure/model/sections.ts'

/** A reader of RFC 4180 that shares nothing with the writer. */
function parseCsv(csv: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  for (let at = 0; at < csv.length; at++) {
    const char = csv[at] ?? ''
    if (quoted && char === '"' && csv[at + 1] === '"') {
      cell += '"'
      at++
    } else if (char === '"') quoted = !quoted
    else if (!quoted && (char === ',' || char === '\n')) {
      rows.at(-1)?.push(cell)
      cell = ''
      if (char === '\n') rows.push([])
    } else if (quoted || char !== '\r') cell += char
  }
  return rows.slice(0, -1)
}

describe('measurements as CSV', () => {
  it('come back from a spreadsheet as they were, whatever a citation holds', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (citation, value) => {
          const m = aMeasurement('avrKnudtson', value, { method: { id: 'avr', version: '1', citation } })
          const [header = [], row = []] = parseCsv(measurementsCsv('OD 1', [m]))
          const cell = (name: string): string | undefined => row[header.indexOf(name)]
          expect(row).toHaveLength(header.length)
          expect(cell('citation')).toBe(citation)
          expect(Number(cell('value'))).toBe(value === 0 ? 0 : value)
        }
      )
    )
  })

  it('say why a value is missing and leave its figures empty', () => {
    const [header = [], row = []] = parseCsv(measurementsCsv('OD 1', [notMeasurable('crveKnudtson', 'tooFewVessels')]))
    expect(row[header.indexOf('value')]).toBe('')
    expect(row[header.indexOf('notMeasurable')]).toBe('tooFewVessels')
  })
})

describe('the sections', () => {
  const all = [
    aMeasurement('vesselDensity', 9, { region: 'field' }),
    aMeasurement('craeKnudtson', 150, { vessels: 'artery' }),
    aMeasurement('crveKnudtson', 220, { vessels: 'vein' }),
    aMeasurement('discHeight', 1.8, { region: 'disc', vessels: null })
  ]

  it('hold every measurement once, the disc first', () => {
    const sections = sectionsOf(all, 'everything')
    expect(sections.map(({ name }) => name)).toEqual(['disc', 'zoneB', 'field'])
    expect(sections.flatMap(({ rows }) => rows)).toHaveLength(all.length)
  })

  it('put the rim with the disc, and lesions under lesions, by place apart', () => {
    const rows = [
      aMeasurement('rimWidth', 0.2, { region: 'rimNasal', vessels: null }),
      aMeasurement('lesionCount', 3, { region: 'field', vessels: null, lesion: 'haemorrhage' }),
      aMeasurement('lesionCount', 1, { region: 'superiorNasal', vessels: null, lesion: 'haemorrhage' }),
      aMeasurement('lesionCount', 1, { region: 'innerNasal', vessels: null, lesion: 'haemorrhage' })
    ]
    expect(sectionsOf(rows, 'everything').map(({ name }) => name)).toEqual(['disc', 'lesions', 'quadrants', 'sectors'])
  })

  it('say once why nothing in them could be measured, and only where it is one reason', () => {
    const [alike] = sectionsOf(
      [notMeasurable('crveKnudtson', 'noDisc'), notMeasurable('craeKnudtson', 'noDisc')],
      'everything'
    )
    expect(alike?.unmeasurable).toBe('noDisc')
    const [mixed] = sectionsOf(
      [notMeasurable('crveKnudtson', 'noDisc'), aMeasurement('craeKnudtson', 150)],
      'everything'
    )
    expect(mixed?.unmeasurable).toBeNull()
  })

  it('hold only one kind of vessels when asked', () => {
    expect(sectionsOf(all, 'vein').flatMap(({ rows }) => rows.map(({ name }) => name))).toEqual(['crveKnudtson'])
    expect(tellsVesselsApart([aMeasurement('vesselDensity', 9)])).toBe(false)
  })
})

describe('the reference bar', () => {
  const reference = { low: 144, high: 181, population: 'adults', citation: 'ARVO 2333177' }
  const placed = (value: number) =>
    referencePlace(aMeasurement('craeKnudtson', value, { unit: 'micrometre', reference }))

  it('says on which side a value lies, and keeps its mark on the bar', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e4, max: 1e4, noNaN: true }), (value) => {
        const place = placed(value)
        expect(place?.at).toBeGreaterThanOrEqual(2)
        expect(place?.at).toBeLessThanOrEqual(98)
        expect(place?.where).toBe(value < 144 ? 'below' : value > 181 ? 'above' : 'within')
      })
    )
    expect(placed(144)?.at).toBe(22)
    expect(placed(181)?.at).toBe(78)
  })

  it('is left out where there is nothing to compare with', () => {
    expect(referencePlace(aMeasurement('vesselDensity', 9))).toBeUndefined()
    expect(referencePlace(notMeasurable('crveKnudtson', 'noVeins'))).toBeUndefined()
  })
})
