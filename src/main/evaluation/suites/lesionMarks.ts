import type { ImageCircle } from '#shared/domain/geometry.ts'
import { SMALLEST_REGION, insideField } from '../../analysis/findings.ts'
import { type Component, connectedComponents } from '../../imaging/components.ts'
import type { Frame } from '../../imaging/frame.ts'
import { type Mask, threshold } from '../../imaging/mask.ts'
import type { LesionMap } from '../../inference/vision/lesions.ts'
import type { FreeResponse } from '../metrics/froc.ts'

/** Of the operating point: marks from here up are rated, so that the curve reaches beyond what the app shows. */
const CANDIDATES = 0.5
/** Share of the mark, or of the lesion, that both must have in common (0.2 in Zhang et al., Med Image Anal 2014;18:1026). */
const COMMON = 0.2

/**
 * Marks of one lesion map against the annotator's mask on the photograph's pixels. A mark is a connected region of the map,
 * no smaller than those that the app shows, rated by its highest probability; a lesion is a connected region of the mask,
 * found at the rating of the best mark that has enough in common with it. Marks that have it with none are false.
 */
export function lesionMarks(
  { lesion, map, level }: LesionMap,
  { frame, field, truth }: { readonly frame: Frame; readonly field: ImageCircle; readonly truth: Mask }
): FreeResponse {
  const mask = insideField(threshold(map, CANDIDATES * level), { frame, field })
  const marks = connectedComponents(mask).filter(({ pixels }) => pixels.length >= SMALLEST_REGION[lesion])
  const ratings = marks.map(({ pixels }) => pixels.reduce((most, cell) => Math.max(most, map.data[cell] ?? 0), 0))
  const markAt = labelled(marks, map.data.length)
  const cellArea = (frame.cropWidth / frame.width) * (frame.cropHeight / frame.height)
  const isTrue = new Set<number>()
  const lesions = connectedComponents(truth).map((one) => {
    let found: number | null = null
    for (const [mark, shared] of sharedWith(one, { truth, frame, markAt })) {
      const markArea = (marks[mark]?.pixels.length ?? 0) * cellArea
      if (shared < COMMON * Math.min(markArea, one.pixels.length)) continue
      isTrue.add(mark)
      found = Math.max(found ?? 0, ratings[mark] ?? 0)
    }
    return found
  })
  return { lesions, falseMarks: ratings.filter((_, mark) => !isTrue.has(mark)) }
}

/** For each cell the index of its mark, or −1. */
function labelled(marks: readonly Component[], cells: number): Int32Array {
  const markAt = new Int32Array(cells).fill(-1)
  for (const [mark, { pixels }] of marks.entries()) for (const cell of pixels) markAt[cell] = mark
  return markAt
}

/** Pixels of a lesion by the mark that covers them. */
function sharedWith(
  lesion: Component,
  { truth, frame, markAt }: { readonly truth: Mask; readonly frame: Frame; readonly markAt: Int32Array }
): Map<number, number> {
  const shared = new Map<number, number>()
  for (const pixel of lesion.pixels) {
    const x = pixel % truth.width
    const column = Math.floor(((x + 0.5 - frame.left) * frame.width) / frame.cropWidth)
    const row = Math.floor((((pixel - x) / truth.width + 0.5 - frame.top) * frame.height) / frame.cropHeight)
    if (column < 0 || row < 0 || column >= frame.width || row >= frame.height) continue
    const mark = markAt[row * frame.width + column] ?? -1
    if (mark >= 0) shared.set(mark, (shared.get(mark) ?? 0) + 1)
  }
  return shared
}
