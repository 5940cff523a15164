import { distance, imageCircle, imagePath, imagePoint } from '#shared/domain/geometry.ts'
import type { DiscShape, Scale } from '#shared/domain/landmark.ts'
import type { Mark, Measurement, MeasurementName, MeasurementRegion } from '#shared/domain/measurement.ts'
import type { DrawnFundus, DrawnVessel } from './drawnFundus.ts'

type Eye = {
  readonly drawn: DrawnFundus
  readonly disc: DiscShape
  readonly cup: DiscShape
  readonly scale: Scale
}

/** Callipers across the widest vessels of a kind where they cross a ring round the disc. */
function callipers({ drawn, disc }: Eye, kind: DrawnVessel['kind']): Mark[] {
  const ring = 2.5 * (disc.diameterPx / 2)
  return drawn.vessels
    .filter((vessel) => vessel.kind === kind)
    .toSorted((a, b) => b.width - a.width)
    .slice(0, 6)
    .flatMap((vessel): Mark[] => {
      const index = vessel.points.findIndex((point) => distance(point, disc.centre) >= ring)
      const [at, next] = [vessel.points[index], vessel.points[index + 1]]
      if (!at || !next) return []
      const length = distance(at, next) || 1
      const nx = (-(next.y - at.y) / length) * vessel.width * 0.5
      const ny = ((next.x - at.x) / length) * vessel.width * 0.5
      return [{ shape: 'span', from: imagePoint(at.x - nx, at.y - ny), to: imagePoint(at.x + nx, at.y + ny) }]
    })
}

const paths = ({ drawn }: Eye, kind: DrawnVessel['kind']): Mark[] =>
  drawn.vessels
    .filter((vessel) => vessel.kind === kind && vessel.points.length > 8)
    .slice(0, 8)
    .map(({ points }) => ({ shape: 'path', path: imagePath(points.flatMap(({ x, y }) => [x, y])) }))

type Made = { readonly region: MeasurementRegion } & Partial<Omit<Measurement, 'region'>>

function measured(name: MeasurementName, value: number, { region, ...changes }: Made): Measurement {
  const unit = changes.unit ?? 'ratio'
  const scaled =
    unit === 'micrometre' || unit === 'millimetre' || unit === 'squareMillimetre' || unit === 'perMillimetre'
  return {
    name,
    region,
    vessels: null,
    lesion: null,
    unit,
    result: {
      measurable: true,
      value,
      interval: { low: value * 0.965, high: value * 1.04, basis: 'segmentation threshold from 0.4 to 0.6' }
    },
    calibration: scaled ? 'estimated' : 'scaleFree',
    method: { id: name, version: '1', citation: null },
    reference: null,
    marks: [],
    ...changes
  }
}

function discMeasurements({ disc, cup, scale, drawn }: Eye): Measurement[] {
  const mm = scale.micrometrePerPx / 1000
  const outline: Mark = { shape: 'outline', outline: disc.outline }
  const both: Mark[] = [outline, { shape: 'outline', outline: cup.outline }]
  const { box } = disc
  const height: Mark = {
    shape: 'span',
    from: imagePoint(disc.centre.x, box.y),
    to: imagePoint(disc.centre.x, box.y + box.height)
  }
  const ratio = cup.box.height / box.height
  return [
    measured('cupToDiscRatioVertical', ratio, {
      region: 'disc',
      marks: both,
      reference: { low: 0.2, high: 0.68, population: 'disc of 1.5 mm', citation: 'Blue Mountains Eye Study' }
    }),
    measured('cupToDiscRatioHorizontal', cup.box.width / box.width, { region: 'disc', marks: both }),
    measured('discHeight', box.height * mm, { region: 'disc', unit: 'millimetre', marks: [height] }),
    measured('discArea', Math.PI * (disc.diameterPx / 2) ** 2 * mm * mm, {
      region: 'disc',
      unit: 'squareMillimetre',
      marks: [outline]
    }),
    measured('discFoveaDistance', distance(disc.centre, drawn.fovea) * mm, {
      region: 'disc',
      unit: 'millimetre',
      marks: [{ shape: 'span', from: disc.centre, to: drawn.fovea }]
    }),
    measured('discFoveaAngle', 5.7, { region: 'disc', unit: 'degree' })
  ]
}

function zoneMeasurements(eye: Eye, region: 'zoneB' | 'zoneC'): Measurement[] {
  const { disc } = eye
  const circle: Mark = { shape: 'circle', circle: imageCircle(disc.centre, 2.5 * (disc.diameterPx / 2)) }
  const knudtson = { id: 'knudtson', version: '1', citation: 'Knudtson 2003' }
  const [arteries, veins] = [callipers(eye, 'artery'), callipers(eye, 'vein')]
  const crae = { low: 144, high: 181, population: 'adults, n = 793', citation: 'ARVO 2333177' }
  const crve = { low: 201, high: 264, population: 'adults, n = 793', citation: 'ARVO 2333177' }
  return [
    measured('craeKnudtson', 151, {
      region,
      vessels: 'artery',
      unit: 'micrometre',
      method: knudtson,
      marks: arteries,
      reference: crae
    }),
    measured('crveKnudtson', 271, {
      region,
      vessels: 'vein',
      unit: 'micrometre',
      method: knudtson,
      marks: veins,
      reference: crve
    }),
    measured('avrKnudtson', 0.557, { region, vessels: 'all', method: knudtson, marks: [...arteries, ...veins] }),
    measured('vesselDensity', 9.8, { region, vessels: 'all', unit: 'percent', marks: [circle] }),
    measured('fractalDimension', 1.53, { region, vessels: 'all', marks: [circle] }),
    measured('distanceTortuosity', 1.11, { region, vessels: 'artery', marks: paths(eye, 'artery') }),
    measured('distanceTortuosity', 1.08, { region, vessels: 'vein', marks: paths(eye, 'vein') }),
    measured('branchingAngle', 78.2, { region, vessels: 'artery', unit: 'degree' })
  ]
}

/** Measurements with marks at the right places and made-up values. */
export const fakeMeasurements = (eye: Eye): Measurement[] => [
  ...discMeasurements(eye),
  measured('rimWidth', 0, {
    region: 'rimInferior',
    unit: 'millimetre',
    result: { measurable: false, reason: 'discCutByBorder' }
  }),
  ...zoneMeasurements(eye, 'zoneB'),
  ...zoneMeasurements(eye, 'zoneC').map((m): Measurement =>
    m.name === 'crveKnudtson' ? { ...m, result: { measurable: false, reason: 'zoneOutsideField' }, marks: [] } : m
  ),
  measured('vesselDensity', 8.9, { region: 'field', vessels: 'all', unit: 'percent' }),
  measured('averageWidth', 84.2, { region: 'field', vessels: 'all', unit: 'micrometre' }),
  measured('fractalDimension', 1.47, { region: 'field', vessels: 'all' })
]
