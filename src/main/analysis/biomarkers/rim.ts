import { imagePoint, type ImageOutline, type ImagePoint } from '#shared/domain/geometry.ts'
import type { Mark, Measurement } from '#shared/domain/measurement.ts'
import { measurementOf } from './assemble.ts'
import { discObstacle } from './discFigures.ts'
import { measured, unmeasured } from './figure.ts'
import type { RetinaInput } from './retinaInput.ts'

/** Directions (radians, clockwise from the right of the picture) in the middle of each 90° quadrant. */
const QUADRANTS = [
  { region: 'rimInferior', middle: Math.PI / 2, needsEye: false },
  { region: 'rimSuperior', middle: -Math.PI / 2, needsEye: false },
  { region: 'rimNasal', middle: 0, needsEye: true },
  { region: 'rimTemporal', middle: Math.PI, needsEye: true }
] as const

const RAYS = 46

/** Mean width of the neuroretinal rim in each quadrant (the ISNT rule's), in disc diameters. */
export function rimMeasurements(input: RetinaInput): Measurement[] {
  const { disc, cup, eye } = input.landmarks
  const reason = discObstacle(input) ?? (cup ? undefined : 'noCup')
  return QUADRANTS.map(({ region, middle, needsEye }) => {
    // Nasal is to the right on a right eye.
    const direction = needsEye && eye?.eye === 'OS' ? Math.PI - middle : middle
    const obstacle = reason ?? (needsEye && !eye ? 'eyeUnknown' : undefined)
    const rays = disc && cup ? raysThrough({ disc: disc.outline, cup: cup.outline }, cup.centre, direction) : []
    const width = rays.reduce((sum, ray) => sum + ray.width, 0) / Math.max(1, rays.length)
    const across = rays[rays.length >> 1]
    const marks: Mark[] = across ? [{ shape: 'span', from: across.inner, to: across.outer }] : []
    return measurementOf({
      name: 'rimWidth',
      region,
      vessels: null,
      scale: input.scale,
      outcome: obstacle ? unmeasured(obstacle) : measured(width / (disc?.diameterPx ?? 0)),
      marks
    })
  })
}

type Ray = { readonly width: number; readonly inner: ImagePoint; readonly outer: ImagePoint }

/** Rays from the cup's centre over 90° about a direction, from the cup's edge to the disc's. */
function raysThrough(
  { disc, cup }: { disc: ImageOutline; cup: ImageOutline },
  centre: ImagePoint,
  direction: number
): Ray[] {
  return Array.from({ length: RAYS }, (_, i) => direction + ((i + 0.5) / RAYS - 0.5) * (Math.PI / 2)).map((angle) => {
    const inner = reachOf(cup, centre, angle)
    const outer = reachOf(disc, centre, angle)
    const at = (reach: number): ImagePoint =>
      imagePoint(centre.x + reach * Math.cos(angle), centre.y + reach * Math.sin(angle))
    return { width: Math.max(0, outer - inner), inner: at(inner), outer: at(Math.max(inner, outer)) }
  })
}

/** How far a ray runs until it leaves an outline for good; 0 where it never meets it. */
function reachOf(outline: ImageOutline, { x, y }: ImagePoint, angle: number): number {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const corners = outline.length / 2
  let reach = 0
  for (let i = 0; i < corners; i++) {
    const j = (i + 1) % corners
    const [x0, y0] = [(outline[2 * i] ?? 0) - x, (outline[2 * i + 1] ?? 0) - y]
    const [x1, y1] = [(outline[2 * j] ?? 0) - x, (outline[2 * j + 1] ?? 0) - y]
    // Sides of the ray on which both corners lie.
    const [s0, s1] = [cos * y0 - sin * x0, cos * y1 - sin * x1]
    if (s0 > 0 === s1 > 0) continue
    const t = s0 / (s0 - s1)
    reach = Math.max(reach, cos * (x0 + t * (x1 - x0)) + sin * (y0 + t * (y1 - y0)))
  }
  return reach
}
