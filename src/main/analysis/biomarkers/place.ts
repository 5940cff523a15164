import { type ImageOutline, type ImagePoint, imagePoint } from '#shared/domain/geometry.ts'
import type { Landmarks, Scale } from '#shared/domain/landmark.ts'
import type { Laterality } from '#shared/domain/laterality.ts'
import type { EtdrsSector, Quadrant, RetinalPlace } from '#shared/domain/place.ts'
import { DiscDiameters } from '#shared/domain/units.ts'

/** Radii of the ETDRS grid, mm (diameters of 1, 3 and 6; ETDRS report 10, DICOM PS3.17 UU.5). */
export const ETDRS_RADII_MILLIMETRES = [0.5, 1.5, 3] as const

/** Where an outline (or a single point, as `[x, y]`) lies on the retina. Fields are null where a landmark is missing. */
export function placeOf(
  outline: ImageOutline | readonly number[],
  landmarks: Landmarks,
  scale: Scale | null
): RetinalPlace {
  const { fovea, disc } = landmarks
  const eye = landmarks.eye?.eye ?? null
  if (!fovea) return { quadrant: null, etdrs: null, foveaDistance: null }
  const centre = centroidOf(outline)
  const [dx, dy] = [centre.x - fovea.centre.x, centre.y - fovea.centre.y]
  const distance = distanceToOutline(fovea.centre, outline)
  return {
    quadrant: eye ? quadrantOf(dx, dy, eye) : null,
    etdrs: scale ? sectorOf({ dx, dy, eye }, scale.micrometrePerPx / 1000) : null,
    foveaDistance: disc ? DiscDiameters.parse(distance / disc.diameterPx) : null
  }
}

/** On a right eye the nose lies to the right of the picture. */
const isNasal = (dx: number, eye: Laterality): boolean => (eye === 'OD' ? dx > 0 : dx < 0)

function quadrantOf(dx: number, dy: number, eye: Laterality): Quadrant {
  if (dy < 0) return isNasal(dx, eye) ? 'superiorNasal' : 'superiorTemporal'
  return isNasal(dx, eye) ? 'inferiorNasal' : 'inferiorTemporal'
}

function sectorOf(
  { dx, dy, eye }: { dx: number; dy: number; eye: Laterality | null },
  millimetrePerPx: number
): EtdrsSector | null {
  const radius = Math.hypot(dx, dy) * millimetrePerPx
  const [centre, inner, outer] = ETDRS_RADII_MILLIMETRES
  if (radius <= centre) return 'centre'
  if (radius > outer) return 'outside'
  const ring = radius <= inner ? 'inner' : 'outer'
  // Spokes at 45°, 135°, 225° and 315°.
  if (Math.abs(dy) > Math.abs(dx)) return dy < 0 ? `${ring}Superior` : `${ring}Inferior`
  if (!eye) return null
  return isNasal(dx, eye) ? `${ring}Nasal` : `${ring}Temporal`
}

/** Centre of gravity of the enclosed area; of the points where they enclose none. */
export function centroidOf(outline: readonly number[]): ImagePoint {
  let [twice, cx, cy, x, y] = [0, 0, 0, 0, 0]
  const corners = outline.length / 2
  for (let i = 0; i < corners; i++) {
    const j = (i + 1) % corners
    const [x0, y0] = [outline[2 * i] ?? 0, outline[2 * i + 1] ?? 0]
    const [x1, y1] = [outline[2 * j] ?? 0, outline[2 * j + 1] ?? 0]
    const cross = x0 * y1 - x1 * y0
    twice += cross
    cx += (x0 + x1) * cross
    cy += (y0 + y1) * cross
    x += x0 / corners
    y += y0 / corners
  }
  return Math.abs(twice) < 1e-9 ? imagePoint(x, y) : imagePoint(cx / (3 * twice), cy / (3 * twice))
}

/** Distance from a point to the area inside an outline, px; 0 inside. */
export function distanceToOutline(point: ImagePoint, outline: readonly number[]): number {
  const corners = outline.length / 2
  let nearest = Infinity
  let inside = false
  for (let i = 0; i < corners; i++) {
    const j = (i + 1) % corners
    const [x0, y0] = [outline[2 * i] ?? 0, outline[2 * i + 1] ?? 0]
    const [x1, y1] = [outline[2 * j] ?? 0, outline[2 * j + 1] ?? 0]
    const squared = (x1 - x0) ** 2 + (y1 - y0) ** 2
    const along = squared === 0 ? 0 : ((point.x - x0) * (x1 - x0) + (point.y - y0) * (y1 - y0)) / squared
    const t = Math.min(1, Math.max(0, along))
    nearest = Math.min(nearest, Math.hypot(point.x - x0 - t * (x1 - x0), point.y - y0 - t * (y1 - y0)))
    if (y0 > point.y !== y1 > point.y && point.x < x0 + ((point.y - y0) / (y1 - y0)) * (x1 - x0)) inside = !inside
  }
  return inside ? 0 : nearest
}
