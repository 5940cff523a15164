import type { ReviewedFinding } from '#shared/domain/finding.ts'
import type { ImageBox, ImagePoint } from '#shared/domain/geometry.ts'
import type { FieldOfView, Landmarks } from '#shared/domain/landmark.ts'
import { anatomyColours, isUnsure, lesionMarks } from '#shared/domain/mark.ts'
import { HALO, isThick, shapePath } from '../lesionMarks.ts'
import { shownRadius, type PictureFrame } from './frame.ts'

/** Output pixels on the longer side for which the line widths below are meant. */
const DESIGN_SIDE = 1000
const HALO_EXTRA = 2.6

type Pen = { readonly colour: string; readonly width: number; readonly dash: string; readonly fill: string }

const round = (value: number): number => Math.round(value * 10) / 10

/** Places image coordinates on a picture. */
type Projection = { readonly frame: PictureFrame; readonly unit: number }

const project = ({ frame }: Projection, { x, y }: { x: number; y: number }): { x: number; y: number } => ({
  x: (x - frame.crop.x) * frame.scale,
  y: (y - frame.crop.y) * frame.scale
})

/** A line in its colour over a wider dark one, so that it can be seen on bright and dark ground. */
function haloed(path: string, pen: Pen): string {
  const dash = pen.dash === '' ? '' : ` stroke-dasharray="${pen.dash}"`
  const ends = 'stroke-linejoin="round" stroke-linecap="round"'
  return (
    `<path d="${path}" fill="none" stroke="${HALO}" stroke-opacity="0.75" stroke-width="${round(pen.width + HALO_EXTRA * Math.max(0.6, pen.width / 3))}" ${ends}/>` +
    `<path d="${path}" fill="${pen.fill}" stroke="${pen.colour}" stroke-width="${round(pen.width)}"${dash} ${ends}/>`
  )
}

function outlinePath(projection: Projection, flat: readonly number[]): string {
  const points: string[] = []
  for (let i = 0; i + 1 < flat.length; i += 2) {
    const { x, y } = project(projection, { x: flat[i] ?? 0, y: flat[i + 1] ?? 0 })
    points.push(`${round(x)} ${round(y)}`)
  }
  return `M${points.join('L')}Z`
}

function boxPath(projection: Projection, box: ImageBox): string {
  const from = project(projection, box)
  const to = project(projection, { x: box.x + box.width, y: box.y + box.height })
  return `M${round(from.x)} ${round(from.y)}H${round(to.x)}V${round(to.y)}H${round(from.x)}Z`
}

function crossPath(projection: Projection, point: ImagePoint): string {
  const { x, y } = project(projection, point)
  const arm = 9 * projection.unit
  return `M${round(x - arm)} ${round(y)}H${round(x + arm)}M${round(x)} ${round(y - arm)}V${round(y + arm)}`
}

/**
 * A finding: its outline or box, and the shape of its kind. The shape goes round what is too small to be seen, and sits at
 * the upper right corner of what is not, so that it never hides the lesion.
 */
function findingMark(projection: Projection, finding: ReviewedFinding): string {
  const { unit, frame } = projection
  const { colour, shape } = lesionMarks[finding.lesion]
  const dash = isUnsure(finding) ? `${round(5 * unit)} ${round(4 * unit)}` : ''
  const width = (isThick(finding) ? 3.8 : 2.2) * unit
  const pen = { colour, width, dash, fill: 'none' }
  const side = Math.max(finding.box.width, finding.box.height) * frame.scale
  const radius = 9 * unit
  if (side < 2 * radius) {
    return haloed(shapePath(shape, project(projection, finding.centroid), Math.max(radius, side * 0.8)), {
      ...pen,
      width: width * 1.25
    })
  }
  const edge = finding.outline === null ? boxPath(projection, finding.box) : outlinePath(projection, finding.outline)
  const corner = project(projection, { x: finding.box.x + finding.box.width, y: finding.box.y })
  const badge = shapePath(shape, { x: corner.x + 4 * unit, y: corner.y - 4 * unit }, 6.5 * unit)
  return haloed(edge, pen) + haloed(badge, { ...pen, width: 1.2 * unit, dash: '', fill: colour })
}

const landmarkPen = (unit: number): Pen => ({
  colour: anatomyColours.landmarks,
  width: 2.2 * unit,
  dash: '',
  fill: 'none'
})

function ringMarks(projection: Projection, { disc, cup }: Landmarks): string {
  const { unit } = projection
  const pen = landmarkPen(unit)
  const dashed = { ...pen, dash: `${round(7 * unit)} ${round(6 * unit)}` }
  return [
    ...(disc === null ? [] : [haloed(outlinePath(projection, disc.outline), pen)]),
    ...(cup === null ? [] : [haloed(outlinePath(projection, cup.outline), dashed)])
  ].join('')
}

function foveaMark(projection: Projection, { fovea }: Landmarks): string {
  if (fovea === null) return ''
  return haloed(crossPath(projection, fovea.centre), { ...landmarkPen(projection.unit), width: 3 * projection.unit })
}

/** Paper where the camera saw nothing: everything outside of the field's circle. */
function surround(projection: Projection, field: FieldOfView): string {
  const { frame } = projection
  const { x, y } = project(projection, field.circle.centre)
  const r = round(shownRadius(field) * frame.scale)
  const circle = `M${round(x - r)} ${round(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`
  return `<path fill="#ffffff" fill-rule="evenodd" d="M0 0H${frame.width}V${frame.height}H0Z${circle}"/>`
}

const drawing = ({ width, height }: PictureFrame, content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${content}</svg>`

const projectionOf = (frame: PictureFrame): Projection => ({
  frame,
  unit: Math.max(0.5, Math.max(frame.width, frame.height) / DESIGN_SIDE)
})

/** An SVG of the paper round the field, for the photograph without marks. */
export const surroundSvg = (frame: PictureFrame, field: FieldOfView): string =>
  drawing(frame, surround(projectionOf(frame), field))

/** An SVG of landmarks and findings in the pixels of a frame; confirmed ones lie over the others, the fovea over all. */
export function marksSvg(frame: PictureFrame, landmarks: Landmarks, findings: readonly ReviewedFinding[]): string {
  const projection = projectionOf(frame)
  const layer = (finding: ReviewedFinding): number => (isThick(finding) ? 1 : 0)
  const marks = findings.toSorted((a, b) => layer(a) - layer(b)).map((finding) => findingMark(projection, finding))
  return drawing(frame, ringMarks(projection, landmarks) + marks.join('') + foveaMark(projection, landmarks))
}
