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
  const bits = new Uint8Array(place.width * place.height)
  const area = { field: 0, zoneB: 0, zoneC: 0 }
  for (let row = 0, cell = 0; row < place.height; row++) {
    for (let column = 0; column < place.width; column++, cell++) {
      const here = regionsAt(place, column + 0.5, row + 0.5)
      if (here === 0) continue
      bits[cell] = here
      area.field++
      if ((here & REGION_BIT.zoneB) !== 0) area.zoneB++
      if ((here & REGION_BIT.zoneC) !== 0) area.zoneC++
    }
  }
  const ring = ([inner, outer]: readonly [number, number]): number =>
    Math.PI * (outer ** 2 - inner ** 2) * (place.disc?.radius ?? Infinity) ** 2
  const seen = { field: 1, zoneB: area.zoneB / ring(ZONE_RADII.zoneB), zoneC: area.zoneC / ring(ZONE_RADII.zoneC) }
  return { bits, area, seen }
}

/** The bits of the regions at a point; 0 outside the field. */
export function regionsAt({ field, picture, disc }: GridPlace, x: number, y: number): number {
  if (x < picture.left || x > picture.right || y < picture.top || y > picture.bottom) return 0
  if ((x - field.x) ** 2 + (y - field.y) ** 2 > field.radius ** 2) return 0
  if (!disc) return REGION_BIT.field
  const radii = Math.hypot(x - disc.x, y - disc.y) / disc.radius
  const within = ([inner, outer]: readonly [number, number]): boolean => radii >= inner && radii < outer
  return (
    REGION_BIT.field +
    (within(ZONE_RADII.zoneB) ? REGION_BIT.zoneB : 0) +
    (within(ZONE_RADII.zoneC) ? REGION_BIT.zoneC : 0)
  )
}
