import { imagePoint, type ImageBox, type ImagePoint } from '#shared/domain/geometry.ts'
import { CLICK_PX, arrowStep, stay, viewDistance, type PointerAt, type Step, type ToolEvent } from './tool.ts'

/** A calliper between two points. */
export type Span = { readonly from: ImagePoint; readonly to: ImagePoint }

type End = 'from' | 'to'

export type MeasureState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'drawing'; readonly start: PointerAt; readonly to: ImagePoint }
  | { readonly phase: 'placed'; readonly span: Span }
  | { readonly phase: 'moving'; readonly span: Span; readonly end: End }

export const idleMeasure: MeasureState = { phase: 'idle' }

/** The calliper as it stands. */
export function shownSpan(state: MeasureState): Span | null {
  switch (state.phase) {
    case 'idle':
      return null
    case 'drawing':
      return { from: state.start.image, to: state.to }
    case 'placed':
    case 'moving':
      return state.span
  }
}

const GRAB_PX = 10

/** The end of the calliper under the pointer. */
function grabbed(span: Span, at: PointerAt, pxPerImagePx: number): End | undefined {
  const near = (point: ImagePoint): boolean =>
    Math.hypot(point.x - at.image.x, point.y - at.image.y) * pxPerImagePx <= GRAB_PX
  return near(span.to) ? 'to' : near(span.from) ? 'from' : undefined
}

function pressed(state: MeasureState, at: PointerAt, scale: number): MeasureState {
  const end = state.phase === 'placed' ? grabbed(state.span, at, scale) : undefined
  return state.phase === 'placed' && end !== undefined
    ? { phase: 'moving', span: state.span, end }
    : { phase: 'drawing', start: at, to: at.image }
}

function moved(state: MeasureState, at: PointerAt): MeasureState {
  if (state.phase === 'drawing') return { ...state, to: at.image }
  if (state.phase === 'moving') return { ...state, span: { ...state.span, [state.end]: at.image } }
  return state
}

function released(state: MeasureState, at: PointerAt): MeasureState {
  if (state.phase === 'moving') return { phase: 'placed', span: state.span }
  if (state.phase !== 'drawing') return state
  return viewDistance(state.start.view, at.view) < CLICK_PX
    ? idleMeasure
    : { phase: 'placed', span: { from: state.start.image, to: at.image } }
}

function byArrow(span: Span, event: Extract<ToolEvent, { kind: 'arrow' }>): Span {
  const { dx, dy } = arrowStep(event.key, event.by)
  const end: End = event.far ? 'from' : 'to'
  return { ...span, [end]: imagePoint(span[end].x + dx, span[end].y + dy) }
}

/** A drag sets the calliper, its ends can be dragged; arrow keys move one end, with `far` the other. */
export const measureStep =
  (scale: number) =>
  (state: MeasureState, event: ToolEvent): Step<MeasureState> => {
    switch (event.kind) {
      case 'down':
        return stay(pressed(state, event.at, scale))
      case 'move':
        return stay(moved(state, event.at))
      case 'up':
        return stay(released(state, event.at))
      case 'arrow':
        return stay(state.phase === 'placed' ? { phase: 'placed', span: byArrow(state.span, event) } : state)
      case 'escape':
        return state.phase === 'idle' ? stay(idleMeasure, { kind: 'leaveTool' }) : stay(idleMeasure)
      case 'confirm':
      case 'leave':
        return stay(state)
    }
  }

/** A calliper across the middle of what is seen, to begin with on the keyboard. */
export function startingSpan(seen: ImageBox): MeasureState {
  const y = seen.y + seen.height / 2
  return {
    phase: 'placed',
    span: { from: imagePoint(seen.x + seen.width * 0.4, y), to: imagePoint(seen.x + seen.width * 0.6, y) }
  }
}
