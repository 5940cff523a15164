import { readFile } from 'node:fs/promises'
import { isAbsolute, join, relative } from 'node:path'
import { isAppError } from '#shared/contract/errors.ts'
import { openUpright } from '../../imaging/decode.ts'
import { readError } from '../../storage/fileErrors.ts'

/** Side that the models behind endpoints look at, px; more only costs. */
const SIDE = 1024
const QUALITY = 90

/**
 * A photograph of a set as a JPEG of at most 1024 px a side, without any metadata. Undefined where there is none that can be
 * opened, or where its path leads out of the folder.
 * @throws what is no expected failure.
 */
export async function photographIn(folder: string, path: string | null): Promise<Buffer | undefined> {
  if (path === null) return undefined
  const file = join(folder, path)
  const inside = relative(folder, file)
  if (inside.startsWith('..') || isAbsolute(inside)) return undefined
  try {
    const bytes = await readFile(file).catch((cause: unknown) => Promise.reject(readError(cause)))
    const picture = (await openUpright(bytes)).resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true })
    return await picture.jpeg({ quality: QUALITY }).toBuffer()
  } catch (error) {
    if (isAppError(error)) return undefined
    throw error
  }
}
