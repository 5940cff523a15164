import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { AppError } from '#shared/contract/errors.ts'
import { readError } from '../../storage/fileErrors.ts'
import { DatasetLesion } from '../record.ts'

/** Left, top, right and bottom in pixels of the photograph's file. */
const PixelBox = z.tuple([z.number(), z.number(), z.number(), z.number()])
export type PixelBox = z.infer<typeof PixelBox>

const BoxFile = z.record(z.string(), z.partialRecord(DatasetLesion, z.array(PixelBox)))
export type LesionBoxes = z.infer<typeof BoxFile>[string]

/**
 * Reads boxes by image name and lesion: `{"a.jpg": {"hardExudate": [[left, top, right, bottom]]}}`, in pixels.
 * @throws AppError file.*; dataset.unusable where the file holds something else.
 */
export async function readBoxes(path: string): Promise<ReadonlyMap<string, LesionBoxes>> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => Promise.reject(readError(cause)))
  const boxes = z.string().transform(parsedJson).pipe(BoxFile).safeParse(text)
  if (boxes.success) return new Map(Object.entries(boxes.data))
  const [issue] = boxes.error.issues
  const where = issue?.path.slice(1).join('.') ?? ''
  throw new AppError('dataset.unusable', {
    problem:
      `the file of boxes is not {image: {lesion: [[left, top, right, bottom]]}}: ${where} ${issue?.message ?? ''}`.trim()
  })
}

function parsedJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'it is no JSON' })
    return z.NEVER
  }
}
