import sharp from 'sharp'
import type { MaskLayer, MaskRaster } from '#shared/domain/mask.ts'
import { type Frame, frameBox } from '../imaging/frame.ts'
import type { Mask, ProbabilityMap } from '../imaging/mask.ts'
import { sha256Of } from '../storage/blobs.ts'

/** A mask as it is kept: what the analysis says of it, and the bytes of its PNG. */
export type StoredMask = { readonly raster: MaskRaster; readonly png: Uint8Array }

/** Encodes a binary mask as a grey PNG of 0 and 255. */
export const storeMask = (layer: MaskLayer, mask: Mask, frame: Frame): Promise<StoredMask> =>
  store(layer, { ...mask, data: mask.data.map((inside) => 255 * inside) }, { frame, encoding: 'binary' })

/** Encodes a map of probabilities as a grey PNG, 0 to 255 for 0 to 1. */
export function storeProbability(layer: MaskLayer, map: ProbabilityMap, frame: Frame): Promise<StoredMask> {
  const data = Uint8Array.from(map.data, (value) => Math.round(255 * Math.min(1, Math.max(0, value))))
  return store(layer, { ...map, data }, { frame, encoding: 'probability' })
}

async function store(
  layer: MaskLayer,
  grey: Mask,
  { frame, encoding }: { frame: Frame; encoding: MaskRaster['encoding'] }
): Promise<StoredMask> {
  const { width, height } = grey
  const png = await sharp(grey.data, { raw: { width, height, channels: 1 } })
    .png({ compressionLevel: 6 })
    .toBuffer()
  return { raster: { layer, hash: sha256Of(png), width, height, encoding, frame: frameBox(frame) }, png }
}
