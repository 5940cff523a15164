import { readFile } from 'node:fs/promises'
import { isAbsolute, join, relative } from 'node:path'
import { isAppError } from '#shared/contract/errors.ts'
import { reducedJpeg } from '../../imaging/reduced.ts'
import { readError } from '../../storage/fileErrors.ts'

/**
 * A photograph of a set as `reducedJpeg` makes it. Undefined where there is none that can be
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
    return await reducedJpeg(bytes)
  } catch (error) {
    if (isAppError(error)) return undefined
    throw error
  }
}
