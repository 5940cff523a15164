import { imagePoint, type ImagePoint, type ImageSize } from '#shared/domain/geometry.ts'
import type { SegmentedLesion } from '#shared/domain/lesion.ts'

/** A drawing that looks like a fundus photograph, as geometry in image pixels. No one's eye. */
export type DrawnFundus = {
  readonly field: { readonly centre: ImagePoint; readonly radius: number }
  readonly disc: { readonly centre: ImagePoint; readonly radius: number }
  readonly cupRadius: number
  readonly fovea: ImagePoint
  readonly vessels: readonly DrawnVessel[]
  readonly lesions: readonly DrawnLesion[]
}

export type DrawnVessel = {
  readonly kind: 'artery' | 'vein'
  readonly width: number
  readonly points: readonly ImagePoint[]
}

export type DrawnLesion = { readonly lesion: SegmentedLesion; readonly outline: readonly number[] }

type Random = () => number

/** Park and Miller's generator: the same drawing for the same seed. */
function seeded(seed: number): Random {
  let state = (seed * 7919 + 7) % 2147483647
  return () => {
    state = (state * 16807) % 2147483647
    return state / 2147483647
  }
}

type Walk = { x: number; y: number; angle: number; width: number; length: number; depth: number; bend: number }

function grow(kind: DrawnVessel['kind'], start: Walk, at: { random: Random; step: number }): DrawnVessel[] {
  const points = [imagePoint(start.x, start.y)]
  const branches: DrawnVessel[] = []
  let { x, y, angle } = start
  for (let walked = 0; walked < start.length; walked++) {
    angle += start.bend + (at.random() - 0.5) * 0.12
    x += Math.cos(angle) * at.step
    y += Math.sin(angle) * at.step
    points.push(imagePoint(x, y))
    if (start.depth >= 3 || at.random() > 0.08 || walked < 4) continue
    const turn = at.random() < 0.5 ? -0.6 : 0.6
    const length = start.length * 0.5
    const branch = {
      x,
      y,
      angle: angle + turn,
      width: start.width * 0.66,
      length,
      depth: start.depth + 1,
      bend: start.bend * -0.6
    }
    branches.push(...grow(kind, branch, at))
  }
  return [{ kind, width: start.width, points }, ...branches]
}

function vesselsFrom(disc: ImagePoint, radius: number, at: { random: Random; mirror: number }): DrawnVessel[] {
  const roots = [
    [-2.15, -0.02],
    [2.15, 0.02],
    [-1.1, 0.012],
    [1.1, -0.012]
  ] as const
  return roots.flatMap(([angle, bend]) =>
    (['artery', 'vein'] as const).flatMap((kind) => {
      const own = kind === 'artery' ? angle : angle * 1.07 + 0.03
      const facing = at.mirror === 1 ? own : Math.PI - own
      const width = radius * (kind === 'artery' ? 0.0115 : 0.0155)
      const walk = { ...disc, angle: facing, width, length: 52, depth: 0, bend: bend * at.mirror }
      return grow(kind, walk, { random: at.random, step: radius * 0.02 })
    })
  )
}

function blob(centre: ImagePoint, radius: number, random: Random): number[] {
  const corners = 14
  return Array.from({ length: corners }, (_, corner) => {
    const reach = radius * (0.7 + random() * 0.55)
    const angle = (2 * Math.PI * corner) / corners
    return [centre.x + Math.cos(angle) * reach, centre.y + Math.sin(angle) * reach]
  }).flat()
}

const sizes: Readonly<Record<SegmentedLesion, number>> = {
  microaneurysm: 0.006,
  haemorrhage: 0.018,
  hardExudate: 0.011,
  softExudate: 0.03
}

export type LesionCounts = Readonly<Partial<Record<SegmentedLesion, number>>>

function lesionsRound(fovea: ImagePoint, radius: number, at: { random: Random; counts: LesionCounts }): DrawnLesion[] {
  const kinds = ['microaneurysm', 'haemorrhage', 'hardExudate', 'softExudate'] as const
  return kinds.flatMap((lesion) =>
    Array.from({ length: at.counts[lesion] ?? 0 }, () => {
      const near = lesion === 'hardExudate' ? 0.12 : 0.16
      const angle = at.random() * 2 * Math.PI
      const distance = radius * (near + at.random() * (lesion === 'hardExudate' ? 0.22 : 0.5))
      const centre = imagePoint(fovea.x + Math.cos(angle) * distance * 0.8, fovea.y + Math.sin(angle) * distance * 0.8)
      return { lesion, outline: blob(centre, radius * sizes[lesion] * (0.7 + at.random() * 0.8), at.random) }
    })
  )
}

/** How many lesions a seed's drawing has. */
export function countsOf(seed: number): LesionCounts {
  if (seed === 9) return { microaneurysm: 320, haemorrhage: 90, hardExudate: 180, softExudate: 10 }
  if (seed % 3 === 0) return {}
  return { microaneurysm: 9 + (seed % 4), haemorrhage: 3, hardExudate: 5, softExudate: seed % 2 }
}

/** Draws an eye by its seed; even seeds are left eyes. */
export function drawnFundus(seed: number, size: ImageSize): DrawnFundus {
  const random = seeded(seed)
  const mirror = seed % 2 === 0 ? -1 : 1
  const centre = imagePoint(size.width / 2, size.height / 2)
  const radius = Math.min(size.width, size.height) * 0.49
  const disc = imagePoint(centre.x + mirror * radius * 0.5, centre.y - radius * 0.03)
  const fovea = imagePoint(centre.x - mirror * radius * 0.12, centre.y + radius * 0.03)
  return {
    field: { centre, radius },
    disc: { centre: disc, radius: radius * 0.12 },
    cupRadius: radius * (0.045 + (seed % 3) * 0.006),
    fovea,
    vessels: vesselsFrom(disc, radius, { random, mirror }),
    lesions: lesionsRound(fovea, radius, { random, counts: countsOf(seed) })
  }
}
