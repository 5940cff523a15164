import type { SegmentedLesion } from '#shared/domain/lesion.ts'
import { between, type Vec, vec } from './curve.ts'
import type { Random } from './random.ts'

/** A lesion of the retina plane of a right eye: unit disc diameter, origin fovea, temporal −x, superior −y. */
export type PlannedLesion = {
  readonly lesion: SegmentedLesion
  readonly centre: Vec
  /** Mean radius, disc diameters. */
  readonly radius: number
  readonly outline: readonly Vec[]
}

/** Typical sizes in disc diameters (a microaneurysm is at most 125 µm across) and how far the outline departs from a circle. */
const SHAPES: Readonly<Record<SegmentedLesion, { low: number; high: number; roughness: number }>> = {
  microaneurysm: { low: 0.014, high: 0.026, roughness: 0.08 },
  haemorrhage: { low: 0.05, high: 0.13, roughness: 0.35 },
  hardExudate: { low: 0.025, high: 0.07, roughness: 0.25 },
  softExudate: { low: 0.1, high: 0.17, roughness: 0.25 }
}

/** A lesion of a given size and place whose outline a few random harmonics roughen. */
export function lesionAt(
  place: { lesion: SegmentedLesion; centre: Vec; radius?: number | undefined },
  random: Random
): PlannedLesion {
  const shape = SHAPES[place.lesion]
  const radius = place.radius ?? random.between(shape.low, shape.high)
  const harmonics = [2, 3, 5].map((order) => ({
    order,
    height: (shape.roughness * random.between(-1, 1)) / order,
    phase: random.between(0, 2 * Math.PI)
  }))
  const outline = Array.from({ length: 72 }, (_, i) => {
    const angle = (2 * Math.PI * i) / 72
    const r = radius * (1 + harmonics.reduce((sum, h) => sum + h.height * Math.sin(h.order * angle + h.phase), 0))
    return vec(place.centre.x + r * Math.cos(angle), place.centre.y + r * Math.sin(angle))
  })
  return { lesion: place.lesion, centre: place.centre, radius, outline }
}

/** Strews lesions over the places that `free` allows; none touches another. */
export function strewLesions(
  counts: Readonly<Record<SegmentedLesion, number>>,
  free: (centre: Vec, radius: number, lesion: SegmentedLesion) => boolean,
  random: Random
): PlannedLesion[] {
  const placed: PlannedLesion[] = []
  const kinds = ['softExudate', 'haemorrhage', 'hardExudate', 'microaneurysm'] as const
  for (const lesion of kinds) {
    for (let n = 0; n < counts[lesion]; n++) {
      for (let attempt = 0; attempt < 200; attempt++) {
        const draft = lesionAt({ lesion, centre: vec(random.between(-3.2, 5), random.between(-3.2, 3.2)) }, random)
        const apart = placed.every((other) => between(other.centre, draft.centre) > 1.6 * (other.radius + draft.radius))
        if (!apart || !free(draft.centre, draft.radius, lesion)) continue
        placed.push(draft)
        break
      }
    }
  }
  return placed
}
