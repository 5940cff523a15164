import sharp from 'sharp'
import type { MaskLayer, MaskRaster } from '#shared/domain/mask.ts'
import { type Frame, frameBox } from '../imaging/frame.ts'
import { type Mask, type ProbabilityMap, nextSet } from '../imaging/mask.ts'
import { sha256Of } from '../storage/blobs.ts'

/** A mask as it is kept: what the analysis says of it, and the bytes of its PNG. */
export type StoredMask = { readonly raster: MaskRaster; readonly png: Uint8Array }

/** Encodes a binary mask as a grey PNG of 0 and 255. */
export function storeMask(layer: MaskLayer, mask: Mask, frame: Frame): Promise<StoredMask> {
  const data = new Uint8Array(mask.data.length)
  for (let i = nextSet(mask, 0); i >= 0; i = nextSet(mask, i + 1)) data[i] = 255
  return store(layer, { ...mask, data }, { frame, encoding: 'binary' })
}

/** Encodes a map of probabilities as a grey PNG, 0 to 255 for 0 to 1. */
export function storeProbability(layer: MaskLayer, map: ProbabilityMap, frame: Frame): Promise<StoredMask> {
  const data = new Uint8ClampedArray(map.data.length)
  for (let i = 0; i < data.length; i++) data[i] = 255 * (map.data[i] ?? 0)
  return store(layer, { ...map, data: new Uint8Array(data.buffer) }, { frame, encoding: 'probability' })
}

/** Masks are large and plain: a quick pass of the compressor makes them nearly as small as a thorough one. */
const COMPRESSION = 2

async function store(
  layer: MaskLayer,
  grey: Mask,
  { frame, encoding }: { frame: Frame; encoding: MaskRaster['encoding'] }
): Promise<StoredMask> {
  const { width, height } = grey
  const png = await sharp(grey.data, { raw: { width, height, channels: 1 } })
    .png({ compressionLevel: COMPRESSION })
    .toBuffer()
  return { raster: { layer, hash: sha256Of(png), width, height, encoding, frame: frameBox(frame) }, png }
}
