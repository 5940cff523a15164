import type { ImageBox, ImagePoint } from '#shared/domain/geometry.ts'
import type { ViewPoint } from '../viewport.ts'

/** Where the pointer is, in both frames. */
export type PointerAt = { readonly image: ImagePoint; readonly view: ViewPoint }

export type ArrowKey = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown'

/** What can happen to a tool. */
export type ToolEvent =
  | { readonly kind: 'down'; readonly at: PointerAt }
  | { readonly kind: 'move'; readonly at: PointerAt }
  | { readonly kind: 'up'; readonly at: PointerAt }
  | { readonly kind: 'leave' }
  /** An arrow key; `by` is one step in image pixels, `far` moves the other end. */
  | { readonly kind: 'arrow'; readonly key: ArrowKey; readonly by: number; readonly far: boolean }
  | { readonly kind: 'confirm' }
  | { readonly kind: 'escape' }

/** What a tool asks of the viewer. */
export type ToolEffect =
  | { readonly kind: 'pan'; readonly dx: number; readonly dy: number }
  | { readonly kind: 'hover'; readonly at: ImagePoint | null }
  | { readonly kind: 'pick'; readonly at: ImagePoint }
  | { readonly kind: 'offerBox'; readonly box: ImageBox }
  | { readonly kind: 'withdrawBox' }
  | { readonly kind: 'leaveTool' }

export type Step<State> = { readonly state: State; readonly effects: readonly ToolEffect[] }

export const stay = <State>(state: State, ...effects: readonly ToolEffect[]): Step<State> => ({ state, effects })

/** A press that moves less than this, in view pixels, is a click. */
export const CLICK_PX = 4

export const viewDistance = (a: ViewPoint, b: ViewPoint): number => Math.hypot(a.viewX - b.viewX, a.viewY - b.viewY)

const directions: Readonly<Record<ArrowKey, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1]
}

/** The step of an arrow key, in image pixels. */
export function arrowStep(key: ArrowKey, by: number): { readonly dx: number; readonly dy: number } {
  const [x, y] = directions[key]
  return { dx: x * by, dy: y * by }
}
