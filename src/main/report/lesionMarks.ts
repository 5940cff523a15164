import type { ReviewedFinding } from '#shared/domain/finding.ts'
import type { LesionType } from '#shared/domain/lesion.ts'

export type MarkShape = 'circle' | 'triangle' | 'square' | 'diamond' | 'cross'

/** How a kind of lesion is marked: a colour of Okabe and Ito's set, and a shape that tells it apart without colour. */
export type LesionMark = { readonly colour: string; readonly shape: MarkShape }

const other: LesionMark = { colour: '#e69f00', shape: 'cross' }

export const lesionMarks: Record<LesionType, LesionMark> = {
  microaneurysm: { colour: '#d55e00', shape: 'circle' },
  haemorrhage: { colour: '#cc79a7', shape: 'triangle' },
  hardExudate: { colour: '#f0e442', shape: 'square' },
  softExudate: { colour: '#56b4e9', shape: 'diamond' },
  otherBright: other,
  neovascularisation: other,
  irma: other,
  venousBeading: other,
  preretinalHaemorrhage: other,
  drusen: other,
  other
}

/** Colours of the anatomical layers. */
export const anatomyColours = {
  vessels: '#9fb7ff',
  arteries: '#ff5a4f',
  veins: '#4a7dff',
  crossings: '#ffffff',
  landmarks: '#ffffff',
  halo: '#101317'
} as const

/** Below this calibrated confidence an unconfirmed mark is drawn dashed, as in the window. */
const LOW_CONFIDENCE = 0.6

export const isUnsure = (finding: Pick<ReviewedFinding, 'status' | 'confidence'>): boolean =>
  finding.status === 'proposed' && finding.confidence !== null && finding.confidence < LOW_CONFIDENCE

/** What the clinician confirmed or added is drawn thick. */
export const isThick = (finding: Pick<ReviewedFinding, 'status'>): boolean => finding.status === 'confirmed'

const round = (value: number): number => Math.round(value * 10) / 10

/** The outline of a shape round a point as an SVG path; `radius` is that of the circle of the same visual weight. */
export function shapePath(shape: MarkShape, centre: { x: number; y: number }, radius: number): string {
  const { x, y } = centre
  const corners = (...points: readonly (readonly [number, number])[]): string =>
    `M${points.map(([dx, dy]) => `${round(x + dx * radius)} ${round(y + dy * radius)}`).join('L')}Z`
  switch (shape) {
    case 'circle': {
      const r = round(radius)
      return `M${round(x - radius)} ${round(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`
    }
    case 'triangle':
      return corners([0, -1.2], [1.15, 0.85], [-1.15, 0.85])
    case 'square':
      return corners([-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9])
    case 'diamond':
      return corners([0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0])
    case 'cross': {
      const arm = 0.38
      const end = 1.2
      return corners(
        [-arm, -end],
        [arm, -end],
        [arm, -arm],
        [end, -arm],
        [end, arm],
        [arm, arm],
        [arm, end],
        [-arm, end],
        [-arm, arm],
        [-end, arm],
        [-end, -arm],
        [-arm, -arm]
      )
    }
  }
}
