import { imageBox, imagePoint, type ImageBox, type ImagePoint } from '#shared/domain/geometry.ts'
import { CLICK_PX, arrowStep, stay, viewDistance, type PointerAt, type Step, type ToolEvent } from './tool.ts'

/** Draws a box to ask about, or to add a finding. */
export type BoxState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'drawing'; readonly from: PointerAt; readonly to: PointerAt }
  | { readonly phase: 'drawn'; readonly box: ImageBox }

export const idleBox: BoxState = { phase: 'idle' }

/** The box between two opposite corners. */
export const boxBetween = (a: ImagePoint, b: ImagePoint): ImageBox =>
  imageBox({
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y)
  })

/** The box as it stands, drawn or being drawn. */
export function shownBox(state: BoxState): ImageBox | null {
  if (state.phase === 'drawing') return boxBetween(state.from.image, state.to.image)
  return state.phase === 'drawn' ? state.box : null
}

function byArrow(box: ImageBox, event: Extract<ToolEvent, { kind: 'arrow' }>): ImageBox {
  const { dx, dy } = arrowStep(event.key, event.by)
  if (!event.far) return imageBox({ ...box, x: box.x + dx, y: box.y + dy })
  return boxBetween(
    imagePoint(box.x, box.y),
    imagePoint(Math.max(box.x + 1, box.x + box.width + dx), Math.max(box.y + 1, box.y + box.height + dy))
  )
}

const clear = (state: BoxState): Step<BoxState> =>
  state.phase === 'idle' ? stay(idleBox, { kind: 'leaveTool' }) : stay(idleBox, { kind: 'withdrawBox' })

/** A drag draws the box and offers it when it ends; arrow keys move it, with `far` its lower right corner. */
export function boxStep(state: BoxState, event: ToolEvent): Step<BoxState> {
  switch (event.kind) {
    case 'down':
      return stay({ phase: 'drawing', from: event.at, to: event.at }, { kind: 'withdrawBox' })
    case 'move':
      return stay(state.phase === 'drawing' ? { ...state, to: event.at } : state)
    case 'up': {
      if (state.phase !== 'drawing') return stay(state)
      if (viewDistance(state.from.view, event.at.view) < CLICK_PX) return stay(idleBox)
      const box = boxBetween(state.from.image, event.at.image)
      return stay({ phase: 'drawn', box }, { kind: 'offerBox', box })
    }
    case 'arrow':
      return state.phase === 'drawn' ? stay({ phase: 'drawn', box: byArrow(state.box, event) }) : stay(state)
    case 'confirm':
      return state.phase === 'drawn' ? stay(state, { kind: 'offerBox', box: state.box }) : stay(state)
    case 'escape':
      return clear(state)
    case 'leave':
      return stay(state)
  }
}

/** A box in the middle of what is seen, to begin with on the keyboard. */
export function startingBox(seen: ImageBox): BoxState {
  const width = seen.width / 5
  const height = seen.height / 5
  const box = imageBox({
    x: seen.x + (seen.width - width) / 2,
    y: seen.y + (seen.height - height) / 2,
    width,
    height
  })
  return { phase: 'drawn', box }
}
