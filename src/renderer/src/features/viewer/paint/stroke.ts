/** The dark halo that keeps a mark readable on light and dark retina alike. */
export const HALO = '#000000b0'
const HALO_PX = 2

/** How a line is drawn, in view pixels. */
export type Line = {
  readonly colour: string
  readonly width: number
  readonly dash?: readonly number[]
  readonly alpha?: number
}

/** The part of a 2D context that marks are drawn with. */
export type Brush = CanvasRenderingContext2D

export function strokeHalo(brush: Brush, path: Path2D, { width, alpha = 1 }: Line): void {
  brush.globalAlpha = alpha
  brush.setLineDash([])
  brush.strokeStyle = HALO
  brush.lineWidth = width + HALO_PX
  brush.stroke(path)
}

export function strokeLine(brush: Brush, path: Path2D, { colour, width, dash = [], alpha = 1 }: Line): void {
  brush.globalAlpha = alpha
  brush.setLineDash([...dash])
  brush.strokeStyle = colour
  brush.lineWidth = width
  brush.stroke(path)
}

export function strokeWithHalo(brush: Brush, path: Path2D, line: Line): void {
  strokeHalo(brush, path, line)
  strokeLine(brush, path, line)
}

/** Runs a drawing with round joins and leaves the brush as it was. */
export function withBrush(brush: Brush, draw: () => void): void {
  brush.save()
  brush.lineJoin = 'round'
  brush.lineCap = 'round'
  draw()
  brush.restore()
}
