import { z } from 'zod'
import { SessionDetail } from '#shared/contract/views.ts'
import { Sha256 } from '#shared/domain/ids.ts'
import { ImageFormat } from '#shared/domain/image.ts'
import { UtcMs } from '#shared/domain/units.ts'
import { Bytes } from './protocol.ts'
import { BlobAccess } from './visionMethods.ts'

/** What the imaging engine can be asked: it opens files that nobody vouches for, away from the database. */
export const imagingMethods = {
  takeIn: {
    input: z.object({
      file: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('path'), path: z.string() }),
        z.object({ kind: z.literal('bytes'), bytes: Bytes })
      ]),
      blobs: BlobAccess
    }),
    output: z.object({
      hash: Sha256,
      displayHash: Sha256,
      thumbnailHash: Sha256,
      format: ImageFormat,
      width: z.int().positive(),
      height: z.int().positive(),
      bytes: z.int().positive(),
      takenAt: UtcMs.nullable()
    })
  },
  /** A stored photograph for a model that looks at it: a JPEG of moderate size without any metadata. */
  reduce: {
    input: z.object({ hash: Sha256, blobs: BlobAccess }),
    output: z.object({ jpeg: Bytes })
  },
  renderReport: {
    input: z.object({
      detail: SessionDetail,
      app: z.object({ name: z.string(), version: z.string() }),
      printedAt: UtcMs,
      timeZone: z.string(),
      fontFolder: z.string(),
      blobs: BlobAccess
    }),
    output: z.object({ pdf: Bytes })
  }
} as const
export type ImagingMethods = typeof imagingMethods
