import { useRef } from 'react'
import type { ImageDetail } from '#shared/contract/views.ts'
import type { ImagePoint } from '#shared/domain/geometry.ts'
import { lightUp, litFinding, selectFinding, useSpotlight } from '../../../view/spotlight.ts'
import { markAt } from '../model/hitTest.ts'
import { boxStep, startingBox } from '../model/tools/boxTool.ts'
import { measureStep, startingSpan } from '../model/tools/measureTool.ts'
import { idlePan, panStep, type PanState } from '../model/tools/panTool.ts'
import type { ToolEffect, ToolEvent } from '../model/tools/tool.ts'
import { panned, toImage, transformOf, visibleBox, zoomed, type Scene, type ViewPoint } from '../model/viewport.ts'
import type { ShownFinding } from '../paint/findingMarks.ts'
import { chooseTool, useToolStore } from '../toolStore.ts'
import { moveViewport, transformNow, viewportNow } from '../viewportStore.ts'
import type { Gestures } from './useGestures.ts'

export type StageContext = {
  readonly detail: ImageDetail
  readonly scene: Scene | null
  readonly shown: readonly ShownFinding[]
  /** False for the companion of a comparison, which can only be moved and zoomed. */
  readonly active: boolean
}

function hover(context: StageContext, at: ImagePoint | null, scale: number): void {
  const found =
    at &&
    markAt(
      context.shown.map(({ finding }) => finding),
      at,
      scale
    )
  const before = useSpotlight.getState().hovered
  if (found) {
    if (before?.findings[0] !== found.id || before.imageId !== context.detail.image.id)
      lightUp(litFinding(context.detail.image.id, found.id))
  } else if (before) lightUp(null)
}

function pick(context: StageContext, at: ImagePoint, scale: number): void {
  const found = markAt(
    context.shown.map(({ finding }) => finding),
    at,
    scale
  )
  selectFinding(found?.id ?? null)
}

function apply(context: StageContext, scene: Scene, effect: ToolEffect): void {
  const { id } = context.detail.image
  const { scale } = viewportNow(id, scene)
  switch (effect.kind) {
    case 'pan':
      return moveViewport(id, scene, (viewport) => panned(viewport, scene, effect))
    case 'hover':
      return hover(context, effect.at, scale)
    case 'pick':
      return context.active ? pick(context, effect.at, scale) : undefined
    case 'offerBox':
      return useToolStore.setState({ offer: effect.box })
    case 'withdrawBox':
      return useToolStore.setState({ offer: null })
    case 'leaveTool':
      return chooseTool('pan')
  }
}

/** Runs an event through the chosen tool and does what the tool asks for. */
function step(context: StageContext, scene: Scene, event: ToolEvent): void {
  const { tool, box, measure } = useToolStore.getState()
  if (tool === 'box') {
    const next = boxStep(box, event)
    useToolStore.setState({ box: next.state })
    for (const effect of next.effects) apply(context, scene, effect)
  } else if (tool === 'measure') {
    const next = measureStep(viewportNow(context.detail.image.id, scene).scale)(measure, event)
    useToolStore.setState({ measure: next.state })
    for (const effect of next.effects) apply(context, scene, effect)
  }
}

/** Enter without anything drawn begins with a box or a calliper in the middle of what is seen. */
function begin(context: StageContext, scene: Scene): boolean {
  const { tool, box, measure } = useToolStore.getState()
  const seen = visibleBox(transformOf(viewportNow(context.detail.image.id, scene), scene.view), scene)
  if (tool === 'box' && box.phase === 'idle') useToolStore.setState({ box: startingBox(seen) })
  else if (tool === 'measure' && measure.phase === 'idle') useToolStore.setState({ measure: startingSpan(seen) })
  else return false
  return true
}

/** Joins the hand on a stage with the tools: gestures for the pointer, `key` for events of the keyboard. */
export function useTool(context: StageContext): {
  readonly gestures: Gestures
  readonly key: (event: ToolEvent) => void
} {
  const pan = useRef<PanState>(idlePan)
  const panning = useRef(false)
  const { scene, active, detail } = context

  const send = (event: ToolEvent): void => {
    if (!scene) return
    const usesPan = panning.current || !active || useToolStore.getState().tool === 'pan'
    if (!usesPan) return step(context, scene, event)
    const next = panStep(pan.current, event)
    pan.current = next.state
    for (const effect of next.effects) apply(context, scene, effect)
  }
  const at = (view: ViewPoint) => ({
    view,
    image: toImage(view, scene ? transformNow(detail.image.id, scene) : { scale: 1, offsetX: 0, offsetY: 0 })
  })
  const gestures: Gestures = {
    down: (view, byHand) => {
      panning.current = byHand
      send({ kind: 'down', at: at(view) })
    },
    move: (view) => send({ kind: 'move', at: at(view) }),
    up: (view) => {
      send({ kind: 'up', at: at(view) })
      panning.current = false
    },
    leave: () => send({ kind: 'leave' }),
    zoom: (factor, anchor) =>
      scene
        ? moveViewport(detail.image.id, scene, (viewport) => zoomed(viewport, scene, { factor, anchor }))
        : undefined,
    drag: (dx, dy) =>
      scene ? moveViewport(detail.image.id, scene, (viewport) => panned(viewport, scene, { dx, dy })) : undefined
  }
  const key = (event: ToolEvent): void => {
    if (!scene || (event.kind === 'confirm' && begin(context, scene))) return
    send(event)
  }
  return { gestures, key }
}
