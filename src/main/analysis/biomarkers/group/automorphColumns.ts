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
import type { MaskSet } from './maskSet.ts'
import { type ProperReading, properReading } from './properShape.ts'

/** Values by column name; undefined where there is none. */
export type Columns = ReadonlyMap<string, number | undefined>

const KINDS = [
  { prefix: '', kind: 'vessels' },
  { prefix: 'Artery_', kind: 'artery' },
  { prefix: 'Vein_', kind: 'vein' }
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
  const columns = new Map<string, number | undefined>(discColumns(disc, cup, unit))
  const masks = { vessels: set.vessels, artery: set.kinds?.artery, vein: set.kinds?.vein }
  for (const { prefix, kind } of KINDS) {
    const mask = masks[kind]
    const whole = mask && automorphVessels(withoutSpecks(square(mask)))
    const proper = whole && properReading(whole.vessels, placeOf(disc))
    for (const { suffix, zone, region } of ZONES) {
      const part = zone === null ? whole : disc && whole && inZone(whole, disc, zone)
      const texture = part && automorphTexture(part)
      const width = texture?.averageWidth
      columns.set(`${prefix}Fractal_dimension${suffix}`, texture?.fractalDimension)
      columns.set(`${prefix}Vessel_density${suffix}`, texture?.density)
      columns.set(`${prefix}Average_width${suffix}`, width === undefined ? undefined : width * unit)
      setTortuosities(columns, { prefix, suffix }, part && proper?.shapeIn(region))
      if (zone === null || kind === 'vessels') continue
      const equivalent = part && automorphEquivalents(part, kind, unit)
      const name = kind === 'artery' ? 'CRAE' : 'CRVE'
      columns.set(`${name}_Hubbard${suffix}`, equivalent?.hubbard)
      columns.set(`${name}_Knudtson${suffix}`, equivalent?.knudtson)
    }
  }
  return withRatios(columns)
}

function cropOf({ vessels, field }: MaskSet): AutomorphCrop {
  const circle = field && circleOfField(field)
  if (circle) return cropAbout(vessels, circle)
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
): Generator<[string, number | undefined]> {
  yield ['Disc_height', disc && disc.height * unit]
  yield ['Disc_width', disc && disc.width * unit]
  yield ['Cup_height', cup && cup.height * unit]
  yield ['Cup_width', cup && cup.width * unit]
  yield ['CDR_vertical', disc && cup && cup.height / disc.height]
  yield ['CDR_horizontal', disc && cup && cup.width / disc.width]
}

function setTortuosities(
  columns: Map<string, number | undefined>,
  { prefix, suffix }: { prefix: string; suffix: string },
  shape: ReturnType<ProperReading['shapeIn']> | undefined
): void {
  columns.set(`${prefix}Distance_tortuosity${suffix}`, shape?.distanceTortuosity)
  columns.set(`${prefix}Squared_curvature_tortuosity${suffix}`, shape?.squaredCurvatureTortuosity)
  columns.set(`${prefix}Tortuosity_density${suffix}`, shape?.tortuosityDensity)
}

function withRatios(columns: Map<string, number | undefined>): Columns {
  for (const suffix of ['_zone_b', '_zone_c']) {
    for (const formula of ['Hubbard', 'Knudtson']) {
      const crae = columns.get(`CRAE_${formula}${suffix}`)
      const crve = columns.get(`CRVE_${formula}${suffix}`)
      columns.set(`AVR_${formula}${suffix}`, crae === undefined || crve === undefined ? undefined : crae / crve)
    }
  }
  return columns
}

/** The names of the columns, in order. */
export const automorphColumnNames = (): string[] => {
  const nothing = { vessels: emptyMask(1, 1), kinds: undefined, disc: undefined, cup: undefined, field: undefined }
  return [...automorphColumns(nothing).keys()]
}
