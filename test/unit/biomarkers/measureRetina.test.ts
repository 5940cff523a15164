import { describe, expect, it } from 'vitest'
import { centralEquivalent, knudtson } from '#main/analysis/biomarkers/calibre.ts'
import { measureRetina, type RetinaInput } from '#main/analysis/biomarkers/index.ts'
import {
  Measurement,
  measurementKey,
  type MeasurementName,
  type MeasurementRegion
} from '#shared/domain/measurement.ts'
import { drawFundusPhantom, type FundusPhantom, type FundusPhantomOptions } from '#test/phantoms/fundusPhantom.ts'
import { phantomInput } from '#test/phantoms/phantomInput.ts'

const SIZE = 720
const draw = (changes: Partial<FundusPhantomOptions> = {}): FundusPhantom =>
  drawFundusPhantom({ width: SIZE, height: SIZE, seed: 11, centring: 'disc', ...changes })

const phantom = draw()
const measurements = measureRetina(phantomInput(phantom, { soft: 0.7 }))

type Which = { region?: MeasurementRegion; vessels?: Measurement['vessels']; lesion?: string | null }
function find(all: readonly Measurement[], name: MeasurementName, which: Which = {}): Measurement {
  const { region = 'field', vessels = null, lesion = null } = which
  const found = all.find((m) => m.name === name && m.region === region && m.vessels === vessels && m.lesion === lesion)
  if (!found) throw new Error(`${name} is missing`)
  return found
}

function valueOf(all: readonly Measurement[], name: MeasurementName, which: Which = {}): number {
  const { result } = find(all, name, which)
  if (!result.measurable) throw new Error(`${name} was not measurable: ${result.reason}`)
  return result.value
}

const reasonOf = (all: readonly Measurement[], name: MeasurementName, which: Which = {}): string => {
  const { result } = find(all, name, which)
  return result.measurable ? 'measurable' : result.reason
}

const zoneB = (vessels: Measurement['vessels']): Which => ({ region: 'zoneB', vessels })
const disc: Which = { region: 'disc' }

