import { Layer, Shape } from 'react-konva'
import type { ImageBox, ImageSize } from '#shared/domain/geometry.ts'
import type { MaskRaster } from '#shared/domain/mask.ts'
import type { Transform } from '../model/viewport.ts'
import { levelFor, type Levels } from '../photo/levels.ts'
import type { Photograph } from '../photo/usePhotograph.ts'
import type { Brush } from '../paint/stroke.ts'
import { brushOf } from './brushOf.ts'

/** A mask in its colour, laid over its part of the photograph. */
export type MaskOverlay = { readonly mask: MaskRaster; readonly levels: Levels; readonly opacity: number }

type Placed = { readonly frame: ImageBox | (ImageSize & { x: 0; y: 0 }); readonly transform: Transform }

/** Draws the part of a picture that is seen, with the picture spread over a frame of the photograph. */
function drawSeen(brush: Brush, source: ImageBitmap, { frame, transform }: Placed): void {
  // A picture that was closed is empty.
  if (source.width === 0) return
  const ratio = window.devicePixelRatio
  const perX = frame.width / source.width
  const perY = frame.height / source.height
  const { scale, offsetX, offsetY } = transform
  const seen = (offset: number, edge: number): number => (edge - offset) / scale
  const left = Math.max(0, Math.floor((seen(offsetX, 0) - frame.x) / perX))
  const top = Math.max(0, Math.floor((seen(offsetY, 0) - frame.y) / perY))
  const right = Math.min(source.width, Math.ceil((seen(offsetX, brush.canvas.width / ratio) - frame.x) / perX))
  const bottom = Math.min(source.height, Math.ceil((seen(offsetY, brush.canvas.height / ratio) - frame.y) / perY))
  if (right <= left || bottom <= top) return
  brush.drawImage(
    source,
    left,
    top,
    right - left,
    bottom - top,
    offsetX + (frame.x + left * perX) * scale,
    offsetY + (frame.y + top * perY) * scale,
    (right - left) * perX * scale,
    (bottom - top) * perY * scale
  )
}

type PhotoLayerProps = {
  readonly photograph: Photograph
  readonly size: ImageSize
  readonly masks: readonly MaskOverlay[]
  readonly transform: Transform
}

/** The photograph and the vessel masks over it. */
export function PhotoLayer({ photograph, size, masks, transform }: PhotoLayerProps) {
  const draw = (brush: Brush): void => {
    const devicePx = transform.scale * window.devicePixelRatio
    const picture = photograph.levels ? levelFor(photograph.levels, devicePx) : photograph.picture
    // From eight view pixels for one of the photograph's on, the pixels themselves are of interest.
    brush.imageSmoothingEnabled = transform.scale < 8
    if (picture) drawSeen(brush, picture, { frame: { ...size, x: 0, y: 0 }, transform })
    brush.imageSmoothingEnabled = true
    for (const { mask, levels, opacity } of masks) {
      const level = levelFor(levels, (devicePx * mask.frame.width) / mask.width)
      brush.globalAlpha = opacity
      if (level) drawSeen(brush, level, { frame: mask.frame, transform })
    }
    brush.globalAlpha = 1
  }
  return (
    <Layer listening={false}>
      <Shape listening={false} sceneFunc={(context) => draw(brushOf(context))} />
    </Layer>
  )
}
