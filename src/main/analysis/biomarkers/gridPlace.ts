import { imageCircle, imagePath, type ImageCircle, type ImagePath, type ImagePoint } from '#shared/domain/geometry.ts'
import { type Frame, pixelsPerCell, toImage } from '../../imaging/frame.ts'
import type { Centreline } from './centreline.ts'
import type { GridCircle, GridPlace } from './regions.ts'
import type { RetinaInput } from './retinaInput.ts'

/** Where a frame's grid lies on the retina: field, picture and disc in its cells. */
export function placeOnGrid(
  frame: Frame,
  input: Pick<RetinaInput, 'image' | 'field' | 'landmarks' | 'scale'>
): GridPlace {
  const { image, field, landmarks, scale } = input
  const [kx, ky] = [frame.width / frame.cropWidth, frame.height / frame.cropHeight]
  const circle = ({ centre, radius }: ImageCircle): GridCircle => ({
    x: (centre.x - frame.left) * kx,
    y: (centre.y - frame.top) * ky,
    radius: radius / pixelsPerCell(frame)
  })
  const disc = landmarks.disc
  return {
    width: frame.width,
    height: frame.height,
    field: circle(field.circle),
    picture: {
      left: -frame.left * kx,
      top: -frame.top * ky,
      right: (image.width - frame.left) * kx,
      bottom: (image.height - frame.top) * ky
    },
    disc: disc ? circle(imageCircle(disc.centre, Math.max(disc.box.width, disc.box.height) / 2)) : null,
    micrometrePerCell: scale ? scale.micrometrePerPx * pixelsPerCell(frame) : null
  }
}

/** Turns what was found on a grid into places on the photograph. */
export type OnPhotograph = {
  readonly point: (x: number, y: number) => ImagePoint
  readonly circle: (circle: GridCircle) => ImageCircle
  /** Part of a line, thinned out to a point every few cells. */
  readonly path: (line: Centreline, from: number, to: number) => ImagePath
}

const CELLS_BETWEEN_POINTS = 6

export function onPhotograph(frame: Frame): OnPhotograph {
  const tenth = (value: number): number => Math.round(value * 10) / 10
  const point = (x: number, y: number): ImagePoint => {
    const at = toImage(frame, x, y)
    return { ...at, x: tenth(at.x), y: tenth(at.y) }
  }
  return {
    point,
    circle: ({ x, y, radius }) => imageCircle(point(x, y), tenth(radius * pixelsPerCell(frame))),
    path: (line, from, to) => {
      const steps = Math.max(1, Math.round((to - from) / CELLS_BETWEEN_POINTS))
      const flat = Array.from({ length: steps + 1 }, (_, step) => from + Math.round((step * (to - from)) / steps))
      return imagePath(
        flat.flatMap((i) => {
          const { x, y } = point(line.x[i] ?? 0, line.y[i] ?? 0)
          return [x, y]
        })
      )
    }
  }
}
