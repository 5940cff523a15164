import type { ImageCircle } from '#shared/domain/geometry.ts'
import type { RgbRaster } from '../../imaging/raster.ts'
import type { TileProgress } from './segmenter.ts'

/** A photograph on its way through the networks. */
export type VisionInput = {
  readonly image: RgbRaster
  /** Undefined where the photograph shows no border of the field. */
  readonly field: ImageCircle | undefined
  readonly signal: AbortSignal
  readonly onTile?: TileProgress
}
