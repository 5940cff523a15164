import type { ReviewedFinding } from '#shared/domain/finding.ts'
import type { ImageBox } from '#shared/domain/geometry.ts'
import type { FindingId } from '#shared/domain/ids.ts'
import type { Mark } from '#shared/domain/measurement.ts'
import { reach } from '../model/hitTest.ts'
import { circlePath, crossPath, outlinePath } from './anatomy.ts'
import { strokeWithHalo, withBrush, type Brush, type Line } from './stroke.ts'

const selectedLine: Line = { colour: '#ffffff', width: 2 }
const hoveredLine: Line = { colour: '#8cc6ff', width: 2 }

/** A frame a little outside of a mark. */
function framePath(box: ImageBox, scale: number): Path2D {
  const { left, top, right, bottom } = reach(box, scale)
  const path = new Path2D()
  path.roundRect(left * scale - 5, top * scale - 5, (right - left) * scale + 10, (bottom - top) * scale + 10, 3)
  return path
}

function openPath(flat: readonly number[], scale: number): Path2D {
  const path = new Path2D()
  for (let at = 0; at + 1 < flat.length; at += 2) {
    const [x, y] = [(flat[at] ?? 0) * scale, (flat[at + 1] ?? 0) * scale]
    if (at === 0) path.moveTo(x, y)
    else path.lineTo(x, y)
  }
  return path
}

/** A line from edge to edge with a bar across each end. */
export function spanPath(span: Extract<Mark, { shape: 'span' }>, scale: number): Path2D {
  const [x0, y0, x1, y1] = [span.from.x * scale, span.from.y * scale, span.to.x * scale, span.to.y * scale]
  const length = Math.hypot(x1 - x0, y1 - y0) || 1
  const [nx, ny] = [(-(y1 - y0) / length) * 5, ((x1 - x0) / length) * 5]
  const path = new Path2D()
  path.moveTo(x0, y0)
  path.lineTo(x1, y1)
  for (const [x, y] of [
    [x0, y0],
    [x1, y1]
  ] as const) {
    path.moveTo(x - nx, y - ny)
    path.lineTo(x + nx, y + ny)
  }
  return path
}

type Known = ReadonlyMap<FindingId, ReviewedFinding>

function markPath(mark: Mark, findings: Known, scale: number): Path2D | undefined {
  switch (mark.shape) {
    case 'outline':
      return outlinePath(mark.outline, scale)
    case 'path':
      return openPath(mark.path, scale)
    case 'circle':
      return circlePath(mark.circle, scale)
    case 'box':
      return framePath(mark.box, scale)
    case 'point':
      return crossPath(mark.point, scale, 9)
    case 'span':
      return spanPath(mark, scale)
    case 'finding': {
      const finding = findings.get(mark.findingId)
      return finding && framePath(finding.box, scale)
    }
  }
}

/** What is pointed at: frames round findings, and the marks of a measurement or a citation. */
export type LitMarks = { readonly findings: readonly FindingId[]; readonly marks: readonly Mark[] }

/** Draws what is lit up: what is chosen in white, what is merely pointed at in light blue. */
export function paintLight(
  brush: Brush,
  lit: LitMarks & { readonly chosen: boolean },
  at: { readonly known: Known; readonly scale: number }
): void {
  const line = lit.chosen ? selectedLine : hoveredLine
  withBrush(brush, () => {
    for (const mark of [...lit.findings.map((findingId) => ({ shape: 'finding' as const, findingId })), ...lit.marks]) {
      const path = markPath(mark, at.known, at.scale)
      if (path) strokeWithHalo(brush, path, line)
    }
  })
}
