import type { ImageBox, ImageSize } from '#shared/domain/geometry.ts'
import type { ImageId } from '#shared/domain/ids.ts'
import type { Viewport } from '#shared/domain/view.ts'
import { changeView, useOpenView } from '../../view/sessionView.ts'
import { centred, fitted, transformOf, zoomed, type Scene, type Transform, type ViewSize } from './model/viewport.ts'

/** The size of each stage on the screen, by the photograph that it shows. */
const stages = new Map<ImageId, Scene>()

/** Tells which stage shows a photograph, for commands that come from elsewhere; returns the function that takes it back. */
export function registerStage(imageId: ImageId, image: ImageSize, view: ViewSize): () => void {
  const scene: Scene = { image, view }
  stages.set(imageId, scene)
  return () => {
    if (stages.get(imageId) === scene) stages.delete(imageId)
  }
}

/** Where a photograph is looked at now: as it was left, or fitted. */
export const viewportNow = (imageId: ImageId, scene: Scene): Viewport =>
  useOpenView.getState().view.viewports[imageId] ?? fitted(scene)

/** Changes where a photograph is looked at. */
export function moveViewport(imageId: ImageId, scene: Scene, move: (viewport: Viewport) => Viewport): void {
  changeView((view) => ({
    ...view,
    viewports: { ...view.viewports, [imageId]: move(view.viewports[imageId] ?? fitted(scene)) }
  }))
}

/** Forgets where a photograph was looked at: it is fitted again, whatever the size of the window. */
export function fitViewport(imageId: ImageId): void {
  changeView((view) => {
    const { [imageId]: _left, ...viewports } = view.viewports
    return { ...view, viewports }
  })
}

function onStage(imageId: ImageId, move: (viewport: Viewport, scene: Scene) => Viewport): void {
  const scene = stages.get(imageId)
  if (scene) moveViewport(imageId, scene, (viewport) => move(viewport, scene))
}

export const zoomBy = (imageId: ImageId, factor: number): void =>
  onStage(imageId, (viewport, scene) => zoomed(viewport, scene, { factor }))

/** One device pixel for each pixel of the photograph. */
export const showActualSize = (imageId: ImageId): void =>
  onStage(imageId, (viewport, scene) =>
    zoomed(viewport, scene, { factor: 1 / window.devicePixelRatio / viewport.scale })
  )

export const centreBox = (imageId: ImageId, box: ImageBox): void =>
  onStage(imageId, (viewport, scene) => centred(viewport, scene, box))

export const transformNow = (imageId: ImageId, scene: Scene): Transform =>
  transformOf(viewportNow(imageId, scene), scene.view)
