import type { ReviewedFinding } from '#shared/domain/finding.ts'
import type { MarkShape } from '#shared/domain/mark.ts'

/** The dark line under every mark. */
export const HALO = '#101317'

/** What the clinician confirmed or added is drawn thick. */
export const isThick = (finding: Pick<ReviewedFinding, 'status'>): boolean => finding.status === 'confirmed'

const round = (value: number): number => Math.round(value * 10) / 10

type Corners = readonly (readonly [number, number])[]

/** Half the width of the plus's arms, and how far they reach. */
const [ARM, END] = [0.38, 1.2]

/** Corners in multiples of the radius. */
const corners: Readonly<Record<Exclude<MarkShape, 'circle' | 'ring'>, Corners>> = {
  triangle: [
    [0, -1.2],
    [1.15, 0.85],
    [-1.15, 0.85]
  ],
  square: [
    [-0.9, -0.9],
    [0.9, -0.9],
    [0.9, 0.9],
    [-0.9, 0.9]
  ],
  diamond: [
    [0, -1.25],
    [1.25, 0],
    [0, 1.25],
    [-1.25, 0]
  ],
  plus: [
    [-ARM, -END],
    [ARM, -END],
    [ARM, -ARM],
    [END, -ARM],
    [END, ARM],
    [ARM, ARM],
    [ARM, END],
    [-ARM, END],
    [-ARM, ARM],
    [-END, ARM],
    [-END, -ARM],
    [-ARM, -ARM]
  ],
  star: Array.from({ length: 10 }, (_, corner) => {
    const [reach, angle] = [corner % 2 === 0 ? 1.25 : 0.55, (Math.PI * corner) / 5 - Math.PI / 2]
    return [reach * Math.cos(angle), reach * Math.sin(angle)] as const
  }),
  bar: [
    [-1.2, -0.5],
    [1.2, -0.5],
    [1.2, 0.5],
    [-1.2, 0.5]
  ]
}

type Point = { readonly x: number; readonly y: number }

function circle({ x, y }: Point, radius: number, sweep: 0 | 1): string {
  const r = round(radius)
  return `M${round(x - radius)} ${round(y)}a${r} ${r} 0 1 ${sweep} ${2 * r} 0a${r} ${r} 0 1 ${sweep} ${-2 * r} 0Z`
}

/** The outline of a shape round a point as an SVG path; `radius` is that of the circle of the same visual weight. */
export function shapePath(shape: MarkShape, centre: Point, radius: number): string {
  if (shape === 'circle') return circle(centre, radius, 0)
  // The inner circle runs the other way round, which leaves it open where the shape is filled.
  if (shape === 'ring') return circle(centre, radius, 0) + circle(centre, radius / 2, 1)
  const points = corners[shape].map(([dx, dy]) => `${round(centre.x + dx * radius)} ${round(centre.y + dy * radius)}`)
  return `M${points.join('L')}Z`
}
