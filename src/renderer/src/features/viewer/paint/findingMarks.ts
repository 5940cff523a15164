import type { ReviewedFinding } from '#shared/domain/finding.ts'
import type { ImageBox } from '#shared/domain/geometry.ts'
import type { LesionType } from '#shared/domain/lesion.ts'
import { isUnsure, lesionMarks } from '#shared/domain/mark.ts'
import { markWeight, type Weight } from '../model/appearance.ts'
import { LEAST_HALF_PX } from '../model/hitTest.ts'
import { traceShape } from './shapes.ts'
import { strokeHalo, strokeLine, withBrush, type Brush, type Line } from './stroke.ts'

export type ShownFinding = { readonly finding: ReviewedFinding; readonly opacity: number }

/** All marks that are drawn in the same way, as one path; coordinates are image pixels times the scale. */
type Batch = {
  readonly lesion: LesionType
  readonly weight: Weight
  readonly unsure: boolean
  readonly opacity: number
  readonly outlines: Path2D
  readonly corners: Path2D
  readonly glyphs: Path2D
}

/** From this size on, in view pixels, a lesion is drawn with its own outline instead of its shape alone. */
const OUTLINE_FROM_PX = 15
const GAP_PX = 3

const widths: Readonly<Record<Weight, number>> = { thin: 1.4, thick: 2.6, rejected: 1 }

function traceOutline(path: Path2D, outline: readonly number[], scale: number): void {
  for (let at = 0; at + 1 < outline.length; at += 2) {
    const x = (outline[at] ?? 0) * scale
    const y = (outline[at + 1] ?? 0) * scale
    if (at === 0) path.moveTo(x, y)
    else path.lineTo(x, y)
  }
  path.closePath()
}

/** The four corners of a box, a little outside of it. */
function traceCorners(path: Path2D, box: ImageBox, scale: number): void {
  const left = box.x * scale - GAP_PX
  const top = box.y * scale - GAP_PX
  const right = (box.x + box.width) * scale + GAP_PX
  const bottom = (box.y + box.height) * scale + GAP_PX
  const arm = Math.min(9, (right - left) / 4, (bottom - top) / 4)
  for (const [x, y, dx, dy] of [
    [left, top, arm, arm],
    [right, top, -arm, arm],
    [right, bottom, -arm, -arm],
    [left, bottom, arm, -arm]
  ] as const) {
    path.moveTo(x + dx, y)
    path.lineTo(x, y)
    path.lineTo(x, y + dy)
  }
}

function addMark(batch: Batch, { box, outline, lesion }: ReviewedFinding, scale: number): void {
  const { shape } = lesionMarks[lesion]
  const half = (Math.max(box.width, box.height) * scale) / 2
  if (2 * half < OUTLINE_FROM_PX) {
    const x = (box.x + box.width / 2) * scale
    const y = (box.y + box.height / 2) * scale
    traceShape(batch.outlines, shape, { x, y, r: Math.max(LEAST_HALF_PX, half + GAP_PX) })
    return
  }
  if (outline) {
    traceOutline(batch.outlines, outline, scale)
    traceCorners(batch.corners, box, scale)
  } else {
    batch.outlines.rect(box.x * scale, box.y * scale, box.width * scale, box.height * scale)
  }
  traceShape(batch.glyphs, shape, { x: box.x * scale - GAP_PX - 4, y: box.y * scale - GAP_PX - 4, r: 3.6 })
}

/** Gathers marks that look alike, so that five hundred of them are a handful of strokes. */
export function batchMarks(shown: readonly ShownFinding[], scale: number): readonly Batch[] {
  const batches = new Map<string, Batch>()
  for (const { finding, opacity } of shown) {
    const weight = markWeight(finding)
    const unsure = isUnsure(finding)
    const key = `${finding.lesion}/${weight}/${String(unsure)}`
    const batch = batches.get(key) ?? {
      lesion: finding.lesion,
      weight,
      unsure,
      opacity,
      outlines: new Path2D(),
      corners: new Path2D(),
      glyphs: new Path2D()
    }
    batches.set(key, batch)
    addMark(batch, finding, scale)
  }
  return [...batches.values()]
}

const lineOf = ({ lesion, weight, unsure, opacity }: Batch): Line => ({
  colour: lesionMarks[lesion].colour,
  width: widths[weight],
  dash: unsure ? [4, 3] : weight === 'rejected' ? [1, 4] : [],
  alpha: weight === 'rejected' ? opacity * 0.75 : opacity
})

/** Draws batches; all halos lie under all colours. */
export function paintMarks(brush: Brush, batches: readonly Batch[]): void {
  withBrush(brush, () => {
    for (const batch of batches) {
      const line = lineOf(batch)
      strokeHalo(brush, batch.outlines, line)
      strokeHalo(brush, batch.corners, { ...line, width: 1 })
      strokeHalo(brush, batch.glyphs, { ...line, width: 0.5 })
    }
    for (const batch of batches) {
      const line = lineOf(batch)
      strokeLine(brush, batch.outlines, line)
      strokeLine(brush, batch.corners, { ...line, width: 1.2, dash: [] })
      strokeLine(brush, batch.glyphs, { ...line, width: 1, dash: [] })
      brush.fillStyle = line.colour
      brush.fill(batch.glyphs, 'evenodd')
    }
  })
}