describe('measured on a phantom', () => {
  const micrometre = 1800 / phantom.truth.pxPerDiscDiameter

  it('the equivalents are those of the six widest vessels that were drawn', () => {
    const { artery, vein } = phantom.truth.zoneBWidths
    const crae = (centralEquivalent(artery.slice(0, 6), knudtson.artery) ?? 0) * micrometre
    const crve = (centralEquivalent(vein.slice(0, 6), knudtson.vein) ?? 0) * micrometre
    expect(Math.abs(valueOf(measurements, 'craeKnudtson', zoneB('artery')) / crae - 1)).toBeLessThan(0.02)
    expect(Math.abs(valueOf(measurements, 'crveKnudtson', zoneB('vein')) / crve - 1)).toBeLessThan(0.02)
    expect(Math.abs(valueOf(measurements, 'avrKnudtson', zoneB('all')) - crae / crve)).toBeLessThan(0.02)
  })

  it('widths, angles and coefficients are those of the drawn tree', () => {
    const { segments, branchings } = phantom.truth
    const length = segments.reduce((sum, { arcLength }) => sum + arcLength, 0)
    const width = (segments.reduce((sum, s) => sum + s.width * s.arcLength, 0) / length) * micrometre
    expect(Math.abs(valueOf(measurements, 'averageWidth', { vessels: 'all' }) / width - 1)).toBeLessThan(0.06)
    const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length
    const angle = mean(branchings.map(({ angleDegrees }) => angleDegrees))
    expect(Math.abs(valueOf(measurements, 'branchingAngle', { vessels: 'all' }) - angle)).toBeLessThan(4)
    const coefficient = mean(branchings.map((branching) => branching.coefficient))
    expect(valueOf(measurements, 'branchingCoefficient', { vessels: 'all' })).toBeCloseTo(coefficient, 1)
  })

  it('disc and cup have their heights, widths and ratios', () => {
    const { disc: ellipse, cupToDiscRatio } = phantom.truth
    expect(valueOf(measurements, 'discHeight', disc)).toBeCloseTo((ellipse.height * micrometre) / 1000, 2)
    expect(valueOf(measurements, 'discWidth', disc)).toBeCloseTo((ellipse.width * micrometre) / 1000, 2)
    expect(valueOf(measurements, 'cupToDiscRatioVertical', disc)).toBeCloseTo(cupToDiscRatio.vertical, 2)
    expect(valueOf(measurements, 'cupToDiscRatioHorizontal', disc)).toBeCloseTo(cupToDiscRatio.horizontal, 2)
    expect(valueOf(measurements, 'cupToDiscRatioArea', disc)).toBeCloseTo(cupToDiscRatio.area, 2)
  })

  it('the fovea lies 2.52 discs from the disc, 7° below the horizontal', () => {
    expect(valueOf(measurements, 'discFoveaDistance', disc)).toBeCloseTo(Math.hypot(2.5, 0.31), 2)
    expect(valueOf(measurements, 'discFoveaAngle', disc)).toBeCloseTo((Math.atan2(0.31, 2.5) * 180) / Math.PI, 1)
  })

  it('the rim is widest where the ellipses are farthest apart, and the cup lies temporally in this eye', () => {
    const rim = (region: MeasurementRegion): number => valueOf(measurements, 'rimWidth', { region })
    expect(rim('rimInferior')).toBeCloseTo(rim('rimSuperior'), 2)
    expect(rim('rimNasal')).toBeGreaterThan(rim('rimTemporal') + 0.02)
    expect(rim('rimInferior')).toBeCloseTo(0.52 * (1 - 0.42), 1)
  })

  it('every value lies in its interval, and says what moved', () => {
    for (const { result } of measurements) {
      if (!result.measurable || !result.interval) continue
      expect(result.value).toBeGreaterThanOrEqual(result.interval.low)
      expect(result.value).toBeLessThanOrEqual(result.interval.high)
      expect(result.interval.basis).not.toBe('')
    }
    expect(find(measurements, 'craeKnudtson', zoneB('artery')).result).toMatchObject({
      interval: { basis: expect.stringContaining('threshold 0.35 to 0.65') }
    })
  })

  it('points at the six vessels, each with callipers, inside the photograph', () => {
    const { marks } = find(measurements, 'craeKnudtson', zoneB('artery'))
    expect(marks.filter(({ shape }) => shape === 'path')).toHaveLength(6)
    const spans = marks.flatMap((mark) => (mark.shape === 'span' ? [mark] : []))
    expect(spans.length).toBeGreaterThanOrEqual(12)
    const widths = spans.map(({ from, to }) => Math.hypot(from.x - to.x, from.y - to.y))
    const drawn = phantom.truth.zoneBWidths.artery
    expect(Math.min(...widths)).toBeGreaterThan(0.85 * (drawn[5] ?? 0))
    expect(Math.max(...widths)).toBeLessThan(1.15 * (drawn[0] ?? 0))
  })

  it('can be pointed at, whatever was measured; only a count of nothing has no place', () => {
    const placeless = measurements.filter(({ marks }) => marks.length === 0)
    expect(placeless.filter(({ result }) => result.measurable && result.value !== 0)).toEqual([])
  })

  it('is what the contract accepts, each name once', () => {
    for (const measurement of measurements) expect(Measurement.parse(measurement)).toEqual(measurement)
    expect(new Set(measurements.map(measurementKey)).size).toBe(measurements.length)
  })
})

/** Values that must not change when the same eye is photographed differently, and by how much they may. */
const INVARIANT: readonly (readonly [MeasurementName, Which, number])[] = [
  ['vesselDensity', { vessels: 'all' }, 0.02],
  ['vesselDensity', zoneB('artery'), 0.05],
  ['averageWidth', { vessels: 'all' }, 0.03],
  ['fractalDimension', { vessels: 'all' }, 0.02],
  ['capacityDimension', { vessels: 'all' }, 0.02],
  ['correlationDimension', { vessels: 'all' }, 0.02],
  ['distanceTortuosity', { vessels: 'all' }, 0.01],
  ['branchingAngle', { vessels: 'all' }, 0.06],
  ['craeKnudtson', zoneB('artery'), 0.03],
  ['crveKnudtson', zoneB('vein'), 0.03],
  ['avrKnudtson', zoneB('all'), 0.03],
  ['cupToDiscRatioArea', disc, 0.02],
  ['discFoveaDistance', disc, 0.05]
]

function expectSame(other: readonly Measurement[], names: readonly MeasurementName[] = []): void {
  for (const [name, which, tolerance] of INVARIANT) {
    if (names.includes(name)) continue
    const [before, after] = [valueOf(measurements, name, which), valueOf(other, name, which)]
    expect(Math.abs(after / before - 1), `${name} ${before} → ${after}`).toBeLessThan(tolerance)
  }
}

