import { z } from 'zod'
import { ImageSize } from './geometry.ts'
import { ImageId, SessionId, Sha256 } from './ids.ts'
import { Laterality } from './laterality.ts'
import { UtcMs } from './units.ts'

export const ImageFormat = z.enum(['jpeg', 'png', 'tiff', 'bmp', 'webp'])
export type ImageFormat = z.infer<typeof ImageFormat>

/** Which eye, and who said so; the clinician's word is never overwritten by a model. */
export const EyeAssignment = z.discriminatedUnion('by', [
  z.object({ by: z.literal('nobody') }),
  z.object({ by: z.literal('model'), eye: Laterality }),
  z.object({ by: z.literal('clinician'), eye: Laterality })
])
export type EyeAssignment = z.infer<typeof EyeAssignment>

/** One photograph of one eye. */
export const FundusImage = z.object({
  id: ImageId,
  sessionId: SessionId,
  /** Hash of the file as it was opened; the file itself is kept untouched. */
  hash: Sha256,
  /** Hash of the picture that the window shows: upright, sRGB, 8 bit. Equal to `hash` when the file is so already. */
  displayHash: Sha256,
  thumbnailHash: Sha256,
  format: ImageFormat,
  /** Size of the upright photograph. */
  size: ImageSize,
  bytes: z.int().positive(),
  eye: EyeAssignment,
  /** From the file's own metadata, where it says so. */
  takenAt: UtcMs.nullable(),
  addedAt: UtcMs,
  /** Where the photograph comes from and under which licence, for the demonstration session. */
  attribution: z.string().nullable()
})
export type FundusImage = z.infer<typeof FundusImage>

/** The eye of a photograph; undefined as long as nobody said which. */
export const eyeOf = (image: Pick<FundusImage, 'eye'>): Laterality | undefined =>
  image.eye.by === 'nobody' ? undefined : image.eye.eye
