import type { MarkShape } from '#shared/domain/mark.ts'

/** A place and half a size, in the frame of the path. */
export type Spot = { readonly x: number; readonly y: number; readonly r: number }

function polygon(path: Path2D, points: readonly (readonly [number, number])[]): void {
  points.forEach(([x, y], index) => (index === 0 ? path.moveTo(x, y) : path.lineTo(x, y)))
  path.closePath()
}

function star(path: Path2D, { x, y, r }: Spot): void {
  polygon(
    path,
    Array.from({ length: 10 }, (_, corner): readonly [number, number] => {
      const radius = corner % 2 === 0 ? r * 1.2 : r * 0.55
      const angle = (Math.PI * corner) / 5 - Math.PI / 2
      return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]
    })
  )
}

function circle(path: Path2D, { x, y, r }: Spot): void {
  path.moveTo(x + r, y)
  path.arc(x, y, r, 0, 2 * Math.PI)
}

function plus(path: Path2D, { x, y, r }: Spot): void {
  path.moveTo(x - r, y)
  path.lineTo(x + r, y)
  path.moveTo(x, y - r)
  path.lineTo(x, y + r)
}

const tracers: Readonly<Record<MarkShape, (path: Path2D, spot: Spot) => void>> = {
  circle,
  ring: (path, spot) => {
    circle(path, spot)
    circle(path, { ...spot, r: spot.r * 0.5 })
  },
  triangle: (path, { x, y, r }) =>
    polygon(path, [
      [x, y - r * 1.15],
      [x + r * 1.1, y + r * 0.8],
      [x - r * 1.1, y + r * 0.8]
    ]),
  square: (path, { x, y, r }) => path.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8),
  diamond: (path, { x, y, r }) =>
    polygon(path, [
      [x, y - r * 1.2],
      [x + r * 1.2, y],
      [x, y + r * 1.2],
      [x - r * 1.2, y]
    ]),
  plus,
  star,
  bar: (path, { x, y, r }) => path.rect(x - r * 1.2, y - r * 0.5, r * 2.4, r)
}

/** Adds the shape that stands for a lesion to a path. */
export const traceShape = (path: Path2D, shape: MarkShape, spot: Spot): void => tracers[shape](path, spot)
