import { angleOf, between, type Curve, intersections, pieceOf, subtract, type Vec, vec } from './curve.ts'
import type { Random } from './random.ts'
import { branchFrom, type PhantomVesselKind, type Trunk, withWaves } from './vesselTrunks.ts'

/** A vessel between two nodes; its width is the same all along. Retina plane, unit disc diameter. */
export type TreeSegment = { readonly kind: PhantomVesselKind; readonly width: number; readonly curve: Curve }

/** A parent that splits into its continuation and a branch. */
export type TreeBranching = {
  readonly kind: PhantomVesselKind
  readonly point: Vec
  readonly parentWidth: number
  readonly daughterWidths: readonly [number, number]
  /** Between the two daughters, radians. */
  readonly angle: number
}

export type VesselTree = {
  readonly segments: readonly TreeSegment[]
  readonly branchings: readonly TreeBranching[]
  /** Where an artery and a vein cross. */
  readonly crossings: readonly Vec[]
}

export type TreeOptions = {
  /** 0: smooth; 1: the waves of a normal eye; 4: tortuous. */
  readonly tortuosity: number
  /** How many times a branch may branch again; 0 draws the trunks alone. */
  readonly generations: number
  /** True where a vessel may be drawn. */
  readonly inside: (point: Vec) => boolean
}

type Path = { readonly kind: PhantomVesselKind; readonly curve: Curve; readonly width: number; readonly born: number }

const THINNEST = 0.014
const CLEARANCE = 0.06
const STEEP = (40 * Math.PI) / 180

const thinnedOut = (points: readonly Vec[], every: number): Vec[] => points.filter((_, i) => i % every === 0)

function untilLeaving(curve: Curve, inside: (point: Vec) => boolean): Curve | undefined {
  const left = curve.points.findIndex((point) => !inside(point))
  if (left === -1) return curve
  if (left < 8) return undefined
  const length = curve.points.slice(1, left).reduce((sum, p, i) => sum + between(p, curve.points[i] ?? p), 0)
  return pieceOf(curve, 0, length)
}

/** The arc length up to which a new branch keeps clear of every vessel, but for steep crossings of the other kind. */
function clearLength(branch: Path, others: readonly Path[], parent: Path): number {
  const points = thinnedOut(branch.curve.points, 2)
  const steep = others
    .filter((other) => other.kind !== branch.kind)
    .flatMap((other) => intersections(branch.curve.points, other.curve.points))
    .filter(({ angle }) => angle >= STEEP)
  let walked = 0
  for (const [i, point] of points.entries()) {
    walked += i === 0 ? 0 : between(point, points[i - 1] ?? point)
    const crossing = steep.some((cross) => between(cross.point, point) < 0.22)
    for (const other of others) {
      if (other === parent && walked < 0.35) continue
      if (other.kind !== branch.kind && crossing) continue
      const reach = (other.width + branch.width) / 2 + CLEARANCE
      if (other.curve.points.some((p, j) => j % 3 === 0 && between(p, point) < reach)) return walked - 0.04
    }
  }
  return branch.curve.arcLength
}

/** Splits a width by Murray's law, w³ = a³ + b³, with b/a given. */
function murray(width: number, ratio: number): [number, number] {
  const larger = width / Math.cbrt(1 + ratio ** 3)
  return [larger, larger * ratio]
}

const directionAt = (curve: Curve, index: number): number => {
  const { points } = curve
  const [before, after] = [points[Math.max(0, index - 3)], points[Math.min(points.length - 1, index + 3)]]
  return before && after ? angleOf(subtract(after, before)) : 0
}

function indexAtLength(curve: Curve, length: number): number {
  let walked = 0
  return curve.points.findIndex((point, i) => {
    walked += i === 0 ? 0 : between(point, curve.points[i - 1] ?? point)
    return walked >= length
  })
}

/** Grows arteries and veins with branches at known angles; a branch never touches its own kind. */
export function growTree(trunks: readonly Trunk[], options: TreeOptions, random: Random): VesselTree {
  const wavy = (curve: Curve): Curve =>
    withWaves(curve, {
      amplitude: 0.018 * options.tortuosity * random.between(0.8, 1.2),
      wavelength: random.between(0.7, 0.9),
      phase: random.between(0, 2 * Math.PI)
    })
  const segments: TreeSegment[] = []
  const branchings: TreeBranching[] = []
  const paths: Path[] = trunks.flatMap((trunk) => {
    const curve = untilLeaving(wavy(trunk.curve), options.inside)
    return curve ? [{ kind: trunk.kind, width: trunk.width, curve, born: 0 }] : []
  })

  const tryBranch = (parent: Path, at: number, widths: readonly [number, number]): Path | undefined => {
    const index = indexAtLength(parent.curve, at)
    const start = parent.curve.points[index]
    if (!start || widths[1] < THINNEST) return undefined
    const turn = (random.next() < 0.5 ? 1 : -1) * random.between(0.9, 1.3)
    const length = random.between(0.9, 1.7) * (parent.born === 0 ? 1 : 0.7)
    const grown = branchFrom(start, directionAt(parent.curve, index), { turn, length })
    const whole = untilLeaving(grown, options.inside)
    if (!whole) return undefined
    const draft: Path = { kind: parent.kind, curve: whole, width: widths[1], born: parent.born + 1 }
    const clear = clearLength(draft, paths, parent)
    if (clear < 0.4) return undefined
    branchings.push({
      kind: parent.kind,
      point: start,
      parentWidth: 0,
      daughterWidths: [...widths],
      angle: Math.abs(turn)
    })
    return { ...draft, curve: clear < whole.arcLength ? pieceOf(whole, 0, clear) : whole }
  }

  for (let next = 0; next < paths.length; next++) {
    const path = paths[next]
    if (!path) break
    let { width } = path
    let from = 0
    // Trunks stay whole in zones B and C's inner part, so that six widths of each kind are known there.
    const first = path.born === 0 ? 1.75 : random.between(0.4, 0.55)
    const step = path.born === 0 ? 0.55 : 0.5
    for (let at = first; path.born < options.generations && at < path.curve.arcLength - 0.3; at += step) {
      const widths = murray(width, random.between(0.5, 0.8))
      const branch = tryBranch(path, at, widths)
      const branching = branchings.at(-1)
      if (!branch || !branching) continue
      branchings[branchings.length - 1] = { ...branching, parentWidth: width }
      paths.push(branch)
      segments.push({ kind: path.kind, width, curve: pieceOf(path.curve, from, at) })
      width = widths[0]
      from = at
    }
    segments.push({ kind: path.kind, width, curve: pieceOf(path.curve, from, path.curve.arcLength) })
  }
  return { segments, branchings, crossings: crossingsOf(paths) }
}

function crossingsOf(paths: readonly Path[]): Vec[] {
  const arteries = paths.filter(({ kind }) => kind === 'artery')
  const veins = paths.filter(({ kind }) => kind === 'vein')
  return arteries.flatMap((artery) =>
    veins.flatMap((vein) =>
      intersections(artery.curve.points, vein.curve.points).map(({ point }) => vec(point.x, point.y))
    )
  )
}
