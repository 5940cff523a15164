import sharp, { type OverlayOptions } from 'sharp'
import type { Sha256 } from '#shared/domain/ids.ts'
import { anatomyColours } from '#shared/domain/mark.ts'
import type { MaskLayer, MaskRaster } from '#shared/domain/mask.ts'
import type { PictureFrame } from './frame.ts'

/** PNG bytes of masks by their hash. */
export type MaskBytes = ReadonlyMap<Sha256, Uint8Array>

type Raster = { readonly data: Buffer; readonly width: number; readonly height: number }

/** How strongly vessels colour the photograph under them. */
const OPACITY = 0.45

/** The part of a mask that lies in a frame: in mask cells, and where that part goes on the picture. */
function overlapOf(mask: MaskRaster, { crop, scale, width, height }: PictureFrame) {
  const cellWidth = mask.frame.width / mask.width
  const cellHeight = mask.frame.height / mask.height
  const range = (low: number, high: number, limit: number): readonly [number, number] => {
    const from = Math.min(limit, Math.max(0, Math.round(low)))
    return [from, Math.min(limit, Math.max(from, Math.round(high)))]
  }
  const [left, right] = range(
    (crop.x - mask.frame.x) / cellWidth,
    (crop.x + crop.width - mask.frame.x) / cellWidth,
    mask.width
  )
  const [top, bottom] = range(
    (crop.y - mask.frame.y) / cellHeight,
    (crop.y + crop.height - mask.frame.y) / cellHeight,
    mask.height
  )
  const onPicture = (cell: number, cellSize: number, origin: readonly [number, number]): number =>
    Math.round((origin[0] + cell * cellSize - origin[1]) * scale)
  const x = range(
    onPicture(left, cellWidth, [mask.frame.x, crop.x]),
    onPicture(right, cellWidth, [mask.frame.x, crop.x]),
    width
  )
  const y = range(
    onPicture(top, cellHeight, [mask.frame.y, crop.y]),
    onPicture(bottom, cellHeight, [mask.frame.y, crop.y]),
    height
  )
  return {
    cells: { left, top, width: right - left, height: bottom - top },
    place: { left: x[0], top: y[0], width: x[1] - x[0], height: y[1] - y[0] }
  }
}

/** A mask resampled to a picture's pixels, 0 to 255, one channel; null where mask and picture do not meet. */
async function onFrame(png: Uint8Array, mask: MaskRaster, frame: PictureFrame): Promise<Raster | null> {
  const { cells, place } = overlapOf(mask, frame)
  if (cells.width < 1 || cells.height < 1 || place.width < 1 || place.height < 1) return null
  const part = await sharp(png)
    .extract(cells)
    .toColourspace('b-w')
    .extractChannel(0)
    .resize(place.width, place.height, { fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer()
  const data = await sharp(part, { raw: { width: place.width, height: place.height, channels: 1 } })
    .extend({
      left: place.left,
      top: place.top,
      right: frame.width - place.left - place.width,
      bottom: frame.height - place.top - place.height,
      background: '#000000'
    })
    .extractChannel(0)
    .raw()
    .toBuffer()
  return { data, width: frame.width, height: frame.height }
}

/** A layer of one colour whose opacity follows a raster. */
async function tint({ data, width, height }: Raster, colour: string, opacity: number): Promise<OverlayOptions> {
  const alpha = await sharp(data, { raw: { width, height, channels: 1 } })
    .linear(opacity, 0)
    .extractChannel(0)
    .raw()
    .toBuffer()
  const input = await sharp({ create: { width, height, channels: 3, background: colour } })
    .joinChannel(alpha, { raw: { width, height, channels: 1 } })
    .raw()
    .toBuffer()
  return { input, raw: { width, height, channels: 4 } }
}

const both = (a: Raster, b: Raster): Promise<Buffer> => {
  const raw = { width: a.width, height: a.height, channels: 1 } as const
  return sharp(a.data, { raw }).boolean(b.data, 'and', { raw }).extractChannel(0).raw().toBuffer()
}

/** The vessels of an analysis as tinted layers: arteries, veins and their crossings where they are told apart. */
export async function vesselTints(
  masks: readonly MaskRaster[],
  bytes: MaskBytes,
  frame: PictureFrame
): Promise<OverlayOptions[]> {
  const load = async (layer: MaskLayer): Promise<Raster | null> => {
    const mask = masks.find((candidate) => candidate.layer === layer)
    const png = mask === undefined ? undefined : bytes.get(mask.hash)
    return mask === undefined || png === undefined ? null : onFrame(png, mask, frame)
  }
  const [arteries, veins] = await Promise.all([load('arteries'), load('veins')])
  if (arteries === null && veins === null) {
    const vessels = await load('vessels')
    return vessels === null ? [] : [await tint(vessels, anatomyColours.vessels, OPACITY)]
  }
  const layers: OverlayOptions[] = []
  if (arteries !== null) layers.push(await tint(arteries, anatomyColours.arteries, OPACITY))
  if (veins !== null) layers.push(await tint(veins, anatomyColours.veins, OPACITY))
  if (arteries !== null && veins !== null) {
    layers.push(await tint({ ...arteries, data: await both(arteries, veins) }, anatomyColours.crossings, OPACITY))
  }
  return layers
}
