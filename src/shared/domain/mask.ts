import { z } from 'zod'
import { ImageBox } from './geometry.ts'
import { Sha256 } from './ids.ts'

export const MaskLayer = z.enum([
  'vessels',
  'arteries',
  'veins',
  'disc',
  'cup',
  'microaneurysm',
  'haemorrhage',
  'hardExudate',
  'softExudate',
  'otherBright',
  'evidence'
])
export type MaskLayer = z.infer<typeof MaskLayer>

/** A mask kept as a PNG by its hash. Its grid covers `frame` of the photograph, cell by cell. */
export const MaskRaster = z.object({
  layer: MaskLayer,
  hash: Sha256,
  width: z.int().positive(),
  height: z.int().positive(),
  /** binary: 0 or 255. probability: 0–255 for 0–1. */
  encoding: z.enum(['binary', 'probability']),
  frame: ImageBox
})
export type MaskRaster = z.infer<typeof MaskRaster>
