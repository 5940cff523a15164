import { CLICK_PX, stay, viewDistance, type PointerAt, type Step, type ToolEvent } from './tool.ts'

/** Looks, points and moves the photograph. */
export type PanState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'pressed'; readonly from: PointerAt }
  | { readonly phase: 'dragging'; readonly last: PointerAt }

export const idlePan: PanState = { phase: 'idle' }

function moved(state: PanState, at: PointerAt): Step<PanState> {
  if (state.phase === 'idle') return stay(state, { kind: 'hover', at: at.image })
  const last = state.phase === 'pressed' ? state.from : state.last
  if (state.phase === 'pressed' && viewDistance(last.view, at.view) < CLICK_PX) return stay(state)
  const dx = at.view.viewX - last.view.viewX
  const dy = at.view.viewY - last.view.viewY
  return stay({ phase: 'dragging', last: at }, { kind: 'pan', dx, dy })
}

/** Arrow keys, enter and escape do nothing here: the viewer itself moves on arrows. */
export function panStep(state: PanState, event: ToolEvent): Step<PanState> {
  switch (event.kind) {
    case 'down':
      return stay({ phase: 'pressed', from: event.at }, { kind: 'hover', at: null })
    case 'move':
      return moved(state, event.at)
    case 'up':
      return state.phase === 'pressed' ? stay(idlePan, { kind: 'pick', at: event.at.image }) : stay(idlePan)
    case 'leave':
      return stay(idlePan, { kind: 'hover', at: null })
    case 'arrow':
    case 'confirm':
    case 'escape':
      return stay(state)
  }
}
