import type { Context } from 'konva/lib/Context'
import type { Brush } from '../paint/stroke.ts'

/** The browser's own drawing context: Konva's wrapper knows neither `Path2D` nor `roundRect`. */
// oxlint-disable-next-line no-underscore-dangle -- Konva's public name for it
export const brushOf = (context: Context): Brush => context._context
