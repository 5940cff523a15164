import type { Mask, ProbabilityMap } from '#main/imaging/mask.ts'
import { add, chordOf, type Curve, curveOf, fromAngle, scaled, type Vec, vec } from './curve.ts'
import { distanceToStrokes, maskOf, maskWhere, probabilityOf, type Stroke } from './paint.ts'

/** A drawing of plain geometry on a square of `size` px, as a mask and as a soft probability map. */
export type GeometricPhantom = { readonly mask: Mask; readonly probability: ProbabilityMap }

/** One vessel of known shape; lengths in px. */
export type VesselPhantom = GeometricPhantom & {
  readonly width: number
  readonly arcLength: number
  readonly chord: number
  /** Arc ÷ chord. */
  readonly distanceTortuosity: number
  /** ∫κ² ds ÷ arc length, 1/px². */
  readonly meanSquaredCurvature: number
}

export type VesselShape =
  | { readonly shape: 'straight'; readonly length: number }
  | { readonly shape: 'arc'; readonly radius: number; readonly angle: number }
  | { readonly shape: 'sinusoid'; readonly length: number; readonly amplitude: number; readonly periods: number }

type Placing = { readonly size: number; readonly width: number; readonly rotation?: number; readonly shift?: Vec }

/** Draws strokes on a square. */
export function drawStrokes(size: number, strokes: readonly Stroke[]): GeometricPhantom {
  const distance = distanceToStrokes({ width: size, height: size }, strokes)
  return { mask: maskOf(distance), probability: probabilityOf(distance) }
}

/** Where a shape runs, about the origin. */
function plainCurve(shape: VesselShape): (t: number) => Vec {
  switch (shape.shape) {
    case 'straight':
      return (t) => vec((t - 0.5) * shape.length, 0)
    case 'arc':
      return (t) => add(vec(0, -shape.radius), scaled(fromAngle(Math.PI / 2 + (t - 0.5) * shape.angle), shape.radius))
    case 'sinusoid':
      return (t) => vec((t - 0.5) * shape.length, shape.amplitude * Math.sin(2 * Math.PI * shape.periods * (t - 0.5)))
  }
}

/** Draws one vessel in the middle of a square, turned by `rotation` radians and shifted by `shift` px. */
export function drawVessel(
  shape: VesselShape,
  { size, width, rotation = 0, shift = vec(0, 0) }: Placing
): VesselPhantom {
  const plain = plainCurve(shape)
  const middle = add(vec(size / 2, size / 2), shift)
  const [cos, sin] = [Math.cos(rotation), Math.sin(rotation)]
  const curve = curveOf((t) => {
    const { x, y } = plain(t)
    return add(middle, vec(cos * x - sin * y, sin * x + cos * y))
  }, 2000)
  return {
    ...drawStrokes(size, [{ points: curve.points, width }]),
    width,
    arcLength: curve.arcLength,
    chord: chordOf(curve),
    distanceTortuosity: curve.arcLength / chordOf(curve),
    meanSquaredCurvature: curve.squaredCurvature / curve.arcLength
  }
}

const line = (from: Vec, to: Vec): Curve => curveOf((t) => add(scaled(from, 1 - t), scaled(to, t)), 400)

/** A parent that comes from the left and splits in the middle; angles in radians from its direction, widths in px. */
export function drawBranching(fork: {
  size: number
  parentWidth: number
  daughters: readonly { width: number; turn: number }[]
  rotation?: number
}): GeometricPhantom {
  const middle = vec(fork.size / 2, fork.size / 2)
  const reach = 0.42 * fork.size
  const heading = fork.rotation ?? 0
  const ends = fork.daughters.map(({ width, turn }) => ({
    width,
    points: line(middle, add(middle, scaled(fromAngle(heading + turn), reach))).points
  }))
  const parent = {
    width: fork.parentWidth,
    points: line(add(middle, scaled(fromAngle(heading + Math.PI), reach)), middle).points
  }
  return drawStrokes(fork.size, [parent, ...ends])
}

/** Two straight vessels that cross in the middle at an angle (radians). */
export function drawCrossing(cross: {
  size: number
  widths: readonly [number, number]
  angle: number
  rotation?: number
}): GeometricPhantom {
  const middle = vec(cross.size / 2, cross.size / 2)
  const through = (direction: number): readonly Vec[] => {
    const reach = scaled(fromAngle(direction), 0.42 * cross.size)
    return line(add(middle, scaled(reach, -1)), add(middle, reach)).points
  }
  const turn = cross.rotation ?? 0
  return drawStrokes(cross.size, [
    { width: cross.widths[0], points: through(turn) },
    { width: cross.widths[1], points: through(turn + cross.angle) }
  ])
}

/** Koch's curve: dimension log 4 ÷ log 3 = 1.2619. */
export function drawKochCurve(size: number, levels: number): GeometricPhantom & { readonly dimension: number } {
  let points = [vec(0.02 * size, 0.62 * size), vec(0.98 * size, 0.62 * size)]
  for (let level = 0; level < levels; level++) {
    points = points.flatMap((point, i) => {
      const next = points[i + 1]
      if (!next) return [point]
      const third = scaled(vec(next.x - point.x, next.y - point.y), 1 / 3)
      const tip = vec(third.x / 2 + (third.y * Math.sqrt(3)) / 2, third.y / 2 - (third.x * Math.sqrt(3)) / 2)
      const first = add(point, third)
      return [point, first, add(first, tip), add(first, third)]
    })
  }
  return { ...drawStrokes(size, [{ points, width: 1.2 }]), dimension: Math.log(4) / Math.log(3) }
}

/** A tree whose every twig carries the tree at a third of its size (Vicsek's): dimension log 5 ÷ log 3 = 1.4650. */
export function drawKochTree(size: number, levels: number): GeometricPhantom & { readonly dimension: number } {
  const strokes: Stroke[] = []
  const grow = (centre: Vec, reach: number, level: number): void => {
    if (level === 0) {
      for (const direction of [0, Math.PI / 2]) {
        const half = scaled(fromAngle(direction), reach)
        strokes.push({ width: 1.2, points: [add(centre, scaled(half, -1)), add(centre, half)] })
      }
      return
    }
    grow(centre, reach / 3, level - 1)
    for (const turn of [0, 1, 2, 3])
      grow(add(centre, scaled(fromAngle((turn * Math.PI) / 2), (2 * reach) / 3)), reach / 3, level - 1)
  }
  grow(vec(size / 2, size / 2), 0.49 * size, levels)
  return { ...drawStrokes(size, strokes), dimension: Math.log(5) / Math.log(3) }
}

/** An ellipse with half axes `x` and `y` px, turned by `rotation` radians. */
export function drawEllipse(
  size: number,
  { centre, radii, rotation = 0 }: { centre: Vec; radii: Vec; rotation?: number }
): Mask {
  const [cos, sin] = [Math.cos(rotation), Math.sin(rotation)]
  return maskWhere({ width: size, height: size }, ({ x, y }) => {
    const [dx, dy] = [x - centre.x, y - centre.y]
    return Math.hypot((cos * dx + sin * dy) / radii.x, (cos * dy - sin * dx) / radii.y) <= 1
  })
}