describe('the same eye measures the same', () => {
  it('mirrored into the other eye, nasal and temporal changed over', () => {
    const left = measureRetina(phantomInput(draw({ eye: 'OS' }), { soft: 0.7 }))
    expectSame(left)
    for (const region of ['rimNasal', 'rimTemporal'] as const)
      expect(valueOf(left, 'rimWidth', { region })).toBeCloseTo(valueOf(measurements, 'rimWidth', { region }), 3)
  })

  it('with the camera turned', () => {
    const turned = measureRetina(phantomInput(draw({ rotationDegrees: 23 }), { soft: 0.7 }))
    expectSame(turned)
    expect(valueOf(turned, 'discFoveaAngle', disc)).toBeCloseTo(valueOf(measurements, 'discFoveaAngle', disc) - 23, 1)
  })

  it('at one and a half times the resolution', () => {
    expectSame(measureRetina(phantomInput(draw({ width: 1080, height: 1080 }), { soft: 0.7 })))
  })

  it('from a grid that covers a part of a larger photograph', () => {
    const input = phantomInput(phantom, { soft: 0.7 })
    if (!input.vessels) throw new Error('a phantom has vessels')
    const move = <P extends { x: number; y: number }>(point: P): P => ({ ...point, x: point.x + 100, y: point.y + 50 })
    const { disc: shape, cup, fovea } = input.landmarks
    if (!shape || !cup || !fovea) throw new Error('a phantom has landmarks')
    const larger: RetinaInput = {
      ...input,
      image: { width: SIZE + 200, height: SIZE + 100 },
      field: { ...input.field, circle: { ...input.field.circle, centre: move(input.field.circle.centre) } },
      landmarks: {
        ...input.landmarks,
        disc: { ...shape, centre: move(shape.centre), box: move(shape.box) },
        cup: { ...cup, centre: move(cup.centre), box: move(cup.box) },
        fovea: { ...fovea, centre: move(fovea.centre) }
      },
      vessels: { ...input.vessels, frame: { ...input.vessels.frame, left: 100, top: 50 } }
    }
    const shifted = measureRetina(larger)
    expectSame(shifted)
    const [span] = find(shifted, 'craeKnudtson', zoneB('artery')).marks.filter(({ shape: kind }) => kind === 'span')
    const [before] = find(measurements, 'craeKnudtson', zoneB('artery')).marks.filter(
      ({ shape: kind }) => kind === 'span'
    )
    if (span?.shape !== 'span' || before?.shape !== 'span') throw new Error('callipers')
    expect(span.from.x - before.from.x).toBeCloseTo(100, 1)
    expect(span.from.y - before.from.y).toBeCloseTo(50, 1)
  })
})

