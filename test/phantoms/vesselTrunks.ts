import { add, between, type Curve, curveOf, fromAngle, scaled, splineThrough, type Vec, vec } from './curve.ts'

export type PhantomVesselKind = 'artery' | 'vein'

/** A main vessel as it leaves the disc; retina plane of a right eye: unit disc diameter, origin fovea, y down. */
export type Trunk = { readonly kind: PhantomVesselKind; readonly curve: Curve; readonly width: number }

/** Relative to the disc's centre; temporal is −x, superior −y. The share is of the widest vessel's width. */
const ROUTES: readonly { readonly share: number; readonly knots: readonly (readonly [number, number])[] }[] = [
  {
    share: 1,
    knots: [
      [-0.02, -0.1],
      [-0.06, -0.55],
      [-0.3, -1.15],
      [-0.95, -1.7],
      [-1.9, -1.95],
      [-2.9, -1.75],
      [-3.9, -1.2],
      [-4.8, -0.6]
    ]
  },
  {
    share: 0.96,
    knots: [
      [-0.02, 0.1],
      [-0.08, 0.55],
      [-0.35, 1.2],
      [-1, 1.8],
      [-1.95, 2.15],
      [-2.95, 2.05],
      [-3.95, 1.5],
      [-4.9, 0.9]
    ]
  },
  {
    share: 0.85,
    knots: [
      [0.06, -0.1],
      [0.3, -0.6],
      [0.75, -1.2],
      [1.4, -1.8],
      [2, -2.6],
      [2.4, -3.3]
    ]
  },
  {
    share: 0.8,
    knots: [
      [0.06, 0.1],
      [0.28, 0.6],
      [0.75, 1.25],
      [1.35, 1.9],
      [1.9, 2.7],
      [2.2, 3.4]
    ]
  },
  {
    share: 0.62,
    knots: [
      [0.12, 0],
      [0.65, -0.08],
      [1.3, 0.04],
      [2, 0],
      [2.8, 0.1]
    ]
  },
  {
    share: 0.52,
    knots: [
      [-0.1, -0.06],
      [-0.6, -0.3],
      [-1.2, -0.55],
      [-1.8, -0.72],
      [-2.3, -0.62]
    ]
  },
  {
    share: 0.5,
    knots: [
      [-0.1, 0.06],
      [-0.6, 0.32],
      [-1.2, 0.62],
      [-1.8, 0.9],
      [-2.3, 0.95]
    ]
  }
]

/** Half the distance between an artery and the vein beside it, disc diameters. */
const HALF_GAP = 0.11

/** Moves a smooth curve sideways by a distance that may change with the arc length, positive to its right. */
function shiftedSideways(curve: Curve, by: (walked: number) => number): Curve {
  const { points } = curve
  let walked = 0
  const shifted = points.map((point, i) => {
    const [before, after] = [points[Math.max(0, i - 1)] ?? point, points[Math.min(points.length - 1, i + 1)] ?? point]
    if (i > 0) walked += between(before, point)
    const length = between(before, after) || 1
    const normal = vec(-(after.y - before.y) / length, (after.x - before.x) / length)
    return add(point, scaled(normal, by(walked)))
  })
  return curveOf((t) => shifted[Math.round(t * (shifted.length - 1))] ?? vec(0, 0), shifted.length - 1)
}

/** Waves with the given amplitude and wavelength that fade out at both ends. */
export function withWaves(curve: Curve, waves: { amplitude: number; wavelength: number; phase: number }): Curve {
  const fade = 0.2
  return shiftedSideways(curve, (walked) => {
    const edge = Math.min(1, walked / fade, Math.max(0, curve.arcLength - walked) / fade)
    return waves.amplitude * edge * Math.sin((2 * Math.PI * walked) / waves.wavelength + waves.phase)
  })
}

/** Seven arteries with the vein that runs beside each, straight from their drawing (no waves yet). */
export function trunksFrom(disc: Vec, widths: Readonly<Record<PhantomVesselKind, number>>): Trunk[] {
  return ROUTES.flatMap(({ share, knots }, route) => {
    const middle = splineThrough(knots.map(([x, y]) => add(disc, vec(x, y))))
    const side = route % 2 === 0 ? 1 : -1
    return (['artery', 'vein'] as const).map((kind) => ({
      kind,
      width: widths[kind] * share,
      curve: shiftedSideways(middle, (walked) => {
        const spread = Math.min(1, 0.35 + walked)
        return (kind === 'artery' ? 1 : -1) * side * HALF_GAP * spread
      })
    }))
  })
}

/** A branch that leaves a point at an angle to the parent's direction and bends back towards it. */
export function branchFrom(start: Vec, direction: number, shape: { turn: number; length: number }): Curve {
  const { turn, length } = shape
  const headings = [1, 1, 0.9, 0.75, 0.6, 0.5]
  const steps = [0.12, 0.14, 0.18, 0.18, 0.19, 0.19]
  let here = start
  const knots = [here]
  headings.forEach((share, i) => {
    here = add(here, scaled(fromAngle(direction + turn * share), (steps[i] ?? 0) * length))
    knots.push(here)
  })
  return splineThrough(knots, 24)
}
