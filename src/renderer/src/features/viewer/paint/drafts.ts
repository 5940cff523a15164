import type { ImageBox } from '#shared/domain/geometry.ts'
import type { Span } from '../model/tools/measureTool.ts'
import { spanPath } from './light.ts'
import { HALO, strokeWithHalo, withBrush, type Brush } from './stroke.ts'

const ACCENT = '#4aa3ff'

/** The box that is being drawn, or that was drawn to ask about. */
export function paintBox(brush: Brush, box: ImageBox, scale: number): void {
  const path = new Path2D()
  path.rect(box.x * scale, box.y * scale, box.width * scale, box.height * scale)
  withBrush(brush, () => {
    brush.fillStyle = '#4aa3ff22'
    // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a canvas, not an array
    brush.fill(path)
    strokeWithHalo(brush, path, { colour: ACCENT, width: 1.5, dash: [6, 4] })
  })
}

/** The calliper with its reading beside the middle. */
export function paintCalliper(brush: Brush, span: Span, at: { readonly scale: number; readonly label: string }): void {
  withBrush(brush, () => {
    strokeWithHalo(brush, spanPath({ shape: 'span', ...span }, at.scale), { colour: '#ffffff', width: 1.6 })
    const x = ((span.from.x + span.to.x) / 2) * at.scale
    const y = ((span.from.y + span.to.y) / 2) * at.scale
    brush.font = '500 12px system-ui, "DejaVu Sans", sans-serif'
    const width = brush.measureText(at.label).width
    brush.fillStyle = HALO
    brush.beginPath()
    brush.roundRect(x + 10, y - 26, width + 14, 20, 4)
    brush.fill()
    brush.fillStyle = '#ffffff'
    brush.textBaseline = 'middle'
    brush.fillText(at.label, x + 17, y - 15.5)
  })
}
