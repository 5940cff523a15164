import type { ImageCircle, ImagePoint } from '#shared/domain/geometry.ts'
import type { DiscShape, Landmarks, Scale } from '#shared/domain/landmark.ts'
import { strokeWithHalo, withBrush, type Brush, type Line } from './stroke.ts'

const WHITE = '#ffffff'

function outlinePath(outline: readonly number[], scale: number): Path2D {
  const path = new Path2D()
  for (let at = 0; at + 1 < outline.length; at += 2) {
    const x = (outline[at] ?? 0) * scale
    const y = (outline[at + 1] ?? 0) * scale
    if (at === 0) path.moveTo(x, y)
    else path.lineTo(x, y)
  }
  path.closePath()
  return path
}

function cross({ x, y }: ImagePoint, scale: number, arm: number): Path2D {
  const path = new Path2D()
  path.moveTo(x * scale - arm, y * scale)
  path.lineTo(x * scale + arm, y * scale)
  path.moveTo(x * scale, y * scale - arm)
  path.lineTo(x * scale, y * scale + arm)
  return path
}

/** Disc solid, cup dashed, fovea a cross. */
export function paintLandmarks(
  brush: Brush,
  { disc, cup, fovea }: Landmarks,
  at: { scale: number; alpha: number }
): void {
  const line: Line = { colour: WHITE, width: 1.3, alpha: at.alpha }
  withBrush(brush, () => {
    if (disc) strokeWithHalo(brush, outlinePath(disc.outline, at.scale), line)
    if (cup) strokeWithHalo(brush, outlinePath(cup.outline, at.scale), { ...line, dash: [4, 4] })
    if (fovea) strokeWithHalo(brush, cross(fovea.centre, at.scale, 7), line)
  })
}

const ring = ({ centre, radius }: { centre: ImagePoint; radius: number }, scale: number): Path2D => {
  const path = new Path2D()
  path.arc(centre.x * scale, centre.y * scale, radius * scale, 0, 2 * Math.PI)
  return path
}

/** Diameters of the ETDRS grid's rings, mm (ETDRS report 10). */
const ETDRS_MM = [1, 3, 6] as const

/** The ETDRS grid round the fovea: rings of 1, 3 and 6 mm and spokes at 45°, 135°, 225° and 315°. */
export function paintEtdrsGrid(
  brush: Brush,
  grid: { readonly fovea: ImagePoint; readonly scale: Scale },
  at: { scale: number; alpha: number }
): void {
  const radii = ETDRS_MM.map((diameter) => (diameter * 1000) / 2 / grid.scale.micrometrePerPx)
  const line: Line = { colour: '#d8f1ff', width: 1, alpha: at.alpha }
  withBrush(brush, () => {
    for (const radius of radii) strokeWithHalo(brush, ring({ centre: grid.fovea, radius }, at.scale), line)
    const [inner = 0, , outer = 0] = radii
    const spokes = new Path2D()
    for (const angle of [45, 135, 225, 315]) {
      const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]
      spokes.moveTo((grid.fovea.x + inner * cos) * at.scale, (grid.fovea.y + inner * sin) * at.scale)
      spokes.lineTo((grid.fovea.x + outer * cos) * at.scale, (grid.fovea.y + outer * sin) * at.scale)
    }
    strokeWithHalo(brush, spokes, line)
  })
}

/** r: the larger half-extent of the disc. Zone B lies between 2r and 3r, zone C between 2r and 5r (AutoMorph). */
const ZONE_RADII = [
  { times: 2, dash: [] },
  { times: 3, dash: [] },
  { times: 5, dash: [6, 5] }
] as const

/** The vessel zones B (solid) and C (its outer border dashed) round the disc. */
export function paintZones(brush: Brush, disc: DiscShape, at: { scale: number; alpha: number }): void {
  const r = Math.max(disc.box.width, disc.box.height) / 2
  withBrush(brush, () => {
    for (const { times, dash } of ZONE_RADII) {
      const path = ring({ centre: disc.centre, radius: times * r }, at.scale)
      strokeWithHalo(brush, path, { colour: '#9be3c4', width: 1, dash, alpha: at.alpha })
    }
  })
}

export const circlePath = (circle: ImageCircle, scale: number): Path2D => ring(circle, scale)
export { cross as crossPath, outlinePath }