describe('what cannot be measured has a reason', () => {
  const input = phantomInput(phantom)
  const blank = { width: SIZE, height: SIZE, data: new Uint8Array(SIZE * SIZE) }
  const measuredWith = (changes: Partial<RetinaInput>): Measurement[] => measureRetina({ ...input, ...changes })
  const layers = input.vessels
  if (!layers) throw new Error('a phantom has vessels')
  it('and is never a NaN, an infinity, 0 or −1, whatever is missing', () => {
    const cases: Partial<RetinaInput>[] = [
      {},
      { vessels: null },
      { vessels: { ...layers, vessel: blank, artery: blank, vein: blank } },
      { vessels: { ...layers, vein: blank } },
      { landmarks: { ...input.landmarks, disc: null, cup: null } },
      { landmarks: { disc: null, cup: null, fovea: null, eye: null, centring: 'other' }, scale: null },
      { scale: null },
      { quality: { level: 'reject', confidence: null, reasons: ['blur'], method: 'test/1' } }
    ]
    for (const changes of cases) {
      const all = measuredWith(changes)
      expect(all).toHaveLength(measuredWith({}).length)
      for (const { name, result } of all) {
        if (!result.measurable) continue
        expect(Number.isFinite(result.value), name).toBe(true)
        // No lesions is a finding; a tortuosity density of 0 is a vessel that turns but once.
        if (!['lesionCount', 'lesionArea', 'tortuosityDensity', 'rimWidth', 'discFoveaAngle'].includes(name))
          expect(result.value, name).toBeGreaterThan(0)
      }
    }
  })

  it('empty masks: no vessels', () => {
    const all = measuredWith({ vessels: { ...layers, vessel: blank, artery: blank, vein: blank } })
    expect(reasonOf(all, 'vesselDensity', { vessels: 'all' })).toBe('noVessels')
    expect(reasonOf(all, 'craeKnudtson', zoneB('artery'))).toBe('noVessels')
  })

  it('vessels that were not segmented: not analysed', () => {
    expect(reasonOf(measuredWith({ vessels: null }), 'fractalDimension', { vessels: 'all' })).toBe('notAnalysed')
  })

  it('one vessel only: too few for equivalents, tortuosity and branchings', () => {
    const only = new Uint8Array(SIZE * SIZE)
    for (let y = 100; y < 620; y++) only.fill(1, y * SIZE + 600, y * SIZE + 607)
    const one = { width: SIZE, height: SIZE, data: only }
    const all = measuredWith({ vessels: { ...layers, vessel: one, artery: one, vein: blank } })
    expect(reasonOf(all, 'distanceTortuosity', { vessels: 'all' })).toBe('tooFewSegments')
    expect(reasonOf(all, 'branchingAngle', { vessels: 'all' })).toBe('tooFewSegments')
    expect(reasonOf(all, 'craeKnudtson', { region: 'zoneC', vessels: 'artery' })).toBe('tooFewVessels')
    expect(reasonOf(all, 'averageWidth', { vessels: 'all' })).toBe('measurable')
  })

  it('arteries without veins: no CRVE, no ratio, but CRAE', () => {
    const all = measuredWith({ vessels: { ...layers, vein: blank } })
    expect(reasonOf(all, 'crveKnudtson', zoneB('vein'))).toBe('noVeins')
    expect(reasonOf(all, 'avrKnudtson', zoneB('all'))).toBe('noVeins')
    expect(reasonOf(all, 'vesselDensity', { vessels: 'vein' })).toBe('noVeins')
    expect(
      reasonOf(measuredWith({ vessels: { ...layers, artery: null, vein: null } }), 'craeKnudtson', zoneB('artery'))
    ).toBe('noArteries')
  })

  it('no disc: no zones, no disc measurements, but the whole field', () => {
    const all = measuredWith({ landmarks: { ...input.landmarks, disc: null, cup: null } })
    expect(reasonOf(all, 'craeKnudtson', zoneB('artery'))).toBe('noDisc')
    expect(reasonOf(all, 'vesselDensity', { region: 'zoneC', vessels: 'all' })).toBe('noDisc')
    expect(reasonOf(all, 'cupToDiscRatioVertical', disc)).toBe('noDisc')
    expect(reasonOf(all, 'vesselDensity', { vessels: 'all' })).toBe('measurable')
  })

  it('a disc that the border cuts', () => {
    const small = { ...input.field.circle, radius: phantom.truth.disc.width }
    const all = measuredWith({ field: { ...input.field, circle: small } })
    const { disc: whole } = input.landmarks
    const far = whole && { ...whole, box: { ...whole.box, x: 0 } }
    const cut = measuredWith({ landmarks: { ...input.landmarks, disc: far } })
    expect(reasonOf(cut, 'cupToDiscRatioVertical', disc)).toBe('discCutByBorder')
    expect(reasonOf(cut, 'craeKnudtson', zoneB('artery'))).toBe('discCutByBorder')
    expect(reasonOf(all, 'craeKnudtson', zoneB('artery'))).toBe('zoneOutsideField')
  })

  it('no scale: micrometres are missing, ratios are not', () => {
    const all = measuredWith({ scale: null })
    expect(reasonOf(all, 'craeKnudtson', zoneB('artery'))).toBe('noScale')
    expect(reasonOf(all, 'averageWidth', { vessels: 'all' })).toBe('noScale')
    expect(reasonOf(all, 'avrKnudtson', zoneB('all'))).toBe('measurable')
    expect(reasonOf(all, 'distanceTortuosity', { vessels: 'all' })).toBe('measurable')
  })

  it('a scale that was taken from the disc does not measure the disc: pixels then', () => {
    const scale = input.scale && ({ ...input.scale, calibration: 'estimated', basis: 'discDiameter' } as const)
    const all = measuredWith({ scale })
    expect(find(all, 'discHeight', disc)).toMatchObject({ unit: 'pixel', calibration: 'scaleFree' })
    expect(reasonOf(all, 'discArea', disc)).toBe('scaleFromDisc')
    expect(find(all, 'craeKnudtson', zoneB('artery')).calibration).toBe('estimated')
  })

  it('a photograph that was rejected', () => {
    const all = measuredWith({ quality: { level: 'reject', confidence: null, reasons: ['blur'], method: 'test/1' } })
    expect(all.every(({ result }) => !result.measurable && result.reason === 'poorQuality')).toBe(true)
  })

  it('an unknown eye has no nasal and temporal rim', () => {
    const all = measuredWith({ landmarks: { ...input.landmarks, eye: null } })
    expect(reasonOf(all, 'rimWidth', { region: 'rimNasal' })).toBe('eyeUnknown')
    expect(reasonOf(all, 'rimWidth', { region: 'rimSuperior' })).toBe('measurable')
  })
})
