import type { NotMeasurableReason } from '#shared/domain/measurement.ts'
import { emptyMask, type Mask } from '../../../imaging/mask.ts'
import {
  type AutomorphDisc,
  automorphDisc,
  automorphEquivalents,
  automorphTexture,
  automorphVessels,
  inZone
} from '../compatibility/automorph.ts'
import {
  AUTOMORPH_SIDE,
  type AutomorphCrop,
  circleOfField,
  cropAbout,
  onAutomorphSquare,
  withoutSpecks
} from '../compatibility/automorphFrame.ts'
import { type Cell, cellOr, type Columns, ratioOf } from './columns.ts'
import { fieldFromVessels } from './fieldCircle.ts'
import type { MaskSet } from './maskSet.ts'
import { type ProperReading, properReading } from './properShape.ts'

const KINDS = [
  { prefix: '', kind: 'vessels', missing: 'noVessels' },
  { prefix: 'Artery_', kind: 'artery', missing: 'noArteries' },
  { prefix: 'Vein_', kind: 'vein', missing: 'noVeins' }
] as const
const ZONES = [
  { suffix: '', zone: null, region: 'field' },
  { suffix: '_zone_b', zone: 'b', region: 'zoneB' },
  { suffix: '_zone_c', zone: 'c', region: 'zoneC' }
] as const

/** What AutoMorph assumes where it is told nothing, µm for one pixel of the original. */
export const AUTOMORPH_DEFAULT_SCALE = 8

/**
 * One row by AutoMorph's names, frame (912 × 912 after its circle crop) and units. Its tortuosities are ours: see
 * docs/biomarkers.md.
 * @param scale Micrometres for one pixel of the masks.
 */
export function automorphColumns(set: MaskSet, scale = AUTOMORPH_DEFAULT_SCALE): Columns {
  const crop = cropOf(set)
  const square = (mask: Mask): Mask => onAutomorphSquare(mask, crop)
  const unit = (crop.side / AUTOMORPH_SIDE) * scale
  const disc = set.disc && automorphDisc(square(set.disc))
  const cup = set.cup && automorphDisc(square(set.cup))
  const columns = new Map<string, Cell>(discColumns(disc, cup, unit))
  const masks = { vessels: set.vessels, artery: set.kinds?.artery, vein: set.kinds?.vein }
  for (const { prefix, kind, missing } of KINDS) {
    const mask = masks[kind]
    const whole = mask && automorphVessels(withoutSpecks(square(mask)))
    const proper = whole && properReading(whole.vessels, placeOf(disc))
    for (const { suffix, zone, region } of ZONES) {
      const part = zone === null ? whole : disc && whole && inZone(whole, disc, zone)
      const without = whole ? 'noDisc' : missing
      const texture = part && automorphTexture(part)
      const few = part ? 'tooFewVessels' : without
      const width = texture?.averageWidth
      columns.set(`${prefix}Fractal_dimension${suffix}`, cellOr(texture?.fractalDimension, few))
      columns.set(`${prefix}Vessel_density${suffix}`, cellOr(texture?.density, without))
      columns.set(`${prefix}Average_width${suffix}`, width === undefined ? few : width * unit)
      setTortuosities(columns, { prefix, suffix }, part && proper ? proper.shapeIn(region) : without)
      if (zone === null || kind === 'vessels') continue
      const equivalent = part && automorphEquivalents(part, kind, unit)
      const name = kind === 'artery' ? 'CRAE' : 'CRVE'
      columns.set(`${name}_Hubbard${suffix}`, cellOr(equivalent?.hubbard, few))
      columns.set(`${name}_Knudtson${suffix}`, cellOr(equivalent?.knudtson, few))
    }
  }
  return withRatios(columns)
}

function cropOf({ vessels, field }: MaskSet): AutomorphCrop {
  const circle = field && circleOfField(field)
  if (circle) return cropAbout(vessels, circle)
  const around = fieldFromVessels(vessels)
  if (around) return cropAbout(vessels, { row: around.y, column: around.x, radius: Math.round(around.radius) })
  const side = Math.max(vessels.width, vessels.height)
  return {
    top: 0,
    left: 0,
    rows: vessels.height,
    columns: vessels.width,
    side,
    padTop: Math.trunc(side / 2 - vessels.height / 2),
    padLeft: Math.trunc(side / 2 - vessels.width / 2)
  }
}

const placeOf = (disc: AutomorphDisc | undefined): Parameters<typeof properReading>[1] => ({
  field: { x: AUTOMORPH_SIDE / 2, y: AUTOMORPH_SIDE / 2, radius: AUTOMORPH_SIDE / 2 },
  disc: disc ? { x: disc.column + 0.5, y: disc.row + 0.5, radius: disc.radius } : null
})

function* discColumns(
  disc: AutomorphDisc | undefined,
  cup: AutomorphDisc | undefined,
  unit: number
): Generator<[string, Cell]> {
  const [noDisc, noCup] = ['noDisc', disc ? 'noCup' : 'noDisc'] as const
  yield ['Disc_height', cellOr(disc && disc.height * unit, noDisc)]
  yield ['Disc_width', cellOr(disc && disc.width * unit, noDisc)]
  yield ['Cup_height', cellOr(cup && cup.height * unit, 'noCup')]
  yield ['Cup_width', cellOr(cup && cup.width * unit, 'noCup')]
  yield ['CDR_vertical', cellOr(disc && cup && cup.height / disc.height, noCup)]
  yield ['CDR_horizontal', cellOr(disc && cup && cup.width / disc.width, noCup)]
}

function setTortuosities(
  columns: Map<string, Cell>,
  { prefix, suffix }: { prefix: string; suffix: string },
  shape: ReturnType<ProperReading['shapeIn']> | NotMeasurableReason
): void {
  const of = (name: keyof ReturnType<ProperReading['shapeIn']>): Cell =>
    typeof shape === 'string' ? shape : shape[name]
  columns.set(`${prefix}Distance_tortuosity${suffix}`, of('distanceTortuosity'))
  columns.set(`${prefix}Squared_curvature_tortuosity${suffix}`, of('squaredCurvatureTortuosity'))
  columns.set(`${prefix}Tortuosity_density${suffix}`, of('tortuosityDensity'))
}

function withRatios(columns: Map<string, Cell>): Columns {
  for (const suffix of ['_zone_b', '_zone_c']) {
    for (const formula of ['Hubbard', 'Knudtson']) {
      const of = (name: string): Cell => columns.get(`${name}_${formula}${suffix}`) ?? 'noVessels'
      columns.set(`AVR_${formula}${suffix}`, ratioOf(of('CRAE'), of('CRVE')))
    }
  }
  return columns
}

/** The names of the columns, in order. */
export const automorphColumnNames = (): string[] => {
  const nothing = { vessels: emptyMask(1, 1), kinds: undefined, disc: undefined, cup: undefined, field: undefined }
  return [...automorphColumns(nothing).keys()]
}
