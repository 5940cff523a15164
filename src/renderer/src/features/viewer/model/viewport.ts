import {
  boxCentre,
  imageBox,
  imagePoint,
  type ImageBox,
  type ImagePoint,
  type ImageSize
} from '#shared/domain/geometry.ts'
import type { Viewport } from '#shared/domain/view.ts'

/** A place in the viewer, in CSS pixels from its top left corner. Named apart from image points on purpose. */
export type ViewPoint = { readonly viewX: number; readonly viewY: number }

export type ViewSize = { readonly width: number; readonly height: number }

/** A photograph of a given size, looked at through a viewer of a given size. */
export type Scene = { readonly image: ImageSize; readonly view: ViewSize }

const MARGIN = 10
const MAX_SCALE = 16

/** The largest scale at which the whole photograph is seen. */
export function fittedScale({ image, view }: Scene): number {
  const width = Math.max(1, view.width - 2 * MARGIN)
  const height = Math.max(1, view.height - 2 * MARGIN)
  return Math.min(width / image.width, height / image.height)
}

/** The whole photograph, in the middle. */
export const fitted = (scene: Scene): Viewport => ({
  scale: fittedScale(scene),
  centreX: scene.image.width / 2,
  centreY: scene.image.height / 2
})

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))

/** Keeps the scale within half the fitted one and 16 (or the fitted one), and the viewer's middle on the photograph. */
export function confined(viewport: Viewport, scene: Scene): Viewport {
  const fit = fittedScale(scene)
  return {
    scale: clamp(viewport.scale, fit / 2, Math.max(fit, MAX_SCALE)),
    centreX: clamp(viewport.centreX, 0, scene.image.width),
    centreY: clamp(viewport.centreY, 0, scene.image.height)
  }
}

/** View pixels = offset + scale × image pixels. */
export type Transform = { readonly scale: number; readonly offsetX: number; readonly offsetY: number }

export const transformOf = ({ scale, centreX, centreY }: Viewport, view: ViewSize): Transform => ({
  scale,
  offsetX: view.width / 2 - centreX * scale,
  offsetY: view.height / 2 - centreY * scale
})

export const toImage = (point: ViewPoint, { scale, offsetX, offsetY }: Transform): ImagePoint =>
  imagePoint((point.viewX - offsetX) / scale, (point.viewY - offsetY) / scale)

export const toView = (point: ImagePoint, { scale, offsetX, offsetY }: Transform): ViewPoint => ({
  viewX: offsetX + point.x * scale,
  viewY: offsetY + point.y * scale
})

/** Moves the photograph by view pixels. */
export const panned = (viewport: Viewport, scene: Scene, by: { readonly dx: number; readonly dy: number }): Viewport =>
  confined(
    {
      ...viewport,
      centreX: viewport.centreX - by.dx / viewport.scale,
      centreY: viewport.centreY - by.dy / viewport.scale
    },
    scene
  )

/** Zooms by a factor while the image point under the anchor stays where it is; without an anchor, the middle stays. */
export function zoomed(
  viewport: Viewport,
  scene: Scene,
  zoom: { readonly factor: number; readonly anchor?: ViewPoint }
): Viewport {
  const { scale } = confined({ ...viewport, scale: viewport.scale * zoom.factor }, scene)
  if (!zoom.anchor) return { ...viewport, scale }
  const fixed = toImage(zoom.anchor, transformOf(viewport, scene.view))
  return confined(
    {
      scale,
      centreX: fixed.x - (zoom.anchor.viewX - scene.view.width / 2) / scale,
      centreY: fixed.y - (zoom.anchor.viewY - scene.view.height / 2) / scale
    },
    scene
  )
}

/** The factor of one wheel event; a pinch on a touch pad arrives as a wheel with the control key. */
export function wheelFactor(wheel: {
  readonly deltaY: number
  readonly deltaMode: number
  readonly ctrlKey: boolean
}): number {
  const lines = wheel.deltaMode === 1 ? 16 : wheel.deltaMode === 2 ? 400 : 1
  const speed = wheel.ctrlKey ? 0.01 : 0.0018
  return Math.exp(-clamp(wheel.deltaY * lines, -240, 240) * speed)
}

/** Share of the viewer that a centred box may fill. */
const ROOM = 0.3
/** Scale at which small lesions are easy to see; centring does not zoom beyond it by itself. */
const READING_SCALE = 2

/**
 * Brings a box into the middle. Zooms in as far as the box is still small in the viewer, and never out unless the box
 * would not fit.
 */
export function centred(viewport: Viewport, scene: Scene, box: ImageBox): Viewport {
  const fit = Math.min(scene.view.width / Math.max(1, box.width), scene.view.height / Math.max(1, box.height))
  const wanted = Math.min(READING_SCALE, Math.max(fittedScale(scene) * 2, fit * ROOM))
  const scale = Math.min(fit * 0.9, Math.max(viewport.scale, Math.min(wanted, fit * ROOM)))
  const middle = boxCentre(box)
  return confined({ scale, centreX: middle.x, centreY: middle.y }, scene)
}

/** The part of the photograph that is seen. */
export function visibleBox(transform: Transform, { image, view }: Scene): ImageBox {
  const topLeft = toImage({ viewX: 0, viewY: 0 }, transform)
  const bottomRight = toImage({ viewX: view.width, viewY: view.height }, transform)
  const x = clamp(topLeft.x, 0, image.width)
  const y = clamp(topLeft.y, 0, image.height)
  return imageBox({
    x,
    y,
    width: clamp(bottomRight.x, 0, image.width) - x,
    height: clamp(bottomRight.y, 0, image.height) - y
  })
}
