import type { MeasurementRegion } from '#shared/domain/measurement.ts'

/** A circle in continuous grid coordinates. */
export type GridCircle = { readonly x: number; readonly y: number; readonly radius: number }

/** Where a grid lies on the retina, in cells. */
export type GridPlace = {
  readonly width: number
  readonly height: number
  /** The lit circle. */
  readonly field: GridCircle
  /** The part of the grid that shows the photograph. */
  readonly picture: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }
  /** The disc as a circle of its larger half-extent; null when there is none. */
  readonly disc: GridCircle | null
  readonly micrometrePerCell: number | null
}

/** Where vessels are measured. */
export const VESSEL_REGIONS = ['field', 'zoneB', 'zoneC'] as const satisfies readonly MeasurementRegion[]
export type VesselRegion = (typeof VESSEL_REGIONS)[number]

/**
 * Inner and outer radius of the zones in disc radii: zone B 0.5 to 1.0, zone C 0.5 to 2.0 disc diameters from the disc's
 * margin (Hubbard 1999, Cheung 2010); AutoMorph's are the same.
 */
export const ZONE_RADII = { zoneB: [2, 3], zoneC: [2, 5] } as const

/** A zone of which the field shows less than this is not measured. */
export const LEAST_SHARE_SEEN = 0.5

/** One bit a region. */
export const REGION_BIT: Readonly<Record<VesselRegion, number>> = { field: 1, zoneB: 2, zoneC: 4 }

export type RegionCells = {
  /** The bits of the regions that each cell belongs to. */
  readonly bits: Uint8Array
  /** Cells of each region that the field shows. */
  readonly area: Readonly<Record<VesselRegion, number>>
  /** Share of each region that the field shows, 0 to 1; 0 for zones without a disc. */
  readonly seen: Readonly<Record<VesselRegion, number>>
}

/** Marks every cell with the regions that it belongs to. */
export function markRegions(place: GridPlace): RegionCells {
  const { width, height, field, disc } = place
  const bits = new Uint8Array(width * height)
  const area = { field: 0, zoneB: 0, zoneC: 0 }
  for (let row = 0; row < height; row++) {
    const { from, to } = litColumns(place, row)
    if (to <= from) continue
    bits.fill(REGION_BIT.field, row * width + from, row * width + to)
    area.field += to - from
    const dy = disc ? row + 0.5 - disc.y : Infinity
    // The columns that the outermost circle of the zones spans in this row.
    const half = disc ? Math.sqrt(OUTER_C_SQUARED * disc.radius ** 2 - dy * dy) : Number.NaN
    if (!disc || Number.isNaN(half)) continue
    const last = Math.min(to, Math.ceil(disc.x + half + 1))
    for (let column = Math.max(from, Math.floor(disc.x - half - 1)); column < last; column++) {
      const dx = column + 0.5 - disc.x
      const here = bitsAt((dx * dx + dy * dy) / (disc.radius * disc.radius))
      bits[row * width + column] = here
      if ((here & REGION_BIT.zoneB) !== 0) area.zoneB++
      if ((here & REGION_BIT.zoneC) !== 0) area.zoneC++
    }
  }
  const ring = ([inner, outer]: readonly [number, number]): number =>
    Math.PI * (outer ** 2 - inner ** 2) * (disc?.radius ?? Infinity) ** 2
  const whole = Math.PI * field.radius ** 2
  const seen = {
    field: Math.min(1, area.field / whole),
    zoneB: area.zoneB / ring(ZONE_RADII.zoneB),
    zoneC: area.zoneC / ring(ZONE_RADII.zoneC)
  }
  return { bits, area, seen }
}

/** The columns of a row whose centres lie in the field and in the picture; `to` is not included. */
function litColumns({ width, field, picture }: GridPlace, row: number): { from: number; to: number } {
  const y = row + 0.5
  const half = Math.sqrt(Math.max(0, field.radius ** 2 - (y - field.y) ** 2))
  if (half === 0 || y < picture.top || y > picture.bottom) return { from: 0, to: 0 }
  const from = Math.ceil(Math.max(0, picture.left, field.x - half) - 0.5)
  const to = Math.floor(Math.min(width, picture.right, field.x + half) - 0.5) + 1
  return { from: Math.max(0, from), to: Math.min(width, to) }
}

/** @param squaredRadii Squared distance from the disc's centre in disc radii. */
function bitsAt(squaredRadii: number): number {
  if (squaredRadii < INNER_SQUARED || squaredRadii >= OUTER_C_SQUARED) return REGION_BIT.field
  return squaredRadii < OUTER_B_SQUARED ? IN_BOTH : REGION_BIT.field + REGION_BIT.zoneC
}

const INNER_SQUARED = ZONE_RADII.zoneB[0] ** 2
const OUTER_B_SQUARED = ZONE_RADII.zoneB[1] ** 2
const OUTER_C_SQUARED = ZONE_RADII.zoneC[1] ** 2
const IN_BOTH = REGION_BIT.field + REGION_BIT.zoneB + REGION_BIT.zoneC

/** The bits of the regions at a point; 0 outside the field. */
export function regionsAt({ field, picture, disc }: GridPlace, x: number, y: number): number {
  if (x < picture.left || x > picture.right || y < picture.top || y > picture.bottom) return 0
  if ((x - field.x) ** 2 + (y - field.y) ** 2 > field.radius ** 2) return 0
  return disc ? bitsAt(((x - disc.x) ** 2 + (y - disc.y) ** 2) / disc.radius ** 2) : REGION_BIT.field
}
